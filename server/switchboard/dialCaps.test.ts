import { describe, expect, it } from 'vitest'
import { createDialCaps, MOST_OF_ADVISOR } from './dialCaps.ts'

describe('what may be dialled', () => {
  const count = (caps: ReturnType<typeof createDialCaps>, advisor: string, line: string, tries: number) =>
    Array.from({ length: tries }, () => caps.take(advisor, line)).filter(Boolean).length

  it('is bounded for an advisor, whatever the line, and comes back with the time', () => {
    let now = 0
    const caps = createDialCaps(() => now)
    expect([count(caps, 'ada', 'one', 15), count(caps, 'ada', 'two', 15)]).toEqual([15, 5])
    expect(count(caps, 'bo', 'one', 1)).toBe(1)
    now += 3 * 60_000
    expect(count(caps, 'ada', 'one', 2)).toBe(1)
  })

  it('is bounded for a line, whoever dials', () => {
    const caps = createDialCaps(() => 0)
    const all = ['a', 'b', 'c', 'd'].map((advisor) => count(caps, advisor, 'one', MOST_OF_ADVISOR))
    expect(all).toEqual([20, 20, 20, 0])
    expect(count(caps, 'd', 'two', MOST_OF_ADVISOR)).toBe(20)
  })
})
