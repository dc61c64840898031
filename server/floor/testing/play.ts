import type { Change } from '../../../shared/floor/changes.ts'
import { evolve } from '../../../shared/floor/evolve.ts'
import { emptyFloor, type Floor } from '../../../shared/floor/model.ts'
import type { Command } from '../commands.ts'
import { decide } from '../decide.ts'
import { BEGINNING, commandOf, OPENING, type Step } from './histories.ts'
import { book, emptyLedger } from './ledger.ts'
import { AT_EACH_CHANGE, type Moment, type PromiseName, type Settled, WHEN_SETTLED } from './promises.ts'

export interface Rules {
  readonly decide: typeof decide
  /** The server's. */
  readonly evolve: typeof evolve
  /** The browser's. */
  readonly evolveInBrowser: typeof evolve
}

/** The rules as they are shipped. */
export const RULES: Rules = { decide, evolve, evolveInBrowser: evolve }

export interface Broken {
  readonly promise: PromiseName
  readonly how: string
  readonly after: Command
}

export interface Played {
  readonly broken: Broken | null
  /** How many commands were obeyed, and how many of each change there were: a history of refusals proves nothing. */
  readonly obeyed: number
  readonly seen: ReadonlyMap<Change['type'], number>
  /** The floor at the end. */
  readonly floor: Floor
}

/** Plays a history and stops at the first broken promise. Floors are frozen, so a rule that writes into one throws. */
export function play(steps: readonly Step[], rules: Rules = RULES): Played {
  const ledger = emptyLedger()
  const seen = new Map<Change['type'], number>()
  let floor: Floor = freeze(emptyFloor)
  let browser: Floor = emptyFloor
  let now = BEGINNING
  let obeyed = 0

  function submit(command: Command): Broken | null {
    const outcome = rules.decide(floor, freeze(command), now)
    if (outcome.ok) {
      if (outcome.value.length > 0) obeyed++
      for (const change of outcome.value) {
        seen.set(change.type, (seen.get(change.type) ?? 0) + 1)
        const before = floor
        floor = freeze(rules.evolve(floor, freeze(change)))
        browser = rules.evolveInBrowser(browser, overTheWire(change))
        const how = firstBroken<Moment>(AT_EACH_CHANGE, { before, change, after: floor, ledger })
        if (how) return { ...how, after: command }
        book(ledger, change)
      }
    }
    const how = firstBroken<Settled>(WHEN_SETTLED, { floor, seenByBrowser: browser, ledger, now })
    return how && { ...how, after: command }
  }

  for (const command of OPENING) {
    const broken = submit(command)
    if (broken) return { broken, obeyed, seen, floor }
  }
  for (const [index, step] of steps.entries()) {
    now += step.afterMs
    const command = commandOf(floor, step, `k${index}`)
    // Ids of calls are random in the product: none comes twice.
    if ((command.type === 'arrive' || command.type === 'callBack') && ledger.calls.get(command.call)?.place === 'ended') continue
    const broken = submit(command)
    if (broken) return { broken, obeyed, seen, floor }
  }
  return { broken: null, obeyed, seen, floor }
}

/** What arrives at the other end of a socket. */
export const overTheWire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

function firstBroken<T>(promises: Readonly<Record<string, (at: T) => string | undefined>>, at: T) {
  for (const [promise, check] of Object.entries(promises)) {
    const how = check(at)
    if (how) return { promise: promise as PromiseName, how }
  }
  return null
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) freeze(part)
  }
  return value
}
