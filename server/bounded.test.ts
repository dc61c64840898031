import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bounded, boundedMap } from './bounded.ts'

it.each([
  [5, 5],
  [5.9, 5],
  [-3, 1],
  [1e300, 10],
  [Number.POSITIVE_INFINITY, 10],
  [Number.NEGATIVE_INFINITY, 1],
  [Number.NaN, 1],
])('bounds %s to %s', (n, to) => {
  expect(bounded(n, 1, 10)).toBe(to)
})

it('never holds more keys than it may, and forgets none for a new one', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(8), fc.boolean())), (steps) => {
      const map = boundedMap<number, number>(3)
      const meant = new Map<number, number>()
      for (const [at, [key, isSet]] of steps.entries()) {
        if (!isSet) expect(map.delete(key)).toBe(meant.delete(key))
        else if (map.set(key, at)) meant.set(key, at)
        else expect([map.has(key), map.size]).toEqual([false, 3])
        expect([...map.values()]).toEqual([...meant.values()])
      }
    }),
  )
})
