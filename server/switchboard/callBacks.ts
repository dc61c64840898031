import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { Change } from '../../shared/floor/changes.ts'
import type { AdvisorId, CallId } from '../../shared/floor/model.ts'
import { allowedNumber } from '../../shared/telephone/numbers.ts'
import type { CallBackRequest } from '../../shared/wire.ts'
import type { Announcements } from './announcements.ts'
import { ringDesk } from './desk.ts'
import { createDialCaps } from './dialCaps.ts'
import { dialOut } from './dialOut.ts'
import { type Caller, type Exchange, newCaller, stateOf } from './exchange.ts'

/** An advisor calls somebody back: the advisor's own phone is rung first, so that nobody picks up to silence. */
export interface CallBacks {
  /** Refuses before anything rings; after that the floor tells how it goes. */
  start(advisor: AdvisorId, request: CallBackRequest): Promise<Outcome<{ readonly call: CallId }>>
  /** To be called when the call has ended: what became of it is noted with the message that it answers. */
  ended(caller: Caller, change: Extract<Change, { type: 'callEnded' }>, advisor: AdvisorId | null): void
}

/** The page answers by itself; one that has not done so by now does not work. */
const OWN_PHONE_MS = 8_000

export function createCallBacks(x: Exchange, announcements: Announcements, watchCaller: (caller: Caller) => void): CallBacks {
  const caps = createDialCaps()
  function ringOwnPhone(caller: Caller, advisor: AdvisorId, onAnswered: () => void): boolean {
    const binding = x.phones.of(advisor)
    if (!binding?.socket.open) return false
    const fail = (): void => x.tell({ type: 'interrupt', call: caller.id })
    const late = setTimeout(fail, OWN_PHONE_MS)
    const handlers = {
      onAnswered() {
        clearTimeout(late)
        onAnswered()
      },
      onRefused() {
        clearTimeout(late)
        fail()
      },
      onHold: (held: boolean) => x.tell({ type: held ? 'hold' : 'resume', call: caller.id, advisor }),
      onBye() {
        clearTimeout(late)
        x.tell({ type: 'hangUp', call: caller.id, advisor })
      },
    }
    caller.desk = ringDesk(x, caller.id, binding, handlers, true)
    return true
  }

  function dial(caller: Caller, number: string): void {
    const isDialling = (): boolean => stateOf(x, caller)?.is === 'dialling'
    const { leg } = caller
    let early = false
    caller.withdraw = dialOut(x, caller.line, leg, number, {
      onRinging() {
        if (!isDialling()) return
        x.tell({ type: 'calleeRings', call: caller.id })
        const desk = caller.desk?.leg
        if (desk) announcements.sound(caller, desk, 'ringback', () => isDialling() && !early)
      },
      onEarlyMedia() {
        const desk = caller.desk?.leg
        if (!desk || !isDialling()) return
        early = true
        desk.stop()
        leg.pass(desk)
      },
      onAnswer(dialog) {
        caller.dialog = dialog
        watchCaller(caller)
        caller.desk?.leg.stop()
        void x.submit({ type: 'calleeAnswers', call: caller.id }).then((answered) => {
          if (!answered.ok) dialog.bye()
        })
      },
      onRefused(why) {
        const outcome = why === 'refused' ? 'unreachable' : why
        x.tell({ type: 'calleeFails', call: caller.id, outcome })
      },
      onBye: () => x.tell({ type: 'end', call: caller.id, by: 'caller' }),
    })
  }

  return {
    async start(advisor, request) {
      const line = x.now().lines[request.line]
      if (!line) return refuse('unknownLine')
      const own = Object.values(x.now().lines).map((each) => each.number)
      const number = allowedNumber(request.number, line.service.callBack, own)
      if (!number.ok) return number
      if (!caps.take(advisor, line.id)) return refuse('dialledTooOften')
      const id = crypto.randomUUID()
      const caller: Caller = {
        ...{ ...newCaller, id, line: line.id, channel: 'phone', leg: x.sound.leg(), message: request.message },
        language: line.service.languages[0] ?? 'sv',
      }
      x.callers.set(id, caller)
      const { instance, reason } = request
      const started = await x.submit({ type: 'callBack', call: id, line: line.id, advisor, instance, reason })
      if (!started.ok) {
        x.callers.delete(id)
        caller.leg.close()
        return started
      }
      if (!ringOwnPhone(caller, advisor, () => stateOf(x, caller)?.is === 'dialling' && dial(caller, number.value)))
        x.tell({ type: 'interrupt', call: id })
      return ok({ call: id })
    },
    ended(caller, { outcome }, advisor) {
      if (caller.message === null || advisor === null) return
      if (outcome === 'answered' || outcome === 'busy' || outcome === 'noAnswer' || outcome === 'unreachable')
        x.voicemail.noteAttempt(caller.message, advisor, outcome)
    },
  }
}
