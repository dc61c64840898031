import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { StillThere } from '../sip/dialog.ts'
import { createMediaWatch, type MediaWatch } from './mediaWatch.ts'
import { watchTelephone } from './telephoneWatch.ts'

let watch: MediaWatch
beforeEach(() => {
  vi.useFakeTimers()
  watch = createMediaWatch(10_000, Date.now)
})
afterEach(() => {
  watch.close()
  vi.useRealTimers()
})

/** Two minutes of a telephone of which reports come all the time: whether it sends sound in a second, whether its connection is lost by then, and what is answered when it is asked. */
function twoMinutes(sends: (second: number) => boolean, answer: (asked: number) => string | null, lostAt = Number.POSITIVE_INFINITY) {
  let second = 0
  let asked = 0
  const received = { rtp: 0, any: 0 }
  const ends: string[] = []
  const leg = {
    received,
    get lost() {
      return second >= lostAt
    },
  }
  const dialog = {
    ask(onAnswer: (answer: StillThere) => void) {
      const said = answer(++asked)
      if (said !== null) onAnswer(said as StillThere)
    },
  }
  watchTelephone(
    watch,
    leg,
    () => dialog,
    (why) => ends.push(`${why} after ${second} s`),
  )
  for (second = 1; second <= 120; second++) {
    received.any++
    if (sends(second)) received.rtp++
    vi.advanceTimersByTime(1_000)
  }
  return { asked, ends }
}

const never = () => false

it.each([
  ['that sends all the time: it is not asked', () => true, () => 'here', 0, []],
  ['that sends nothing, and answers: it is asked every ten seconds, and stays', never, () => 'here', 12, []],
  ['that sends nothing, and cannot be asked: it stays', never, () => null, 12, []],
  ['that its network does not know any more', never, () => 'gone', 1, ['gone after 10 s']],
  ['that what is between does not know any more', never, () => 'unknown', 1, ['fault after 10 s']],
  ['that does not answer twice', never, () => 'silence', 2, ['gone after 20 s']],
  ['that does not answer now and then', never, (asked: number) => (asked % 2 ? 'silence' : 'here'), 12, []],
  ['that does not answer, but sends now and then', (second: number) => second % 15 === 0, () => 'silence', 8, []],
] as const)('a telephone %s', (_name, sends, answer, asked, ends) => {
  expect(twoMinutes(sends, answer)).toEqual({ asked, ends })
})

it('a telephone whose connection is lost is given up soon, whatever it would answer', () => {
  expect(twoMinutes(never, () => 'here', 33).ends).toEqual(['fault after 33 s'])
})
