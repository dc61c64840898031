import { createEffect, createSignal, createUniqueId, For, on, onMount, Show } from 'solid-js'
import type { Call } from '../../../shared/floor/model.ts'
import { createWords, language as pageLanguage } from '../../i18n/i18n.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { spokenName, spokenTitle } from '../../ui/spokenLanguages.ts'
import { type InterpreterDesk, languagesOf, suggestedLanguage } from './createInterpreter.ts'
import { interpreterWords } from './words.ts'

const words = createWords(interpreterWords)

/** Which language, and which of the services that speak it; then the call. `onDone`: it is under way, or the advisor has thought better of it. */
export function InterpreterChoice(props: { call: Call; desk: InterpreterDesk; trunkDown: boolean; onDone: () => void }) {
  const id = createUniqueId()
  let first!: HTMLSelectElement
  const [language, setLanguage] = createSignal(suggestedLanguage(props.call, props.desk.services()))
  const [service, setService] = createSignal('')
  const [missing, setMissing] = createSignal(false)
  const languages = () => languagesOf(props.desk.services()).sort((a, b) => spokenName(a).localeCompare(spokenName(b), pageLanguage()))
  const services = () => props.desk.services().filter(({ languages: all }) => all.includes(language()))
  const chosen = () => services().find((each) => each.id === service()) ?? services()[0]

  async function call(event: SubmitEvent) {
    event.preventDefault()
    const to = chosen()
    setMissing(!to)
    if (!to) return first.focus()
    if (props.trunkDown) return
    if (await props.desk.call(to.id, language())) props.onDone()
  }

  onMount(() => first.focus())
  createEffect(on(language, () => setMissing(false), { defer: true }))

  return (
    <form
      class="stack interpreter__choice"
      novalidate
      onSubmit={call}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onDone()
      }}
    >
      <div class="interpreter__fields">
        <div class="field">
          <label class="field__label" for={`${id}-language`}>
            {words().language}
          </label>
          <select
            class="select"
            id={`${id}-language`}
            data-testid="interpreter-language"
            aria-invalid={missing() ? true : undefined}
            aria-describedby={missing() ? `${id}-missing` : undefined}
            ref={first}
            onChange={(event) => setLanguage(event.currentTarget.value)}
          >
            <option value="" selected={language() === ''}>
              {words().chooseLanguage}
            </option>
            <For each={languages()}>
              {(code) => (
                <option value={code} selected={code === language()}>
                  {spokenTitle(code)}
                </option>
              )}
            </For>
          </select>
          <Show when={missing()}>
            <p class="error-text" id={`${id}-missing`} role="alert">
              {words().languageMissing}
            </p>
          </Show>
        </div>
        <Show when={services().length > 1}>
          <div class="field">
            <label class="field__label" for={`${id}-service`}>
              {words().service}
            </label>
            <select
              class="select"
              id={`${id}-service`}
              data-testid="interpreter-service"
              onChange={(event) => setService(event.currentTarget.value)}
            >
              <For each={services()}>
                {(each) => (
                  <option value={each.id} selected={each.id === chosen()?.id}>
                    {each.name}
                  </option>
                )}
              </For>
            </select>
          </div>
        </Show>
      </div>
      <Show when={services().length === 1}>
        <p>
          {words().service}: {chosen()?.name}
        </p>
      </Show>
      <p class="muted small">{words().before}</p>
      <Show when={props.trunkDown}>
        <p class="notice" role="status">
          {words().noTrunk}
        </p>
      </Show>
      <ErrorText refusal={props.desk.refusal()} />
      <div class="row">
        <button
          type="submit"
          class="button button--primary"
          data-testid="interpreter-call"
          disabled={props.trunkDown}
          aria-busy={props.desk.busy()}
        >
          {words().call}
        </button>
        <button type="button" class="button" data-testid="interpreter-cancel" onClick={() => props.onDone()}>
          {words().cancel}
        </button>
      </div>
    </form>
  )
}
