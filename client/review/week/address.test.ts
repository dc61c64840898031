import { expect, it } from 'vitest'
import { choiceOf, queryOf } from './address.ts'

it.each([
  ['', null, null],
  ['?week=2026-W47', '2026-W47', null],
  ['?week=2026-W47&lines=a,b', '2026-W47', ['a', 'b']],
  ['?lines=a', null, ['a']],
])('%j is read and written again', (search, week, lines) => {
  expect(choiceOf(search)).toEqual({ week, lines })
  expect(queryOf({ week, lines })).toBe(search)
})

it.each(['?week=2025-W53', '?week=47', '?lines=', '?lines=,,'])('%j says nothing', (search) =>
  expect(choiceOf(search)).toEqual({ week: null, lines: null }),
)
