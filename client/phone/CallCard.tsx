import { createSignal, onMount, Show } from 'solid-js'
import { TALK_GUIDANCE_S } from '../../shared/limits.ts'
import { createWords, formatDuration } from '../i18n/i18n.ts'
import type { LiveFloor } from '../live/floor.ts'
import { lazyPart } from '../ui/lazyPart.tsx'
import { CallLanguage } from './CallLanguage.tsx'
import { callBackWords } from './callback/words.ts'
import type { Phone } from './createPhone.ts'
import { InterpreterPanel } from './interpreter/InterpreterPanel.tsx'
import { LineQualityView } from './LineQualityView.tsx'
import { SHORTCUTS } from './shortcuts.ts'
import { phoneWords } from './words.ts'

const words = createWords(phoneWords)
const backWords = createWords(callBackWords)
const PartyKeys = lazyPart(() => import('./callback/PartyKeys.tsx'))

/** The running call. It outranks everything about links and registrations: while it is here, the talk goes on. */
export function CallCard(props: { phone: Phone; live: LiveFloor; now: () => number }) {
  let card!: HTMLElement
  const [busy, setBusy] = createSignal(false)
  const talk = () => props.phone.talk
  const floorCall = () => {
    const state = props.phone.advisor()?.state
    return state?.is === 'talking' ? props.live.floor().calls[state.call] : undefined
  }
  const line = () => {
    const id = floorCall()?.line
    return id === undefined ? undefined : props.live.floor().lines[id]?.name
  }
  /** By the server's clock where it has said when the talk began; by ours until then. */
  const seconds = () => {
    const state = props.phone.advisor()?.state
    const now = props.now()
    if (state?.is === 'talking') return Math.max(0, Math.floor((now - state.since) / 1000))
    const upAt = talk().upAt()
    return upAt === null ? 0 : Math.max(0, Math.floor((performance.now() - upAt) / 1000))
  }
  /** Somebody is being called back and has not answered yet. */
  const dialling = () => {
    const state = floorCall()?.state
    return state?.is === 'dialling' ? state : undefined
  }
  const calledBack = () => (floorCall()?.kind === 'callBack' ? floorCall() : undefined)
  const up = () => talk().phase() === 'up' && !dialling()

  async function toggleHold() {
    setBusy(true)
    await props.phone.offers.toggleHold()
    setBusy(false)
  }

  onMount(() => {
    // the pressed button is gone; not onto the one that hangs up
    if (document.activeElement === document.body) card.focus()
  })

  return (
    <section class="card call" data-testid="call" aria-labelledby="call-title" tabindex="-1" ref={card}>
      <div class="call__head">
        <p class="call__who" id="call-title" data-testid="caller-label">
          {calledBack() ? backWords().title : words().anonymous}
        </p>
        <Show when={dialling()}>
          <p dir="ltr" data-testid="call-number">
            {props.phone.callBack.draft().number}
          </p>
        </Show>
        <Show when={line()}>
          <p class="muted">{line()}</p>
        </Show>
      </div>
      <Show
        when={!dialling()}
        fallback={
          <p class="call__dialling" role="status" data-testid="call-dialling" data-value={dialling()?.ringing ? 'ringing' : 'dialling'}>
            {dialling()?.ringing ? backWords().ringing : backWords().dialling}
          </p>
        }
      >
        <p class="call__time">
          <span class="visually-hidden">{words().duration}: </span>
          <span class="tabular" role="timer" data-testid="call-timer" data-value={up() ? seconds() : ''}>
            {up() ? formatDuration(seconds()) : words().connecting}
          </span>
        </p>
      </Show>
      <div class="call__guide" aria-hidden="true">
        <span style={{ width: `${dialling() ? 0 : Math.min(100, (100 * seconds()) / TALK_GUIDANCE_S)}%` }} />
      </div>
      <Show when={up() && seconds() >= TALK_GUIDANCE_S}>
        <p class="muted" data-testid="call-guidance">
          {words().guidance}
        </p>
      </Show>
      <CallLanguage call={floorCall()} phone={props.phone} live={props.live} />
      <Show when={talk().held()}>
        <p class="notice">{words().held}</p>
      </Show>
      <Show when={talk().muted() && !talk().held()}>
        <p class="notice">{words().muted}</p>
      </Show>
      <Show when={props.phone.offers.trouble() === 'holdFailed'}>
        <p class="notice" role="alert">
          {words().holdFailed}
        </p>
      </Show>
      <Show when={props.phone.offers.trouble() === 'unholdFailed'}>
        <p class="notice notice--bad" role="alert">
          {words().unholdFailed}
        </p>
      </Show>
      <div class="call__buttons call__keys">
        <button
          type="button"
          class="button button--big"
          data-testid="mute"
          aria-pressed={talk().muted()}
          aria-keyshortcuts={SHORTCUTS.mute}
          disabled={!up()}
          onClick={() => props.phone.offers.toggleMute()}
        >
          {words().mute}{' '}
          <span class="key" aria-hidden="true">
            {SHORTCUTS.mute}
          </span>
        </button>
        <button
          type="button"
          class="button button--big"
          data-testid="hold"
          aria-pressed={talk().held()}
          aria-keyshortcuts={SHORTCUTS.hold}
          aria-busy={busy()}
          disabled={!up()}
          onClick={toggleHold}
        >
          {words().hold}{' '}
          <span class="key" aria-hidden="true">
            {SHORTCUTS.hold}
          </span>
        </button>
        <button
          type="button"
          class="button button--danger button--big"
          data-testid="hang-up"
          aria-keyshortcuts={SHORTCUTS.end}
          onClick={() => props.phone.end()}
        >
          {words().hangUp}{' '}
          <span class="key" aria-hidden="true">
            {SHORTCUTS.end}
          </span>
        </button>
      </div>
      <Show when={up() && floorCall()?.state.is === 'talking' && floorCall()}>
        {(call) => <InterpreterPanel call={call()} live={props.live} now={props.now} parked={talk().held()} />}
      </Show>
      <Show when={up() && calledBack()}>{(call) => <PartyKeys live={props.live} call={call().id} party="caller" />}</Show>
      <Show when={up()}>
        <LineQualityView talk={talk()} />
      </Show>
    </section>
  )
}
