import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { after, every, LONGEST_TIMER_MS } from './timers.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe.each([
  ['after', after, 1],
  ['every', every, 3],
] as const)('%s', (_name, start, timesInThree) => {
  it('calls when the time has gone by', () => {
    const work = vi.fn()
    start(1_000, work)
    vi.advanceTimersByTime(999)
    expect(work).not.toHaveBeenCalled()
    vi.advanceTimersByTime(2_001)
    expect(work).toHaveBeenCalledTimes(timesInThree)
  })

  it('calls no more once it is cleared', () => {
    const work = vi.fn()
    clearTimeout(start(1_000, work))
    vi.advanceTimersByTime(10_000)
    expect(work).not.toHaveBeenCalled()
  })

  it.each([0, LONGEST_TIMER_MS])('takes %d ms', (ms) => {
    expect(() => start(ms, () => {})).not.toThrow()
  })

  it.each([LONGEST_TIMER_MS + 1, 5_000_000 * 500, Number.POSITIVE_INFINITY, Number.NaN, -1])('refuses %d ms', (ms) => {
    expect(() => start(ms, () => {})).toThrow(RangeError)
    expect(vi.getTimerCount()).toBe(0)
  })
})
