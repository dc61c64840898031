import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { SENT_WAYS, type Sending, type SentWay } from '../../shared/duties/reports.ts'
import type { Outcome, Refusal } from '../../shared/errors.ts'
import { createWords } from '../i18n/i18n.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import type { Draft } from './createDraft.ts'
import { dutyWords } from './words.ts'

const words = createWords(dutyWords)

/** Marks a report as sent: how, and when. */
export function SendForm(props: { draft: Draft; now: number; onSent: (sending: Sending) => Promise<Outcome<unknown>> }) {
  const id = createUniqueId()
  const [how, setHow] = createSignal<SentWay>('telephone')
  const [chosen, setChosen] = createSignal<string>()
  /** Now, until another time is chosen. */
  const when = () => chosen() ?? localMinute(props.now)
  const [wrong, setWrong] = createSignal(false)
  const [refusal, setRefusal] = createSignal<Refusal>()

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const at = new Date(when()).getTime()
    const bad = !Number.isFinite(at) || at > props.now + 60_000
    setWrong(bad)
    if (bad || !(await props.draft.flush())) return
    const answer = await props.onSent({ how: how(), at })
    setRefusal(answer.ok ? undefined : answer.refusal)
  }

  return (
    <form class="stack duty-send" onSubmit={submit} noValidate aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{words().sentTitle}</h3>
      <div class="row">
        <div class="field">
          <label class="field__label" for={`${id}-how`}>
            {words().how}
          </label>
          <select class="select" id={`${id}-how`} onChange={(event) => setHow(event.currentTarget.value as SentWay)}>
            <For each={SENT_WAYS}>{(way) => <option value={way}>{words().hows[way]}</option>}</For>
          </select>
        </div>
        <div class="field">
          <label class="field__label" for={`${id}-when`}>
            {words().when}
          </label>
          <input
            class="field__input"
            type="datetime-local"
            id={`${id}-when`}
            value={when()}
            aria-invalid={wrong() ? true : undefined}
            aria-describedby={wrong() ? `${id}-wrong` : undefined}
            onInput={(event) => setChosen(event.currentTarget.value)}
          />
        </div>
        <button type="submit" class="button button--primary" data-testid="duty-send" disabled={props.draft.saved() === undefined}>
          {words().markSent}
        </button>
      </div>
      <Show when={wrong()}>
        <p class="error-text" role="alert" id={`${id}-wrong`}>
          {words().badWhen}
        </p>
      </Show>
      <ErrorText refusal={refusal()} />
    </form>
  )
}

/** Closes a report, once all of it is on the server, and throws a draft away. */
export function Ending(props: { draft: Draft; sent: boolean; onClose: () => void; onDiscard: (() => Promise<Outcome>) | undefined }) {
  const [sure, setSure] = createSignal(false)
  const [refusal, setRefusal] = createSignal<Refusal>()
  const isSaved = () => ['empty', 'saved', 'stopped'].includes(props.draft.state().is)

  async function close() {
    if (props.draft.state().is === 'stopped' || (await props.draft.flush())) props.onClose()
  }
  async function discard() {
    const answer = await props.onDiscard?.()
    setRefusal(!answer || answer.ok ? undefined : answer.refusal)
    if (answer?.ok) props.onClose()
  }

  return (
    <div class="stack">
      <div class="row">
        <button type="button" class="button" data-testid="duty-close" disabled={!isSaved()} onClick={() => void close()}>
          {words().close}
        </button>
        <Show when={props.onDiscard && !props.sent && !sure()}>
          <button type="button" class="button" onClick={() => setSure(true)}>
            {words().discard}
          </button>
        </Show>
      </div>
      <Show when={sure()}>
        <div class="notice row" role="alert">
          <p>{words().discardSure}</p>
          <button type="button" class="button button--danger" data-testid="duty-discard" onClick={() => void discard()}>
            {words().discard}
          </button>
          <button type="button" class="button" onClick={() => setSure(false)}>
            {words().keep}
          </button>
        </div>
      </Show>
      <ErrorText refusal={refusal()} />
    </div>
  )
}

/** YYYY-MM-DDTHH:MM of the reader's clock. */
function localMinute(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}
