import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import type { Outcome, Refusal } from '../../../shared/errors.ts'
import type { InterpreterEnd } from '../../../shared/floor/changes.ts'
import type { Call, CallState, Interpreter } from '../../../shared/floor/model.ts'
import type { InterpreterService } from '../../../shared/floor/service.ts'
import type { LiveFloor } from '../../live/floor.ts'
import { SPOKEN_AS } from '../../ui/spokenLanguages.ts'

/** Why there is no interpreter any more; `unknown`: it happened while the link was down. One that the advisor let go is no news. */
export type InterpreterGone = Exclude<InterpreterEnd, 'dropped'> | 'unknown'

/** Who hears whom; `parked`: the advisor holds the whole call by the phone. */
export type Hearing = 'all' | 'withoutCaller' | 'withoutInterpreter' | 'nobody' | 'parked'

/** The third party of the advisor's own talk. */
export interface InterpreterDesk {
  /** Whom the advisor can bring in; empty when the line lists nobody. */
  readonly services: Accessor<readonly InterpreterService[]>
  readonly present: Accessor<Interpreter | null>
  /** What became of the last one, with the service that it came from; until another is called or the talk is over. */
  readonly gone: Accessor<{ readonly why: InterpreterGone; readonly service: string } | null>
  /** The caller is on hold by `hold`, not by the phone: it stays so when the interpreter goes. */
  readonly holdsCaller: Accessor<boolean>
  /** What the server said no to last. */
  readonly refusal: Accessor<Refusal | undefined>
  /** A request is on its way; further ones are not taken meanwhile. */
  readonly busy: Accessor<boolean>
  /** True when the server took it. */
  readonly call: (service: string, language: string) => Promise<boolean>
  readonly hold: (party: 'caller' | 'interpreter', hold: boolean) => Promise<boolean>
  readonly drop: () => Promise<boolean>
}

/** `call`: the advisor's own. */
export function createInterpreter(live: LiveFloor, call: Accessor<Call | undefined>): InterpreterDesk {
  const [gone, setGone] = createSignal<ReturnType<InterpreterDesk['gone']>>(null)
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [busy, setBusy] = createSignal(false)
  const [held, setHeld] = createSignal(false)
  const id = createMemo(() => call()?.id)
  const present = () => call()?.interpreter ?? null
  const onHold = () => {
    const state = call()?.state
    return state?.is === 'talking' && state.onHold
  }
  const services = () => live.floor().lines[call()?.line ?? '']?.service.interpreters ?? []
  /** Why this interpreter ended, as the server said. */
  let said: InterpreterEnd | undefined

  onCleanup(
    live.onChanges((changes) => {
      for (const change of changes) if (change.type === 'interpreterEnded' && change.call === id()) said = change.why
    }),
  )
  createEffect(on(id, () => setGone(null), { defer: true }))
  createEffect(on(onHold, (now) => now || setHeld(false), { defer: true }))
  createEffect(
    on(
      () => ({ of: id(), service: present()?.service }),
      (now, before) => {
        if (now.service !== undefined) setGone(null)
        else if (before?.service !== undefined && before.of === now.of && said !== 'dropped') {
          setGone({ why: said ?? 'unknown', service: before.service })
        }
        said = undefined
      },
    ),
  )

  async function ask(request: (of: string) => Promise<Outcome>): Promise<boolean> {
    const of = id()
    if (of === undefined || busy()) return false
    setBusy(true)
    setRefusal(undefined)
    const answer = await request(of)
    setBusy(false)
    if (!answer.ok) setRefusal(answer.refusal)
    return answer.ok
  }

  return {
    services,
    present,
    gone,
    holdsCaller: () => held() && onHold(),
    refusal,
    busy,
    call: (service, language) => ask((of) => live.request('interpreter:call', { call: of, service, language })),
    async hold(party, hold) {
      // before the answer: the floor's word may come first
      if (party === 'caller') setHeld(hold)
      const taken = await ask((of) => live.request('party:hold', { call: of, party, hold }))
      if (party === 'caller' && !taken) setHeld(!hold)
      return taken
    },
    drop: () => ask((of) => live.request('interpreter:drop', { call: of })),
  }
}

/** Who hears whom while an interpreter is there. `parked`: the phone itself holds the call. */
export function hearing(state: CallState, interpreter: Interpreter, parked: boolean): Hearing {
  if (parked) return 'parked'
  const callerAway = state.is === 'talking' && state.onHold
  const interpreterAway = interpreter.is === 'onHold'
  if (callerAway) return interpreterAway ? 'nobody' : 'withoutCaller'
  return interpreterAway ? 'withoutInterpreter' : 'all'
}

/** Every language that somebody of the list speaks, each once. */
export function languagesOf(services: readonly InterpreterService[]): string[] {
  return [...new Set(services.flatMap(({ languages }) => languages))]
}

/** The language to suggest: what the caller has chosen by key, if anybody of the list speaks it; empty otherwise. */
export function suggestedLanguage(call: Call | undefined, services: readonly InterpreterService[]): string {
  const wanted = call?.language ? SPOKEN_AS[call.language] : []
  const offered = languagesOf(services)
  return wanted.find((code) => offered.includes(code)) ?? (offered.length === 1 ? (offered[0] ?? '') : '')
}
