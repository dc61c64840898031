import { expect, it } from 'vitest'
import { standingOf } from './createSessionWatch.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

it.each([
  ['long before its end', { now: 0, endsAt: 4 * HOUR, lastAt: 14 * HOUR }, { is: 'good' }],
  ['eleven minutes before it', { now: 0, endsAt: 11 * MINUTE, lastAt: 11 * MINUTE }, { is: 'good' }],
  ['untouched for long', { now: 5_000, endsAt: 9 * MINUTE, lastAt: 14 * HOUR }, { is: 'idle', at: HOUR + 9 * MINUTE - 5_000 }],
  ['as old as one may be', { now: 0, endsAt: 9 * MINUTE, lastAt: 9 * MINUTE }, { is: 'ending', at: HOUR + 9 * MINUTE }],
])('a session %s, by a clock that is an hour ahead of the server', (_name, state, standing) => {
  expect(standingOf(state, HOUR)).toEqual(standing)
})
