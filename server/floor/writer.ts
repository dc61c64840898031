import { ok } from '../../shared/errors.ts'
import type { Change } from '../../shared/floor/changes.ts'
import { evolve } from '../../shared/floor/evolve.ts'
import type { Floor } from '../../shared/floor/model.ts'
import { decide } from './decide.ts'
import type { ChangeStore, FloorPort, Numbered } from './port.ts'

/** How many changes are held for those who follow the floor; older ones are had by snapshot. */
const HELD_CHANGES = 1_000

/**
 * The one writer of a floor. `start` is the floor at its beginning (lines and advisors from the record, no calls).
 * `clock` gives ms since 1970; the writer never lets time run backwards. `onRefusal` hears of refused commands, for the log.
 */
export function createWriter(
  start: Floor,
  store: ChangeStore,
  clock: () => number,
  onRefusal: (command: string, code: string, detail: string | undefined) => void = () => {},
): FloorPort {
  let floor = start
  let last = 0
  let queue: Promise<unknown> = Promise.resolve()
  const held: Change[] = []
  const listeners = new Set<(numbered: Numbered) => void>()

  async function run(command: Parameters<FloorPort['submit']>[0]): ReturnType<FloorPort['submit']> {
    last = Math.max(last, clock())
    const decided = decide(floor, command, last)
    if (!decided.ok) {
      onRefusal(command.type, decided.refusal.code, decided.refusal.detail)
      return decided
    }
    const changes = decided.value
    if (changes.length === 0) return ok({ rev: floor.rev, changes, floor })
    const after = changes.reduce(evolve, floor)
    await store.append(after.rev, changes, floor, after)
    floor = after
    held.push(...changes)
    if (held.length > HELD_CHANGES) held.splice(0, held.length - HELD_CHANGES)
    const numbered: Numbered = { rev: after.rev, changes, floor: after }
    for (const listener of listeners) listener(numbered)
    return ok(numbered)
  }

  return {
    submit(command) {
      const result = queue.then(() => run(command))
      queue = result.catch(() => {})
      return result
    },
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
