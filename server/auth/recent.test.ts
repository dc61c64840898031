import { expect, it } from 'vitest'
import { createRecent } from './recent.ts'

it('forgets what was used longest ago', () => {
  const recent = createRecent<number>(2)
  recent.set('a', 1)
  recent.set('b', 2)
  recent.get('a')
  recent.set('c', 3)
  expect([recent.get('a'), recent.get('b'), recent.get('c'), recent.size]).toEqual([1, undefined, 3, 2])
})

it('passes over what must stay', () => {
  const recent = createRecent<number>(2, (value) => value < 10)
  recent.set('stays', 1)
  recent.set('goes', 10)
  recent.set('new', 11)
  expect([recent.get('stays'), recent.get('goes')]).toEqual([1, undefined])
})
