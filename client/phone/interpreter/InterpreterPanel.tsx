import { createEffect, createSignal, Match, on, Show, Switch } from 'solid-js'
import { interpretedMs } from '../../../shared/floor/evolve.ts'
import type { Call } from '../../../shared/floor/model.ts'
import { createWords, formatDuration } from '../../i18n/i18n.ts'
import type { LiveFloor } from '../../live/floor.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { spokenName } from '../../ui/spokenLanguages.ts'
import { createInterpreter, hearing } from './createInterpreter.ts'
import { InterpreterChoice } from './InterpreterChoice.tsx'
import './interpreter.css'
import { interpreterWords } from './words.ts'

const words = createWords(interpreterWords)
const PartyKeys = lazyPart(() => import('../callback/PartyKeys.tsx'))

/** The third party of a talk: brings an interpreter in, says who hears whom, holds one of the two others, lets the interpreter go. */
export function InterpreterPanel(props: { call: Call; live: LiveFloor; now: () => number; parked: boolean }) {
  let panel!: HTMLElement
  const desk = createInterpreter(props.live, () => props.call)
  const [choosing, setChoosing] = createSignal(false)
  const present = () => desk.present()
  const nameOf = (service: string) => desk.services().find(({ id }) => id === service)?.name ?? words().title
  /** Being called, and not there yet. */
  const coming = () => {
    const now = present()
    return now?.is === 'dialling' || now?.is === 'ringing' ? now : undefined
  }
  const there = () => {
    const now = present()
    return now?.is === 'talking' || now?.is === 'onHold' ? now : undefined
  }
  const callerHeld = () => props.call.state.is === 'talking' && props.call.state.onHold
  /** How the third party's call goes, or who hears whom; read out as it changes. */
  const said = () => {
    const [called, here] = [coming(), there()]
    if (called) return (called.is === 'ringing' ? words().ringing : words().dialling)(nameOf(called.service))
    if (here) return words().hears[hearing(props.call.state, here, props.parked)]
    return desk.holdsCaller() ? words().callerHeld : ''
  }
  const trunkDown = () => props.live.floor().trunk.is !== 'up'

  // the button that was pressed is gone with its part of the panel: whoever goes by keyboard goes on here
  createEffect(
    on(
      () => [choosing(), present()?.is],
      () =>
        queueMicrotask(() => {
          if (document.activeElement === document.body) panel.focus()
        }),
      { defer: true },
    ),
  )

  return (
    <Show when={desk.services().length > 0 || present() || desk.holdsCaller()}>
      <section class="interpreter" data-testid="interpreter" aria-labelledby="interpreter-title" tabindex="-1" ref={panel}>
        <div class="interpreter__head">
          <h2 class="interpreter__title" id="interpreter-title">
            {words().title}
          </h2>
          <Show when={there()}>
            {(interpreter) => (
              <p>
                {words().there(nameOf(interpreter().service), spokenName(interpreter().language))}
                {' · '}
                <span class="visually-hidden">{words().since}: </span>
                <span class="tabular" role="timer">
                  {formatDuration(Math.floor(interpretedMs(props.call, props.now()) / 1000))}
                </span>
              </p>
            )}
          </Show>
        </div>
        <p
          role="status"
          class="interpreter__state"
          classList={{ 'interpreter__state--none': said() === '' }}
          data-testid="interpreter-state"
          data-value={present()?.is ?? ''}
        >
          {said()}
        </p>
        <Show when={desk.gone()}>
          {(gone) => (
            <p class="notice" role="alert" data-testid="interpreter-outcome" data-value={gone().why}>
              {words().gone[gone().why](nameOf(gone().service))}
            </p>
          )}
        </Show>
        <Switch>
          <Match when={coming()}>
            <p class="muted">{words().stillTwo}</p>
            <div>
              <button type="button" class="button" data-testid="interpreter-drop" aria-busy={desk.busy()} onClick={() => desk.drop()}>
                {words().withdraw}
              </button>
            </div>
          </Match>
          <Match when={there()}>
            {(interpreter) => (
              <>
                <div class="call__buttons">
                  <button
                    type="button"
                    class="button"
                    data-testid="interpreter-hold-caller"
                    aria-pressed={callerHeld()}
                    disabled={props.parked}
                    aria-busy={desk.busy()}
                    onClick={() => desk.hold('caller', !callerHeld())}
                  >
                    {words().holdCaller}
                  </button>
                  <button
                    type="button"
                    class="button"
                    data-testid="interpreter-hold"
                    aria-pressed={interpreter().is === 'onHold'}
                    disabled={props.parked}
                    aria-busy={desk.busy()}
                    onClick={() => desk.hold('interpreter', interpreter().is !== 'onHold')}
                  >
                    {words().holdInterpreter}
                  </button>
                  <button
                    type="button"
                    class="button"
                    data-testid="interpreter-drop"
                    aria-describedby="interpreter-drop-hint"
                    aria-busy={desk.busy()}
                    onClick={() => desk.drop()}
                  >
                    {words().drop}
                  </button>
                </div>
                <p class="muted small" id="interpreter-drop-hint">
                  {props.parked ? words().takeBackFirst : words().dropHint}
                </p>
                <PartyKeys live={props.live} call={props.call.id} party="interpreter" />
              </>
            )}
          </Match>
          <Match when={desk.holdsCaller()}>
            <div>
              <button
                type="button"
                class="button"
                data-testid="interpreter-hold-caller"
                aria-pressed={true}
                disabled={props.parked}
                aria-busy={desk.busy()}
                onClick={() => desk.hold('caller', false)}
              >
                {words().holdCaller}
              </button>
            </div>
          </Match>
          <Match when={choosing()}>
            <InterpreterChoice call={props.call} desk={desk} trunkDown={trunkDown()} onDone={() => setChoosing(false)} />
          </Match>
          <Match when={!choosing()}>
            <div>
              <button type="button" class="button" data-testid="interpreter-open" onClick={() => setChoosing(true)}>
                {words().open}
              </button>
            </div>
          </Match>
        </Switch>
        <Show when={!choosing()}>
          <ErrorText refusal={desk.refusal()} />
        </Show>
      </section>
    </Show>
  )
}
