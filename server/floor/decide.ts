import { assertUnreachable } from '../../shared/assertUnreachable.ts'
import { type Outcome, ok, type Refusal, refuse } from '../../shared/errors.ts'
import type { Change } from '../../shared/floor/changes.ts'
import { evolve } from '../../shared/floor/evolve.ts'
import type { Call, CallOutcome, EndedBy, Floor, Instant, Line } from '../../shared/floor/model.ts'
import { dueOffers } from '../../shared/floor/questions.ts'
import { OFFER_MS, SHORT_ABANDON_S } from '../../shared/limits.ts'
import { mergeFields } from '../../shared/merge.ts'
import type { Command } from './commands.ts'
import { ADVISOR_LEGAL, CALL_LEGAL } from './legal.ts'

/**
 * What follows from a command on this floor: changes in the order in which they happen, the offers that become due among them,
 * or a refusal with its reason. Pure. `now` is the server's clock in ms; it never runs backwards between calls.
 * An empty list means: nothing to do, and that is fine.
 */
export function decide(floor: Floor, command: Command, now: Instant): Outcome<Change[]> {
  const refusal = illegal(floor, command)
  if (refusal) return { ok: false, refusal }
  const decided = rule(floor, command, now)
  if (!decided.ok) return decided
  const after = decided.value.reduce(evolve, floor)
  const offers: Change[] = dueOffers(after).map((due) => ({ type: 'callOffered', at: now, ...due, until: now + OFFER_MS }))
  return ok([...decided.value, ...offers])
}

/** The table's verdict: who is spoken of must be there, and in a state in which the command is legal. */
function illegal(floor: Floor, command: Command): Refusal | undefined {
  if (command.type === 'setAdvisor' || command.type === 'setLine') return undefined
  if (command.type === 'changeLine' || command.type === 'removeLine') return undefined
  if (command.type === 'setTrunk' || command.type === 'setKeeping') return undefined
  if (command.type === 'arrive' || command.type === 'callBack') return undefined
  if ('call' in command) {
    const call = own(floor.calls, command.call)
    if (!call) return { code: 'unknownCall' }
    if (!CALL_LEGAL[command.type].includes(call.state.is))
      return { code: 'illegalTransition', detail: `${command.type} while ${call.state.is}` }
    if ('advisor' in command && advisorOf(call) !== command.advisor) return { code: 'notYourCall' }
    return undefined
  }
  const advisor = own(floor.advisors, command.advisor)
  if (!advisor) return { code: 'unknownAdvisor' }
  if (!ADVISOR_LEGAL[command.type].includes(advisor.state.is)) {
    const busy = advisor.state.is === 'offered' || advisor.state.is === 'talking'
    return { code: busy ? 'advisorBusy' : 'illegalTransition', detail: `${command.type} while ${advisor.state.is}` }
  }
  return undefined
}

function rule(floor: Floor, command: Command, at: Instant): Outcome<Change[]> {
  switch (command.type) {
    case 'setLine':
      return ok([{ type: 'lineSet', at, line: command.line }])
    case 'changeLine': {
      const known = own(floor.lines, command.line)
      if (!known) return refuse('unknownLine')
      const { merged, clashes } = mergeFields<Line>(known, command.patch, command.was)
      if (clashes.length > 0) return refuse('changedMeanwhile', clashes[0], `must be what it was: ${clashes.join(', ')}`)
      return ok([{ type: 'lineSet', at, line: merged }])
    }
    case 'removeLine':
      if (!own(floor.lines, command.line)) return refuse('unknownLine')
      if (Object.values(floor.calls).some((call) => call.line === command.line)) return refuse('lineBusy')
      return ok([{ type: 'lineRemoved', at, line: command.line }])
    case 'setAdvisor':
      return ok([
        { type: 'advisorSet', at, advisor: command.advisor, name: command.name, lines: command.lines, languages: command.languages },
      ])
    case 'removeAdvisor':
      return ok([{ type: 'advisorRemoved', at, advisor: command.advisor }])
    case 'arrive':
      if (own(floor.calls, command.call)) return refuse('callExists')
      if (!own(floor.lines, command.line)) return refuse('unknownLine')
      return ok([
        {
          ...{ type: 'callArrived', at, call: command.call, line: command.line, channel: command.channel },
          ...(command.returning && { returning: true }),
        },
      ])
    case 'chooseLanguage':
      return ok([{ type: 'languageChosen', at, call: command.call, language: command.language }])
    case 'queue':
      return ok([{ type: 'callQueued', at, call: command.call }])
    case 'turnAway':
      return ok([{ type: 'callTurnedAway', at, call: command.call }])
    case 'takeMessage':
      return ok([{ type: 'voicemailStarted', at, call: command.call }])
    case 'keepMessage':
      return ok([{ type: 'messageLeft', at, call: command.call }])
    case 'giveUpVoicemail': {
      // Who met a closed line has no queue to go back to; who has left a message has said what there was.
      const call = own(floor.calls, command.call)
      if (call?.metClosed || (call?.state.is === 'voicemail' && call.state.left)) return refuse('illegalTransition')
      return ok([{ type: 'voicemailGivenUp', at, call: command.call }])
    }
    case 'end':
      return ok([ended(floor, command.call, at, command.by)])
    case 'interrupt':
      return ok([{ type: 'callEnded', at, call: command.call, outcome: 'interrupted', by: 'system' }])
    case 'answer':
      return ok([{ type: 'callAnswered', at, call: command.call, advisor: command.advisor }])
    case 'endOffer':
      return ok([{ type: 'offerEnded', at, call: command.call, advisor: command.advisor, why: command.why }])
    case 'hold':
    case 'resume': {
      const state = own(floor.calls, command.call)?.state
      const wanted = command.type === 'hold'
      if (state?.is !== 'talking' || state.onHold === wanted) return ok([])
      return ok([{ type: wanted ? 'callHeld' : 'callResumed', at, call: command.call }])
    }
    case 'hangUp':
      return ok([ended(floor, command.call, at, 'advisor')])
    case 'loseAdvisor':
      return ok([{ type: 'callReturned', at, call: command.call, advisor: command.advisor, why: command.why }])
    case 'callBack':
      return callBack(floor, command, at)
    case 'calleeRings':
      return ok([{ type: 'calleeRang', at, call: command.call }])
    case 'calleeAnswers': {
      const advisor = own(floor.calls, command.call)?.advisor
      if (!advisor) return refuse('unknownAdvisor')
      return ok([{ type: 'calleeAnswered', at, call: command.call, advisor }])
    }
    case 'calleeFails':
      return ok([{ type: 'callEnded', at, call: command.call, outcome: command.outcome, by: 'system' }])
    case 'callInterpreter':
    case 'interpreterRings':
    case 'interpreterAnswers':
    case 'holdInterpreter':
    case 'endInterpreter':
      return interpret(floor, command, at)
    case 'setTrunk': {
      const { trunk } = floor
      const same = command.why === null ? trunk.is === 'up' : trunk.is === 'down' && trunk.why === command.why
      return ok(same ? [] : [{ type: 'trunkSet', at, why: command.why }])
    }
    case 'setKeeping': {
      const why = floor.keeping.is === 'unable' ? floor.keeping.why : null
      return ok(why === command.why ? [] : [{ type: 'keepingSet', at, why: command.why }])
    }
    case 'startShift': {
      const phone = own(floor.advisors, command.advisor)?.phone
      if (!phone?.reachable) return refuse('phoneNotReachable')
      if (phone.instance !== command.instance) return refuse('notYourPhone')
      return ok([{ type: 'shiftStarted', at, advisor: command.advisor }])
    }
    case 'getReady': {
      const advisor = own(floor.advisors, command.advisor)
      if (advisor?.state.is === 'available') return ok([])
      if (!advisor?.phone?.ready) return refuse('phoneNotReachable')
      return ok([{ type: 'advisorReady', at, advisor: command.advisor }])
    }
    case 'pause':
      if (own(floor.advisors, command.advisor)?.state.is === 'paused') return ok([])
      return ok([{ type: 'advisorPaused', at, advisor: command.advisor, reason: command.by }])
    case 'goOffline':
      if (own(floor.advisors, command.advisor)?.state.is === 'offline') return ok([])
      return ok([{ type: 'advisorOffline', at, advisor: command.advisor }])
    case 'registerPhone': {
      const phone = own(floor.advisors, command.advisor)?.phone
      if (phone?.instance === command.instance && phone.reachable) return ok([])
      return ok([{ type: 'phoneRegistered', at, advisor: command.advisor, instance: command.instance }])
    }
    case 'reachPhone': {
      const phone = own(floor.advisors, command.advisor)?.phone
      if (phone?.instance !== command.instance) return refuse('notYourPhone')
      if (phone.reachable === command.reachable) return ok([])
      return ok([{ type: 'phoneReached', at, advisor: command.advisor, reachable: command.reachable }])
    }
    case 'dropPhone': {
      const phone = own(floor.advisors, command.advisor)?.phone
      if (phone?.instance !== command.instance) return refuse('notYourPhone')
      return ok([{ type: 'phoneGone', at, advisor: command.advisor }])
    }
    default:
      return assertUnreachable(command)
  }
}

function callBack(floor: Floor, command: Extract<Command, { type: 'callBack' }>, at: Instant): Outcome<Change[]> {
  const { call, line, reason } = command
  if (own(floor.calls, call)) return refuse('callExists')
  if (!own(floor.lines, line)) return refuse('unknownLine')
  const advisor = own(floor.advisors, command.advisor)
  if (!advisor) return refuse('unknownAdvisor')
  if (!advisor.lines.includes(line)) return refuse('notAllowed')
  const { is } = advisor.state
  if (is === 'offered' || is === 'talking') return refuse('advisorBusy')
  if (is === 'offline' || !advisor.phone?.ready || !advisor.phone.reachable) return refuse('phoneNotReachable')
  if (advisor.phone.instance !== command.instance) return refuse('notYourPhone')
  if (floor.trunk.is !== 'up') return refuse('trunkDown')
  return ok([{ type: 'callBackStarted', at, call, line, advisor: advisor.id, reason }])
}

type InterpreterCommand = Extract<
  Command,
  { type: 'callInterpreter' | 'interpreterRings' | 'interpreterAnswers' | 'holdInterpreter' | 'endInterpreter' }
>

function interpret(floor: Floor, command: InterpreterCommand, at: Instant): Outcome<Change[]> {
  const call = own(floor.calls, command.call)
  const interpreter = call?.interpreter ?? null
  const present = interpreter?.is === 'talking' || interpreter?.is === 'onHold'
  switch (command.type) {
    case 'callInterpreter': {
      const service = floor.lines[call?.line ?? '']?.service.interpreters.find(({ id }) => id === command.service)
      if (interpreter) return refuse('interpreterThere')
      if (!service?.languages.includes(command.language)) return refuse('unknownInterpreter')
      if (floor.trunk.is !== 'up') return refuse('trunkDown')
      return ok([{ type: 'interpreterCalled', at, call: command.call, service: service.id, language: command.language }])
    }
    case 'interpreterRings':
      return ok(interpreter?.is === 'dialling' ? [{ type: 'interpreterRang', at, call: command.call }] : [])
    case 'interpreterAnswers':
      return interpreter && !present ? ok([{ type: 'interpreterAnswered', at, call: command.call }]) : refuse('illegalTransition')
    case 'holdInterpreter':
      if (!present) return refuse('illegalTransition')
      if ((interpreter.is === 'onHold') === command.hold) return ok([])
      return ok([{ type: command.hold ? 'interpreterHeld' : 'interpreterResumed', at, call: command.call }])
    case 'endInterpreter':
      return ok(interpreter ? [{ type: 'interpreterEnded', at, call: command.call, why: command.why }] : [])
    default:
      return assertUnreachable(command)
  }
}

/** Who hung up does not change what became of the call: answered once is answered. */
function ended(floor: Floor, id: string, at: Instant, by: EndedBy): Change {
  const call = floor.calls[id]
  if (!call) throw new Error('decide: the table let an unknown call pass')
  return { type: 'callEnded', at, call: id, outcome: outcomeOf(call, at), by }
}

function outcomeOf(call: Call, at: Instant): CallOutcome {
  if (call.answeredAt !== null) return 'answered'
  if (call.kind === 'callBack') return 'noAnswer'
  if (call.state.is === 'voicemail' && call.state.left) return 'voicemail'
  if (call.metClosed) return 'closed'
  return at - call.arrivedAt < SHORT_ABANDON_S * 1000 ? 'abandonedShort' : 'abandoned'
}

function advisorOf(call: Call): string | undefined {
  return 'advisor' in call.state ? call.state.advisor : undefined
}

/** Names come from outside, and every object answers to `constructor`: only what was put there counts. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
