import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMediaWatch, type MediaWatch } from './mediaWatch.ts'

let watch: MediaWatch
beforeEach(() => {
  vi.useFakeTimers()
  watch = createMediaWatch(10_000, Date.now)
})
afterEach(() => {
  watch.close()
  vi.useRealTimers()
})

/** Runs seconds in which `packets` come each, and tells after how many seconds the leg was given up; null for never. */
function run(
  seconds: number,
  packets: (second: number) => number,
  expected: (second: number) => boolean,
  lost: (second: number) => boolean,
) {
  let second = 0
  let count = 0
  let givenUpAt: number | null = null
  const leg = {
    get lost() {
      return lost(second)
    },
  }
  watch.watch(
    leg,
    () => count,
    () => expected(second),
    () => {
      expect(givenUpAt).toBeNull()
      givenUpAt = second
    },
  )
  for (second = 1; second <= seconds; second++) {
    count += packets(second)
    vi.advanceTimersByTime(1_000)
  }
  return givenUpAt
}

const always = () => true
const never = () => false

describe('a leg is given up', () => {
  it.each([
    ['never while packets come', 60, () => 50, always, never, null],
    ['never for pauses shorter than 10 s', 60, (second: number) => (second % 9 === 0 ? 1 : 0), always, never, null],
    ['after 10 s of silence', 60, (second: number) => (second <= 5 ? 50 : 0), always, never, 15],
    ['not while no packets are expected (hold)', 60, never as () => number & false, never, never, null],
    ['10 s after hold has ended in silence', 60, () => 0, (second: number) => second > 20, never, 30],
    ['soon when the other end has closed', 60, (second: number) => (second <= 5 ? 50 : 0), always, (second: number) => second > 5, 7],
    ['soon also when it closes on hold', 60, () => 0, never, (second: number) => second > 5, 7],
    [
      'not when it comes back by a new offer',
      60,
      (second: number) => (second <= 5 || second > 6 ? 50 : 0),
      always,
      (second: number) => second === 6,
      null,
    ],
  ])('%s', (_name, seconds, packets, expected, lost, givenUp) => {
    expect(run(seconds, (second) => Number(packets(second)), expected, lost)).toBe(givenUp)
  })
})
