import { createSignal, For, Show } from 'solid-js'
import { keyOfLanguage, LANGUAGES, type Language } from '../../../shared/languages.ts'
import { createWords } from '../../i18n/i18n.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { languageName, languageTitle } from '../../ui/languageNames.ts'
import { createForm, focusWrong } from '../createForm.ts'
import { SelectField } from '../fields.tsx'
import type { PartProps } from './LineSettings.tsx'
import { promptWords } from './promptWords.ts'

const words = createWords(promptWords)

/** In which languages the line speaks, whether they are chosen by key, and whether places in the queue are said. */
export function PromptSettings(props: PartProps) {
  const form = createForm()
  const { service } = props.change.base()
  const [chosen, setChosen] = createSignal<readonly Language[]>(service.languages)
  const [first, setFirst] = createSignal<Language>(service.languages[0] ?? 'sv')
  const [menu, setMenu] = createSignal(service.languageMenu)
  const [position, setPosition] = createSignal(service.sayPosition)
  const [saved, setSaved] = createSignal(false)
  const [none, setNone] = createSignal(false)

  let element!: HTMLFormElement
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
    if (!leading) {
      setNone(true)
      return queueMicrotask(() => focusWrong(element))
    }
    const languages = [leading, ...inOrder().filter((language) => language !== leading)]
    const next = { ...props.change.base().service, languages, languageMenu: menu(), sayPosition: position() }
    if (!(await form.send(() => props.change.send({ service: next })))) return
    // what somebody else has changed meanwhile
    const { service: now } = props.change.base()
    setChosen(now.languages)
    setFirst(now.languages[0] ?? 'sv')
    setMenu(now.languageMenu)
    setPosition(now.sayPosition)
    setSaved(true)
    props.onSaved()
  }

  return (
    <form class="stack" ref={element} onSubmit={submit}>
      <fieldset class="admin-choice" data-invalid={none() || undefined} aria-describedby={none() ? 'no-language' : undefined}>
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
