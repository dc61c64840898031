import { createEffect, on, Show } from 'solid-js'
import { assertUnreachable } from '../../shared/assertUnreachable.ts'
import type { PublicLine } from '../../shared/http.ts'
import { openingWords } from '../../shared/openingWords.ts'
import { createWords, formatDuration } from '../i18n/i18n.ts'
import { createClock, createTicks } from '../ui/clock.ts'
import { ClosedNotice } from './ClosedNotice.tsx'
import { type CallerState, inCall, isCalling } from './callerState.ts'
import { Keypad } from './Keypad.tsx'
import type { CallerView } from './makeCaller.ts'
import { idleTextOf } from './opening.ts'
import { callerWords } from './words.ts'

const words = createWords(callerWords)
const opening = createWords(openingWords)

/** The call in words, its time, and the few buttons that it needs. */
export function CallPanel(props: {
  view: CallerView
  /** Undefined while nothing is known of it. */
  line: PublicLine | undefined
  onStart: () => void
  onEnd: () => void
  onMute: (muted: boolean) => void
  onKey: (key: string) => boolean
}) {
  let startButton: HTMLButtonElement | undefined
  let endButton: HTMLButtonElement | undefined
  const state = () => props.view.state
  const calling = () => isCalling(state())
  const clock = createClock(15_000)
  const closed = () => (props.line?.open === false ? props.line : undefined)
  const up = () => {
    const now = state()
    return inCall(now) ? now : undefined
  }

  /** Where the line's hours say more than the state of the call. */
  function ownText(): string | null {
    const { is } = state()
    if (is === 'ended' && closed()) return `${opening().ended} ${idleTextOf(props.line, clock())}`
    return is === 'idle' ? idleTextOf(props.line, clock()) : null
  }

  function startText(): string {
    if (state().is === 'failed') return words().retry
    const line = closed()
    if (line) return line.takesMessages ? opening().leaveMessage : opening().callAnyway
    return state().is === 'ended' ? words().callAgain : words().call
  }

  // the pressed button goes away: focus follows to the one that takes its place
  createEffect(on(calling, (now) => (now ? endButton : startButton)?.focus({ preventScroll: true }), { defer: true }))

  return (
    <section class="call__panel" data-is={state().is}>
      <div aria-live="polite">
        <p class="call__status" data-testid="call-status" data-state={state().is}>
          {ownText() ?? statusText(state())}
        </p>
        <Show when={!calling() && closed()}>{(line) => <ClosedNotice line={line()} />}</Show>
        <Show when={props.view.reconnecting}>
          <p class="notice">{words().reconnecting}</p>
        </Show>
        <Show when={props.view.microphoneLost}>
          <p class="notice">{words().microphoneLost}</p>
        </Show>
        <Show when={props.view.muted}>
          <p class="notice">{words().muted}</p>
        </Show>
      </div>
      <Show when={up()}>{(now) => <Show when={timed(now())}>{(what) => <Timer what={what()} since={now().since} />}</Show>}</Show>
      <div class="call__buttons">
        <Show
          when={calling()}
          fallback={
            <button
              ref={startButton}
              type="button"
              class="button call__big"
              classList={{ 'button--good': !closed() || closed()?.takesMessages }}
              data-testid="call-start"
              onClick={() => props.onStart()}
            >
              {startText()}
            </button>
          }
        >
          <button
            ref={endButton}
            type="button"
            class="button button--danger call__big"
            data-testid="call-end"
            onClick={() => props.onEnd()}
          >
            {state().is === 'connecting' ? words().cancel : words().hangUp}
          </button>
        </Show>
        <Show when={up()}>
          <button
            type="button"
            class="button call__big"
            data-testid="call-mute"
            aria-pressed={props.view.muted}
            onClick={() => props.onMute(!props.view.muted)}
          >
            {words().mute}
          </button>
        </Show>
      </div>
      <Show when={up()}>
        <Keypad wanted={state().is === 'menu'} onKey={props.onKey} />
        <p class="muted">{words().volume}</p>
      </Show>
    </section>
  )
}

/** What the time beside the call is the time of; none while a voice explains something. */
function timed(state: Extract<CallerState, { since: number }>): string | undefined {
  switch (state.is) {
    case 'waiting':
      return words().waited
    case 'talking':
      return words().talked
    case 'recording':
      return words().recorded
    case 'menu':
    case 'closed':
    case 'voicemail':
      return undefined
    default:
      return assertUnreachable(state)
  }
}

function Timer(props: { what: string; since: number }) {
  const ticks = createTicks(500)
  return (
    <p class="call__timer">
      {props.what}{' '}
      <span class="tabular" role="timer" aria-live="off">
        {formatDuration((ticks() - props.since) / 1000)}
      </span>
    </p>
  )
}

const CONNECTING = { microphone: 'microphone', line: 'connecting', again: 'callingAgain' } as const

function statusText(state: CallerState): string {
  switch (state.is) {
    case 'idle':
      return words().idle
    case 'connecting':
      return words()[CONNECTING[state.step]]
    case 'waiting':
      return state.returned ? words().returned : words().waiting
    case 'talking':
      return state.onHold ? words().onHold : words().talking
    case 'menu':
    case 'closed':
    case 'voicemail':
    case 'recording':
      return words()[state.is]
    case 'ended':
      return words().ended
    case 'failed':
      return words().faults[state.why]
    default:
      return assertUnreachable(state)
  }
}
