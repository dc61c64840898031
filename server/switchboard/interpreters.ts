import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { AdvisorId, CallId } from '../../shared/floor/model.ts'
import { e164 } from '../../shared/telephone/numbers.ts'
import type { RemoteAudio } from '../media/remoteAudio.ts'
import type { SoundLeg } from '../media/sound/sound.ts'
import type { DialogNote } from '../sip/dialogNote.ts'
import { restoreDialog } from '../sip/restoredDialog.ts'
import type { SipSocket } from '../sip/sockets.ts'
import { createDialCaps } from './dialCaps.ts'
import { dialOut } from './dialOut.ts'
import type { Caller, Exchange, Third } from './exchange.ts'
import { watchTelephone } from './telephoneWatch.ts'

/** The other two of a talk in which an interpreter takes part, as the advisor sees them. */
export type Party = 'caller' | 'interpreter'

/** What an advisor can do about the third party of the own talk. Each refuses what the floor refuses. */
export interface Interpreters {
  call(advisor: AdvisorId, request: { readonly call: CallId; readonly service: string; readonly language: string }): Promise<Outcome>
  hold(advisor: AdvisorId, request: { readonly call: CallId; readonly party: Party; readonly hold: boolean }): Promise<Outcome>
  drop(advisor: AdvisorId, call: CallId): Promise<Outcome>
  pressKey(advisor: AdvisorId, request: { readonly call: CallId; readonly party: Party; readonly key: string }): Promise<Outcome>
  /** Goes on with an interpreter whom the switchboard before had in the talk, over the trunk's socket. */
  takeOver(caller: Caller, leg: SoundLeg, dialog: DialogNote, trunk: SipSocket): void
}

export function createInterpreters(x: Exchange): Interpreters {
  const caps = createDialCaps()
  const withoutValue = async (done: Promise<Outcome<unknown>>): Promise<Outcome> => {
    const outcome = await done
    return outcome.ok ? ok(undefined) : outcome
  }
  /** The caller of the advisor's own talk; a refusal for any other call. */
  function own(advisor: AdvisorId, call: CallId): Outcome<Caller> {
    const state = x.now().calls[call]?.state
    const caller = x.callers.get(call)
    if (!state || !caller) return refuse('unknownCall')
    return 'advisor' in state && state.advisor === advisor ? ok(caller) : refuse('notYourCall')
  }

  function watchThird(caller: Caller, third: Third): void {
    const lost = (): void => {
      if (caller.third === third) x.tell({ type: 'endInterpreter', call: caller.id, why: 'lost' })
    }
    watchTelephone(x.watch, third.leg, () => third.dialog, lost)
  }

  function dial(caller: Caller, number: string): void {
    const leg = x.sound.leg()
    const is = (): boolean => caller.third === third
    const end = (why: 'busy' | 'noAnswer' | 'unreachable' | 'left'): void => {
      if (is()) x.tell({ type: 'endInterpreter', call: caller.id, why })
    }
    const withdraw = dialOut(x, caller.line, leg, number, {
      onRinging: () => is() && x.tell({ type: 'interpreterRings', call: caller.id }),
      onEarlyMedia() {},
      onAnswer(dialog) {
        if (!is()) return dialog.bye()
        third.dialog = dialog
        watchThird(caller, third)
        x.tell({ type: 'interpreterAnswers', call: caller.id })
      },
      onRefused: (why) => end(why === 'refused' ? 'unreachable' : why),
      onBye: () => end('left'),
    })
    const third: Third = { leg, dialog: null, withdraw }
    caller.third = third
  }

  return {
    takeOver(caller, leg, noted, trunk) {
      const end = (): void => x.tell({ type: 'endInterpreter', call: caller.id, why: 'left' })
      const handlers = { onBye: () => caller.third === third && end(), onOffer: (remote: RemoteAudio) => leg.answer(remote) }
      const third: Third = { leg, dialog: restoreDialog(x.sip, noted, trunk, handlers), withdraw() {} }
      caller.third = third
      if (third.dialog) watchThird(caller, third)
      else end()
    },
    async call(advisor, { call, service, language }) {
      const found = own(advisor, call)
      if (!found.ok) return found
      const caller = found.value
      const listed = x.now().lines[caller.line]?.service.interpreters.find(({ id }) => id === service)
      const number = e164(listed?.number ?? '')
      if (number === null) return refuse('unknownInterpreter')
      if (!caps.take(advisor, caller.line)) return refuse('dialledTooOften')
      const called = await x.submit({ type: 'callInterpreter', call, advisor, service, language })
      if (called.ok && x.now().calls[call]?.interpreter) dial(caller, number)
      return called.ok ? ok(undefined) : called
    },
    async hold(advisor, { call, party, hold }) {
      const found = own(advisor, call)
      if (!found.ok) return found
      if (party === 'interpreter') return withoutValue(x.submit({ type: 'holdInterpreter', call, advisor, hold }))
      return withoutValue(x.submit({ type: hold ? 'hold' : 'resume', call, advisor }))
    },
    async drop(advisor, call) {
      const found = own(advisor, call)
      if (!found.ok) return found
      return withoutValue(x.submit({ type: 'endInterpreter', call, why: 'dropped' }))
    },
    async pressKey(advisor, { call, party, key }) {
      const found = own(advisor, call)
      if (!found.ok) return found
      const leg = party === 'caller' ? found.value.leg : found.value.third?.leg
      return (await leg?.pressKey(key)) ? ok(undefined) : refuse('illegalTransition')
    },
  }
}
