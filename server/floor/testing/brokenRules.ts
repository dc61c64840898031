import { ok } from '../../../shared/errors.ts'
import type { Change } from '../../../shared/floor/changes.ts'
import type { Floor } from '../../../shared/floor/model.ts'
import type { Command } from '../commands.ts'
import { RULES, type Rules } from './play.ts'
import type { PromiseName } from './promises.ts'

type Decide = Rules['decide']
type Evolve = Rules['evolve']

/** Shipped rules with one plausible mistake each, to show that each promise notices its own. */
export const BROKEN_RULES: Readonly<Record<PromiseName, Partial<Rules>>> = {
  'the order of a line is kept, and who came back goes first': { decide: offering((calls) => calls.toReversed()) },
  'the advisor who has been idle longest is chosen, of those who speak the language': {
    decide: offering(
      (calls) => calls,
      (advisors) => advisors.toReversed(),
    ),
  },
  'an offer reaches only an advisor of the line whose phone rings': {
    decide: mapping(
      (change) => change,
      (floor, changes, now) => {
        const call = Object.values(floor.calls).find(({ state }) => state.is === 'waiting')
        const away = Object.values(floor.advisors).find(({ state }) => state.is === 'paused')
        return call && away ? [{ type: 'callOffered', at: now, call: call.id, advisor: away.id, until: now + 1 }] : changes
      },
    ),
  },
  'changes are numbered without a gap': {
    evolve: (floor, change) => ({ ...RULES.evolve(floor, change), ...(change.type === 'callHeld' ? { rev: floor.rev } : {}) }),
  },
  'no call is in two places': {
    evolve: evolving((change, after) =>
      change.type === 'offerEnded' && change.why === 'missed'
        ? { ...after, advisors: { ...after.advisors, [change.advisor]: stillOffered(after, change) } }
        : after,
    ),
  },
  'no advisor has two calls': {
    // The end of a talk is forgotten on the advisor's side.
    evolve: (floor, change) => {
      const after = RULES.evolve(floor, change)
      return change.type === 'callEnded' ? { ...after, advisors: floor.advisors } : after
    },
  },
  'no call is lost': {
    evolve: evolving((change, after) => {
      if (change.type !== 'callReturned') return after
      const { [change.call]: _gone, ...calls } = after.calls
      return { ...after, calls }
    }),
  },
  'every call is on a line that there is': {
    decide: (floor, command, now) =>
      command.type === 'removeLine' && Object.hasOwn(floor.lines, command.line)
        ? ok([{ type: 'lineRemoved', at: now, line: command.line }])
        : RULES.decide(floor, command, now),
  },
  'a due offer is never left': {
    decide: mapping((change) => (change.type === 'callOffered' ? null : change)),
  },
  'browser and server see the same': {
    evolveInBrowser: evolving((change, after) => (change.type === 'phoneReached' ? { ...after, advisors: {} } : after)),
  },
  'talk and hold are counted once': inBoth(
    evolving((change, after) => {
      const call = change.type === 'callReturned' ? after.calls[change.call] : undefined
      return call ? { ...after, calls: { ...after.calls, [call.id]: { ...call, talkedMs: 0 } } } : after
    }),
  ),
  'figures add up': {
    decide: mapping((change) =>
      change.type === 'callEnded' && change.outcome === 'abandonedShort' ? { ...change, outcome: 'abandoned' } : change,
    ),
  },
}

/** A mistake in the one `evolve` that server and browser share. */
function inBoth(evolve: Evolve): Partial<Rules> {
  return { evolve, evolveInBrowser: evolve }
}

function evolving(spoil: (change: Change, after: Floor) => Floor): Evolve {
  return (floor, change) => spoil(change, RULES.evolve(floor, change))
}

function mapping(
  one: (change: Change) => Change | null,
  all: (after: Floor, changes: Change[], now: number) => Change[] = (_after, changes) => changes,
): Decide {
  return (floor, command, now) => {
    const outcome = RULES.decide(floor, command, now)
    if (!outcome.ok) return outcome
    const changes = outcome.value.map(one).filter((change) => change !== null)
    return ok(all(changes.length ? changes.reduce(RULES.evolve, floor) : floor, changes, now))
  }
}

/** The shipped rules with the offers chosen in another order. */
function offering(calls: <T>(waiting: T[]) => T[], advisors: <T>(free: T[]) => T[] = (free) => free): Decide {
  return (floor: Floor, command: Command, now: number) => {
    const outcome = RULES.decide(floor, command, now)
    if (!outcome.ok) return outcome
    const changes = outcome.value.filter(({ type }) => type !== 'callOffered')
    let after = changes.reduce(RULES.evolve, floor)
    const waiting = Object.values(after.calls)
      .filter(({ state }) => state.is === 'waiting')
      .sort((a, b) => a.arrivedAt - b.arrivedAt)
    for (const call of calls(waiting)) {
      const free = Object.values(after.advisors)
        .filter(({ state, phone, lines }) => state.is === 'available' && phone?.ready && phone.reachable && lines.includes(call.line))
        .sort((a, b) => a.state.since - b.state.since)
      const advisor = advisors(free)[0]
      if (!advisor) continue
      const offer: Change = { type: 'callOffered', at: now, call: call.id, advisor: advisor.id, until: now + 20_000 }
      changes.push(offer)
      after = RULES.evolve(after, offer)
    }
    return ok(changes)
  }
}

function stillOffered(after: Floor, change: Extract<Change, { type: 'offerEnded' }>) {
  const advisor = after.advisors[change.advisor]
  if (!advisor) throw new Error('the advisor of an offer is not there')
  return { ...advisor, state: { is: 'offered' as const, since: change.at, call: change.call, idleSince: change.at } }
}
