import { type Outcome, ok, type Refusal } from '../../shared/errors.ts'
import type { Change } from '../../shared/floor/changes.ts'
import { evolve } from '../../shared/floor/evolve.ts'
import type { Floor } from '../../shared/floor/model.ts'
import type { Command } from './commands.ts'
import { decide } from './decide.ts'
import type { ChangeStore, FloorPort, Numbered } from './port.ts'

/** How many changes are held for those who follow the floor; older ones are had by snapshot. */
const HELD_CHANGES = 1_000
/** How many commands are stored at once at most: so many calls can arrive, or wait for a slow disk, in one transaction. */
const MOST_TOGETHER = 100

interface Submitted {
  readonly command: Command
  resolve(outcome: Outcome<Numbered>): void
  reject(fault: unknown): void
}

/**
 * The one writer of a floor. `start` is the floor at its beginning (lines and advisors from the record, no calls).
 * `clock` gives ms since 1970; the writer never lets time run backwards. `onRefusal` hears of refused commands, for the log.
 *
 * Commands that come while the store is at work are decided one after the other when it is done, and stored together: each waits for the
 * disk twice at most, however many there are.
 */
export function createWriter(
  start: Floor,
  store: ChangeStore,
  clock: () => number,
  onRefusal: (command: string, code: string, detail: string | undefined) => void = () => {},
): FloorPort {
  let floor = start
  let last = 0
  const waiting: Submitted[] = []
  let working = false
  const held: Change[] = []
  const listeners = new Set<(numbered: Numbered) => void>()

  async function work(): Promise<void> {
    while (waiting.length > 0) await obey(waiting.splice(0, MOST_TOGETHER))
    working = false
  }

  /** Nothing is told before all of it is stored: what was decided later rests on what was decided before. */
  async function obey(group: readonly Submitted[]): Promise<void> {
    const outcomes: (() => Outcome<Numbered>)[] = []
    const changes: Change[] = []
    let after = floor
    for (const { command } of group) {
      try {
        last = Math.max(last, clock())
        const decided = decide(after, command, last)
        if (decided.ok) {
          after = decided.value.reduce(evolve, after)
          changes.push(...decided.value)
          const numbered: Numbered = { rev: after.rev, changes: decided.value, floor: after }
          outcomes.push(() => announce(numbered))
        } else outcomes.push(() => refuse(command, decided))
      } catch (fault) {
        outcomes.push(() => {
          throw fault
        })
      }
    }
    try {
      if (changes.length > 0) await store.append(after.rev, changes, floor, after)
    } catch (fault) {
      if (group.length === 1) return group[0]?.reject(fault)
      // One command that cannot be stored is no other's fault.
      for (const alone of group) await obey([alone])
      return
    }
    for (const [i, { resolve, reject }] of group.entries()) {
      try {
        resolve(outcomes[i]?.() as Outcome<Numbered>)
      } catch (fault) {
        reject(fault)
      }
    }
  }

  function announce(numbered: Numbered): Outcome<Numbered> {
    floor = numbered.floor
    held.push(...numbered.changes)
    if (held.length > HELD_CHANGES) held.splice(0, held.length - HELD_CHANGES)
    if (numbered.changes.length > 0) for (const listener of listeners) listener(numbered)
    return ok(numbered)
  }

  function refuse(command: Command, refused: { readonly ok: false; readonly refusal: Refusal }): Outcome<Numbered> {
    onRefusal(command.type, refused.refusal.code, refused.refusal.detail)
    return refused
  }

  return {
    submit: (command) =>
      new Promise((resolve, reject) => {
        waiting.push({ command, resolve, reject })
        if (working) return
        working = true
        queueMicrotask(() => void work())
      }),
    subscribe(listener) {
      listeners.add(listener)
      return { now: floor, unsubscribe: () => listeners.delete(listener) }
    },
    async changesFrom(rev) {
      const missing = floor.rev - rev
      if (missing < 0 || missing > held.length) return null
      return { rev: floor.rev, changes: held.slice(held.length - missing), floor }
    },
  }
}
