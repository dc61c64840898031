import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BROKEN_RULES } from './testing/brokenRules.ts'
import { CHANGE_TYPES } from './testing/changeTypes.ts'
import { anyHistory } from './testing/histories.ts'
import { play, RULES, type Rules } from './testing/play.ts'
import type { PromiseName } from './testing/promises.ts'

const RUNS = 400

describe('over any sequence of commands and clock steps', () => {
  test('every promise of the floor holds', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(anyHistory, (history) => {
        const played = play(history)
        for (const [type, count] of played.seen) seen.set(type, (seen.get(type) ?? 0) + count)
        expect(played.broken).toBeNull()
      }),
      { numRuns: RUNS },
    )
    expect(
      [...CHANGE_TYPES].filter((type) => !seen.has(type)),
      'changes that no history came to',
    ).toEqual([])
  })
})

describe('each promise can be broken, and then it is noticed', () => {
  test.each(Object.entries(BROKEN_RULES) as [PromiseName, Partial<Rules>][])('%s', (promise, broken) => {
    const rules = { ...RULES, ...broken }
    const noticed = fc.sample(anyHistory, { numRuns: RUNS }).some((history) => {
      try {
        return play(history, rules).broken?.promise === promise
      } catch {
        return false // Broken rules may also make the shipped ones throw; that is not this promise's doing.
      }
    })
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
