import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BROKEN_RULES } from './testing/brokenRules.ts'
import { CHANGE_TYPES } from './testing/changeTypes.ts'
import { anyHistory, type Step } from './testing/histories.ts'
import { play, RULES, type Rules } from './testing/play.ts'
import type { PromiseName } from './testing/promises.ts'

/** `PROOF_TIMES` makes it so many times as long (npm run prove -- promises). */
const RUNS = 400 * Number(process.env.PROOF_TIMES ?? 1)

type History = readonly Step[]

/** Ten times as many, for what some of them must come to; it is found long before. */
function* histories(): Generator<History> {
  for (let batch = 0; batch < 40; batch++) yield* fc.sample(anyHistory, RUNS / 4)
}

describe('over any sequence of commands and clock steps', () => {
  test('every promise of the floor holds', () => {
    const unseen = new Set<string>(CHANGE_TYPES)
    const holds = (history: History) => {
      const played = play(history)
      for (const type of played.seen.keys()) unseen.delete(type)
      expect(played.broken).toBeNull()
    }
    fc.assert(fc.property(anyHistory, holds), { numRuns: RUNS })
    for (const history of histories()) {
      if (unseen.size === 0) break
      holds(history)
    }
    expect([...unseen], 'changes that no history came to').toEqual([])
  })
})

describe('each promise can be broken, and then it is noticed', () => {
  test.each(Object.entries(BROKEN_RULES) as [PromiseName, Partial<Rules>][])('%s', (promise, broken) => {
    const rules = { ...RULES, ...broken }
    const notices = (history: History) => {
      try {
        return play(history, rules).broken?.promise === promise
      } catch {
        return false // Broken rules may also make the shipped ones throw; that is not this promise's doing.
      }
    }
    let noticed = false
    for (const history of histories()) {
      noticed = notices(history)
      if (noticed) break
    }
    expect(noticed, 'the broken rule went unnoticed').toBe(true)
  })

  test('a rule that writes into the floor throws', () => {
    const meddling: Rules = {
      ...RULES,
      evolve: (floor, change) => {
        Object.assign(floor, { rev: -1 })
        return RULES.evolve(floor, change)
      },
    }
    expect(() => play([], meddling)).toThrow(TypeError)
  })
})
