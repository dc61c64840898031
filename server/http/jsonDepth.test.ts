import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isDeeperThan } from './jsonDepth.ts'

const deep = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(deep)) : 0

it('the depth of a JSON text is the depth of its value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const text = Buffer.from(JSON.stringify(value))
      expect([isDeeperThan(text, deep(value)), deep(value) > 0 && isDeeperThan(text, deep(value) - 1)]).toEqual([false, deep(value) > 0])
    }),
  )
})

it.each([
  ['{"a":"[[[["}', false],
  ['{"a":"\\"[[[["}', false],
  ['[[[[]]]]', true],
])('%s is deeper than two: %s', (text, expected) => expect(isDeeperThan(Buffer.from(text), 2)).toBe(expected))
