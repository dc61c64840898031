import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPace } from './pace.ts'

/** How many of so many packets a second, evenly sent for so many seconds, go through. */
function sent(aSecond: number, seconds: number) {
  const pace = createPace()
  let passed = 0
  for (let i = 0; i < aSecond * seconds; i++) if (pace.allows((i * 1_000) / aSecond)) passed++
  return { share: passed / (aSecond * seconds), aSecond: passed / seconds, flooded: pace.flooded }
}

describe('the pace of one end', () => {
  it.each([
    ['frames of 20 ms', 50],
    ['frames of 10 ms, keys and reports', 130],
  ])('lets all of %s through', (_name, aSecond) => {
    expect(sent(aSecond, 60)).toMatchObject({ share: 1, flooded: false })
  })

  it('lets a second of sound through that a stall of the network has held back', () => {
    const pace = createPace()
    expect(Array.from({ length: 100 }, () => pace.allows(5_000)).every(Boolean)).toBe(true)
  })

  it('holds 20,000 packets a second to the pace, and says that they are a flood', () => {
    const { aSecond, flooded } = sent(20_000, 10)
    expect([aSecond < 250, flooded]).toEqual([true, true])
  })

  it('never lets more through than the pace and one burst, whenever packets come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 3_000 }), (pauses) => {
        const pace = createPace()
        let now = 0
        let passed = 0
        for (const pause of pauses) {
          now += pause / 100
          if (pace.allows(now)) passed++
        }
        expect(passed).toBeLessThanOrEqual(200 + (now * 200) / 1_000 + 1)
      }),
    )
  })
})
