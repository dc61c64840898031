import { For, Match, Show, Switch } from 'solid-js'
import { createWords, formatTime } from '../i18n/i18n.ts'
import { callBackWords } from './callback/words.ts'
import { callWords } from './callWords.ts'
import type { Phone } from './createPhone.ts'
import { SHIFT_STEPS } from './shift.ts'
import { phoneWords } from './words.ts'

const words = createWords(phoneWords)
const backWords = createWords(callBackWords)
const endingWords = createWords(callWords)

/** Where the advisor stands by the server, the one button that moves on, and every reason why calls would not come. */
export function PresencePanel(props: { phone: Phone; now: () => number }) {
  const state = () => props.phone.state()
  const since = () => {
    const advisor = props.phone.advisor()
    return advisor && state() !== 'offline' ? words().since(formatTime(advisor.state.since)) : ''
  }
  const pauseReason = () => {
    const own = props.phone.advisor()?.state
    return own?.is === 'paused' ? words().pauseReasons[own.reason] : ''
  }
  const starting = () => props.phone.shift.phase() === 'starting'
  const dialling = () => props.phone.callBack.isDialling()
  const inCall = () => state() === 'offered' || state() === 'talking'
  const stranded = () =>
    props.phone.shift.phase() === 'off' && (state() === 'paused' || state() === 'afterCall') && props.phone.ownership() === 'none'

  return (
    <section class="card presence" aria-labelledby="presence-title" data-state={state()}>
      <div class="presence__head">
        <h2 class="presence__state" id="presence-title">
          <span class={`mark mark--${props.phone.fault() ? 'fault' : state()}`} aria-hidden="true" />
          {dialling() ? backWords().calling : words().states[state()]}
        </h2>
        <p class="muted tabular">{since()}</p>
      </div>
      <Show when={props.phone.fault()}>
        {(fault) => (
          <div class="notice notice--bad" role="alert" data-testid="presence-fault">
            <h3>{words().faultTitle}</h3>
            <p>{words().faults[fault()]}</p>
            <Show when={fault() !== 'noLink' && (fault() !== 'unreachable' || props.phone.shift.phase() !== 'on')}>
              <button type="button" class="button button--primary" data-testid="start-here" onClick={() => props.phone.shift.start()}>
                {words().startHere}
              </button>
            </Show>
          </div>
        )}
      </Show>
      <Switch>
        <Match when={props.phone.ownership() === 'inCallElsewhere'}>
          <div class="notice" data-testid="phone-elsewhere">
            <h3>{words().elsewhereInCall}</h3>
            <p>{words().elsewhereInCallHint}</p>
          </div>
        </Match>
        <Match when={props.phone.ownership() === 'elsewhere' && !starting()}>
          <div class="notice" data-testid="phone-elsewhere">
            <h3>{words().elsewhere}</h3>
            <p>{words().elsewhereHint}</p>
            <button type="button" class="button" data-testid="use-here" onClick={() => props.phone.shift.start()}>
              {words().useHere}
            </button>
          </div>
        </Match>
      </Switch>
      <Show when={props.phone.brokenOff()}>
        {(how) => (
          <p class="notice notice--bad" role="status" data-testid="broken-off" data-value={how()}>
            {endingWords().brokenOff[how()]}
          </p>
        )}
      </Show>
      <Show when={pauseReason()}>
        <p class="notice">{pauseReason()}</p>
      </Show>
      <Show when={props.phone.shift.pausedByFault()}>
        <p class="notice notice--bad" role="alert">
          {words().micFaultPaused}
        </p>
      </Show>
      <Show when={props.phone.offers.trouble() === 'answerFailed'}>
        <p class="notice notice--bad" role="alert">
          {words().answerFailed}
        </p>
      </Show>
      <Show when={!props.phone.fault() && !stranded()}>
        <p class="muted">{dialling() ? backWords().callingHint : words().hints[state()]}</p>
      </Show>
      <button
        type="button"
        class="button button--big presence__button"
        classList={{ 'button--primary': state() === 'offline' || state() === 'afterCall' || state() === 'paused' }}
        data-testid="presence"
        data-state={state()}
        aria-busy={starting()}
        aria-disabled={inCall()}
        onClick={() => props.phone.shift.press()}
      >
        {starting() && state() === 'offline' ? words().starting : dialling() ? backWords().calling : words().actions[state()]}
      </button>
      <Show when={props.phone.shift.run()}>{(run) => <ShiftSteps run={run()} />}</Show>
      <Show when={props.phone.shift.run()?.fault}>
        {(fault) => (
          <div class="notice notice--bad stack" role="alert" data-testid="shift-fault" data-value={fault()}>
            <p>{words().shiftFaults[fault()]}</p>
            <div>
              <button type="button" class="button" onClick={() => props.phone.shift.start()}>
                {words().again}
              </button>
            </div>
          </div>
        )}
      </Show>
      <Show when={props.phone.shift.notifications() === false && props.phone.shift.phase() === 'on'}>
        <p class="muted small">{words().notificationsOff}</p>
      </Show>
      <Show when={state() === 'available' || state() === 'paused' || state() === 'afterCall'}>
        <div>
          <button type="button" class="button button--quiet" data-testid="end-shift" onClick={() => props.phone.shift.end()}>
            {words().endShift}
          </button>
        </div>
      </Show>
    </section>
  )
}

function ShiftSteps(props: { run: NonNullable<ReturnType<Phone['shift']['run']>> }) {
  return (
    <ol class="steps" data-testid="shift-steps">
      <For each={SHIFT_STEPS}>
        {(step) => (
          <li class={`steps__step steps__step--${props.run.steps[step]}`}>
            <span class="steps__mark" aria-hidden="true" />
            {words().steps[step]}
            <span class="muted small">{words().stepStates[props.run.steps[step]]}</span>
          </li>
        )}
      </For>
    </ol>
  )
}
