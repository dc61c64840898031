import { isDeepStrictEqual } from 'node:util'
import type { Change } from '../../../shared/floor/changes.ts'
import { talkSums } from '../../../shared/floor/evolve.ts'
import type { Advisor, Call, CallOutcome, Floor } from '../../../shared/floor/model.ts'
import type { CallAccount, Ledger } from './ledger.ts'

/** The floor and its book after a change; `floor` and `ledger` agree in what they have seen. */
export interface Moment {
  readonly before: Floor
  readonly change: Change
  readonly after: Floor
  readonly ledger: Ledger
}

/** The floor after a whole command, obeyed or refused. */
export interface Settled {
  readonly floor: Floor
  /** The same floor, as a browser has it that got every change as JSON. */
  readonly seenByBrowser: Floor
  readonly ledger: Ledger
  readonly now: number
}

/** What must hold after every change. Each says what is wrong, or undefined. */
export const AT_EACH_CHANGE = {
  'the order of a line is kept, and who came back goes first': ({ before, change, ledger }: Moment) => {
    if (change.type !== 'callOffered') return undefined
    const lines = before.advisors[change.advisor]?.lines ?? []
    const rank = (id: string) => {
      const call = ledger.calls.get(id)
      return call ? [call.returned ? 0 : 1, call.arrivedAt] : [0, 0]
    }
    const [chosenFirst = 0, chosenAt = 0] = rank(change.call)
    const passedOver = Object.values(before.calls).find((call) => {
      if (call.state.is !== 'waiting' || !lines.includes(call.line)) return false
      const [first = 0, at = 0] = rank(call.id)
      return first < chosenFirst || (first === chosenFirst && at < chosenAt)
    })
    return passedOver && `${change.call} was offered to ${change.advisor} before ${passedOver.id}`
  },
  'the advisor who has been idle longest is chosen, of those who speak the language': ({ before, change, ledger }: Moment) => {
    if (change.type !== 'callOffered') return undefined
    const line = before.calls[change.call]?.line ?? ''
    const language = ledger.calls.get(change.call)?.language ?? null
    const speaks = (advisor: Advisor | undefined) => language === null || advisor?.languages.some((one) => one === language) === true
    const choice = before.advisors[change.advisor]
    const since = (id: string) => ledger.idleSince.get(id) ?? Number.NaN
    const idler = Object.values(before.advisors).find(
      (advisor) =>
        canTake(advisor, line) &&
        advisor.id !== change.advisor &&
        (speaks(advisor) === speaks(choice) ? !(since(advisor.id) >= since(change.advisor)) : speaks(advisor)),
    )
    return idler && `${change.advisor} was chosen while ${idler.id} had been idle longer`
  },
  'an offer reaches only an advisor of the line whose phone rings': ({ before, change }: Moment) => {
    if (change.type !== 'callOffered') return undefined
    const advisor = before.advisors[change.advisor]
    const call = before.calls[change.call]
    return advisor && call?.state.is === 'waiting' && canTake(advisor, call.line)
      ? undefined
      : `${change.advisor} cannot take ${change.call}`
  },
  'changes are numbered without a gap': ({ before, after }: Moment) =>
    after.rev === before.rev + 1 ? undefined : `${before.rev} was followed by ${after.rev}`,
} as const

/** What must hold after every command. */
export const WHEN_SETTLED = {
  'no call is in two places': ({ floor }: Settled) => {
    for (const call of Object.values(floor.calls)) {
      const holders = Object.values(floor.advisors).filter(({ state }) => 'call' in state && state.call === call.id)
      const wanted = 'advisor' in call.state ? call.state.advisor : null
      if (holders.length > 1) return `${call.id} is with ${holders.map(({ id }) => id).join(' and ')}`
      if ((holders[0]?.id ?? null) !== wanted) return `${call.id} says ${wanted}, the advisors say ${holders[0]?.id ?? null}`
      // Who calls back talks from the dialling on.
      const state = call.state.is === 'dialling' ? 'talking' : call.state.is
      if (holders[0] && holders[0].state.is !== state) return `${call.id} is ${call.state.is}, its advisor ${holders[0].state.is}`
    }
    return undefined
  },
  'no advisor has two calls': ({ floor }: Settled) => {
    for (const advisor of Object.values(floor.advisors)) {
      const held = Object.values(floor.calls).filter(({ state }) => 'advisor' in state && state.advisor === advisor.id)
      if (held.length > 1) return `${advisor.id} has ${held.length} calls`
      const id = 'call' in advisor.state ? advisor.state.call : undefined
      if (id !== undefined && held[0]?.id !== id) return `${advisor.id} is with ${id}, which is not there`
    }
    return undefined
  },
  'no call is lost': ({ floor, ledger }: Settled) => {
    for (const [id, account] of ledger.calls) {
      const onFloor = Object.hasOwn(floor.calls, id)
      if (onFloor === (account.place === 'ended')) return `${id} is ${account.place} and ${onFloor ? 'on' : 'not on'} the floor`
      if (account.timesEnded > 1) return `${id} ended ${account.timesEnded} times`
    }
    const strangers = Object.keys(floor.calls).filter((id) => !ledger.calls.has(id))
    return strangers.length ? `nobody saw ${strangers.join(', ')} arrive` : undefined
  },
  'every call is on a line that there is': ({ floor }: Settled) => {
    const adrift = Object.values(floor.calls).find((call) => !Object.hasOwn(floor.lines, call.line))
    return adrift && `${adrift.id} is on ${adrift.line}`
  },
  'a due offer is never left': ({ floor }: Settled) => {
    for (const call of Object.values(floor.calls)) {
      const idle = call.state.is === 'waiting' && Object.values(floor.advisors).find((advisor) => canTake(advisor, call.line))
      if (idle) return `${call.id} waits while ${idle.id} is free`
    }
    return undefined
  },
  'browser and server see the same': ({ floor, seenByBrowser }: Settled) =>
    isDeepStrictEqual(JSON.parse(JSON.stringify(floor)), seenByBrowser) ? undefined : `they differ at ${floor.rev}`,
  'talk and hold are counted once': ({ floor, ledger, now }: Settled) => {
    for (const call of Object.values(floor.calls)) {
      const account = ledger.calls.get(call.id)
      if (!account) continue
      const running = now - account.placeSince
      const talked = account.talkedMs + (account.place === 'talking' ? running : 0)
      const held = account.heldMs + (account.place === 'onHold' ? running : 0)
      const sums = talkSums(call, now)
      if (sums.talkedMs !== talked || sums.heldMs !== held) return `${call.id}: ${JSON.stringify(sums)} is not ${talked} and ${held}`
    }
    return undefined
  },
  'figures add up': ({ ledger, floor }: Settled) => {
    const all = [...ledger.calls.values()]
    const ended = all.filter(({ place }) => place === 'ended')
    const count = (outcome: string) => ended.filter((call) => call.outcome === outcome).length
    const answered = count('answered')
    const abandoned = count('abandoned')
    const apart = ['abandonedShort', 'interrupted', 'closed', 'voicemail', 'busy', 'noAnswer', 'unreachable'].reduce(
      (sum, outcome) => sum + count(outcome),
      0,
    )
    if (all.length !== ended.length + Object.keys(floor.calls).length) return 'arrived is not ended and open'
    if (ended.length !== answered + abandoned + apart) return 'ended is not the sum of its outcomes'
    for (const [id, call] of ledger.calls) {
      if (call.place !== 'ended' || call.outcome === 'interrupted') continue
      const spent = call.placeSince - call.arrivedAt
      const right = rightOutcome(call, spent)
      if (!right.includes(call.outcome)) return `${id} is counted as ${call.outcome}, it was ${right.join(' or ')}`
      if (call.waitedMs + call.talkedMs + call.heldMs !== spent) return `${id}: wait, talk and hold are not its length`
    }
    return undefined
  },
} as const

export type PromiseName = keyof typeof AT_EACH_CHANGE | keyof typeof WHEN_SETTLED

/** What may have become of a call that has ended, from its book alone. */
function rightOutcome(call: CallAccount, spent: number): readonly (CallOutcome | null)[] {
  if (call.answered) return ['answered']
  if (call.kind === 'callBack') return ['busy', 'noAnswer', 'unreachable']
  if (call.messageLeft) return ['voicemail']
  if (call.metClosed) return ['closed']
  return [spent < 10_000 ? 'abandonedShort' : 'abandoned']
}

/** Written anew here, so that a fault in the floor's own questions does not hide itself. */
function canTake(advisor: Advisor, line: Call['line']): boolean {
  const { state, phone } = advisor
  return state.is === 'available' && phone?.ready === true && phone.reachable && advisor.lines.includes(line)
}
