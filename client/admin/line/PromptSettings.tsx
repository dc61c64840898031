import { createSignal, For, Show } from 'solid-js'
import type { Line } from '../../../shared/floor/model.ts'
import { keyOfLanguage, LANGUAGES, type Language } from '../../../shared/languages.ts'
import { createWords } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { languageName, languageTitle } from '../../ui/languageNames.ts'
import { createForm } from '../createForm.ts'
import { SelectField } from '../fields.tsx'
import { promptWords } from './promptWords.ts'

const words = createWords(promptWords)

/** In which languages the line speaks, whether they are chosen by key, and whether places in the queue are said. */
export function PromptSettings(props: { line: Line; onSaved: () => void }) {
  const form = createForm()
  const { service } = props.line
  const [chosen, setChosen] = createSignal<readonly Language[]>(service.languages)
  const [first, setFirst] = createSignal<Language>(service.languages[0] ?? 'sv')
  const [menu, setMenu] = createSignal(service.languageMenu)
  const [position, setPosition] = createSignal(service.sayPosition)
  const [saved, setSaved] = createSignal(false)
  const [none, setNone] = createSignal(false)

  const inOrder = () => LANGUAGES.filter((language) => chosen().includes(language))
  const spokenFirst = () => (chosen().includes(first()) ? first() : inOrder()[0])
  const keys = () =>
    inOrder()
      .map((language) => `${keyOfLanguage(language)} ${languageName(language)}`)
      .join(', ')
  const changed = () => {
    setSaved(false)
    setNone(false)
  }
  const tick = (language: Language, on: boolean) => {
    changed()
    setChosen((before) => (on ? [...before, language] : before.filter((one) => one !== language)))
  }

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const leading = spokenFirst()
    if (!leading) return setNone(true)
    const languages = [leading, ...inOrder().filter((language) => language !== leading)]
    const next = { ...props.line.service, languages, languageMenu: menu(), sayPosition: position() }
    if (!(await form.send(() => api.patch(`/api/lines/${props.line.id}`, { service: next })))) return
    setSaved(true)
    props.onSaved()
  }

  return (
    <form class="stack" onSubmit={submit}>
      <fieldset class="admin-choice" aria-describedby={none() ? 'no-language' : undefined}>
        <legend class="field__label">{words().languages}</legend>
        <p class="field__hint">{words().languagesHint}</p>
        <For each={LANGUAGES}>
          {(language) => (
            <label class="admin-tick">
              <input
                type="checkbox"
                checked={chosen().includes(language)}
                onChange={(event) => tick(language, event.currentTarget.checked)}
              />{' '}
              {languageTitle(language)}
            </label>
          )}
        </For>
        <Show when={none()}>
          <p class="error-text" id="no-language" role="alert">
            {words().noLanguage}
          </p>
        </Show>
      </fieldset>
      <Show when={chosen().length > 1}>
        <div
          onInput={(event) => {
            changed()
            setFirst((event.target as unknown as HTMLSelectElement).value as Language)
          }}
        >
          <SelectField
            label={words().firstLanguage}
            name="first"
            value={spokenFirst() ?? ''}
            options={inOrder().map((value) => ({ value, text: languageTitle(value) }))}
          />
        </div>
        <div class="admin-choice">
          <label class="admin-tick">
            <input
              type="checkbox"
              checked={menu()}
              aria-describedby="menu-hint"
              onChange={(event) => {
                changed()
                setMenu(event.currentTarget.checked)
              }}
            />{' '}
            {words().menu}
          </label>
          <p class="field__hint" id="menu-hint">
            {words().menuHint(keys())}
          </p>
        </div>
      </Show>
      <label class="admin-tick">
        <input
          type="checkbox"
          checked={position()}
          onChange={(event) => {
            changed()
            setPosition(event.currentTarget.checked)
          }}
        />{' '}
        {words().sayPosition}
      </label>
      <ErrorText refusal={form.general()} />
      <div class="row">
        <button type="submit" class="button button--primary" disabled={form.busy()}>
          {form.busy() ? words().saving : words().save}
        </button>
        <p role="status">{saved() ? words().saved : ''}</p>
      </div>
    </form>
  )
}
