import { createSignal, createUniqueId, For, onMount, Show } from 'solid-js'
import { CALL_BACK_REASONS, type Line } from '../../../shared/floor/model.ts'
import { linesInOrder } from '../../../shared/floor/questions.ts'
import { plainService } from '../../../shared/floor/service.ts'
import { checkNumber } from '../../../shared/telephone/numbers.ts'
import { createWords } from '../../i18n/i18n.ts'
import type { LiveFloor } from '../../live/floor.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { errorWords } from '../../ui/errorWords.ts'
import type { Phone } from '../createPhone.ts'
import { phoneWords } from '../words.ts'
import { dialWords } from './dialWords.ts'
import { NumberField } from './NumberField.tsx'
import { callBackWords } from './words.ts'

const words = createWords(dialWords)
const callBack = createWords(callBackWords)
const errors = createWords(errorWords)
const phone = createWords(phoneWords)

type Wrong = { readonly field: 'number' | 'reason' | 'microphone'; readonly text: string }

/** Dials: the number, why, for which line, and what the other end will see. What came of the last try stands above it. */
export default function DialPanel(props: { phone: Phone; live: LiveFloor }) {
  const id = createUniqueId()
  let number!: HTMLInputElement
  let call!: HTMLButtonElement
  let firstReason!: HTMLInputElement
  const [wrong, setWrong] = createSignal<Wrong>()
  const own = () => props.phone.callBack
  const draft = () => own().draft()
  const lines = () => linesInOrder(props.live.floor()).filter((each) => props.phone.advisor()?.lines.includes(each.id))
  const line = (): Line | undefined => lines().find((each) => each.id === draft().line) ?? lines()[0]
  const service = () => line()?.service.callBack ?? plainService.callBack
  const failed = () => {
    const now = own().state()
    return now.is === 'failed' ? now.how : undefined
  }
  const refusal = () => {
    const now = own().state()
    return now.is === 'refused' ? now.refusal : undefined
  }
  const isFree = () => ['available', 'paused', 'afterCall'].includes(props.phone.state())
  const numberError = () => {
    if (wrong()?.field === 'number') return wrong()?.text
    const code = refusal()?.code
    return code === 'numberUnreadable' || code === 'numberNotAllowed' ? errors()[code] : undefined
  }
  const sees = () => {
    const shown = line()?.number ?? ''
    return service().shows === 'lineNumber' && shown !== '' ? words().seesNumber(shown) : words().seesNothing
  }

  /** What is wrong with the number by the line's rules; undefined when it may be called. The server checks the same. */
  function numberFault(): string | undefined {
    const own = Object.values(props.live.floor().lines).map((each) => each.number)
    const check = checkNumber(draft().number, service(), own)
    switch (check.is) {
      case 'ok':
        return undefined
      case 'unreadable':
        return words().unreadable[check.why]
      case 'notAllowed': {
        if (check.why !== 'prefix') return words().notAllowed[check.why]
        const { prefixes } = service()
        return prefixes.length === 0 ? words().noPrefixes : words().prefixes(prefixes.join(', '))
      }
    }
  }

  function change(patch: Parameters<Phone['callBack']['change']>[0]) {
    setWrong(undefined)
    own().change(patch)
  }

  async function dial(event: SubmitEvent) {
    event.preventDefault()
    if (!isFree()) return
    const text = numberFault()
    if (text !== undefined) {
      setWrong({ field: 'number', text })
      return number.focus()
    }
    if (draft().reason === null) {
      setWrong({ field: 'reason', text: words().reasonMissing })
      return firstReason.focus()
    }
    // the call answers itself, so the microphone must be there before
    const microphone = await props.phone.sound.check()
    if (microphone.is === 'fault') return setWrong({ field: 'microphone', text: phone().shiftFaults[microphone.why] })
    own().change({ line: line()?.id ?? null })
    await own().dial()
  }

  onMount(() => (draft().number === '' ? number : call).focus())

  return (
    <form class="stack dial" data-testid="dial" autocomplete="off" novalidate onSubmit={dial} aria-labelledby={`${id}-title`}>
      <div class="dialog__head dial__head">
        <h2 id={`${id}-title`}>{words().title}</h2>
        <button type="button" class="button button--quiet" data-testid="dial-close" onClick={() => own().close()}>
          {words().close}
        </button>
      </div>
      <Show when={failed()}>
        {(how) => (
          <div class="notice" role="alert" data-testid="dial-outcome" data-value={how()}>
            <p>{callBack().ends[how()]}</p>
            <p class="small">{words().kept}</p>
          </div>
        )}
      </Show>
      <div class="dial__parts">
        <NumberField
          value={draft().number}
          error={numberError()}
          onChange={(value) => change({ number: value })}
          ref={(input) => {
            number = input
          }}
        />
        <div class="stack">
          <fieldset class="stack dial__reasons" aria-describedby={wrong()?.field === 'reason' ? `${id}-reason` : undefined}>
            <legend class="field__label">{words().reason}</legend>
            <For each={CALL_BACK_REASONS}>
              {(reason, index) => (
                <label class="check">
                  <input
                    type="radio"
                    name={`${id}-reason`}
                    value={reason}
                    checked={draft().reason === reason}
                    ref={(input) => {
                      if (index() === 0) firstReason = input
                    }}
                    onChange={() => change({ reason })}
                  />
                  {words().reasons[reason]}
                </label>
              )}
            </For>
            <Show when={wrong()?.field === 'reason'}>
              <p class="error-text" id={`${id}-reason`} role="alert">
                {wrong()?.text}
              </p>
            </Show>
          </fieldset>
          <Show when={lines().length > 1}>
            <div class="field">
              <label class="field__label" for={`${id}-line`}>
                {words().line}
              </label>
              <select
                class="select"
                id={`${id}-line`}
                data-testid="dial-line"
                onChange={(event) => change({ line: event.currentTarget.value })}
              >
                <For each={lines()}>
                  {(each) => (
                    <option value={each.id} selected={each.id === line()?.id}>
                      {each.name}
                    </option>
                  )}
                </For>
              </select>
            </div>
          </Show>
          <p class="notice notice--plain" data-testid="dial-sees">
            {sees()}
          </p>
        </div>
      </div>
      <Show when={wrong()?.field === 'microphone'}>
        <p class="error-text" role="alert">
          {wrong()?.text}
        </p>
      </Show>
      <ErrorText refusal={numberError() ? undefined : refusal()} />
      <Show when={!isFree()}>
        <p class="muted">{words().inCall}</p>
      </Show>
      <div class="row">
        <button
          type="submit"
          class="button button--good button--big dial__call"
          data-testid="dial-call"
          disabled={!isFree() || own().state().is === 'asking'}
          ref={call}
        >
          {failed() ? words().again : words().call}
        </button>
        <Show when={draft().number !== ''}>
          <button
            type="button"
            class="button button--big"
            data-testid="dial-clear"
            onClick={() => {
              setWrong(undefined)
              own().clear()
              number.focus()
            }}
          >
            {words().clear}
          </button>
        </Show>
      </div>
    </form>
  )
}
