import { describe, expect, it } from 'vitest'
import { createAdmissionQueue } from './admissionQueue.ts'
import { createBucket } from './bucket.ts'

describe('an admission queue', () => {
  it('runs a few at a time in the order of arrival, and turns away at once who would wait too long', async () => {
    const queue = createAdmissionQueue(2, 3)
    const begun: number[] = []
    const ends: (() => void)[] = []
    const work = (at: number) => () =>
      new Promise<number>((resolve) => {
        begun.push(at)
        ends.push(() => resolve(at))
      })
    const all = [0, 1, 2, 3, 4, 5].map((at) => queue(work(at)))
    await Promise.resolve()
    expect([begun, all[5]]).toEqual([[0, 1], null])
    for (let at = 0; at < 5; at++) {
      ends[at]?.()
      expect(await all[at]).toBe(at)
    }
    expect(begun).toEqual([0, 1, 2, 3, 4])
  })

  it('goes on after work that fails', async () => {
    const queue = createAdmissionQueue(1, 1)
    await expect(queue(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await queue(async () => 'yes')).toBe('yes')
  })
})

it('a bucket lets a burst through, then what the time earns', () => {
  let now = 0
  const bucket = createBucket({ burst: 3, perSecond: 2 }, () => now)
  const taken = () => Array.from({ length: 5 }, () => bucket.take()).filter(Boolean).length
  expect(taken()).toBe(3)
  now += 1_000
  expect(taken()).toBe(2)
  now += 60_000
  expect([bucket.take(4), taken()]).toEqual([false, 3])
})
