import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { emptyFloor, type Floor } from '../../shared/floor/model.ts'
import { newLineService } from '../../shared/floor/service.ts'
import type { Figures } from '../../shared/wire.ts'
import { createFigureFeed } from './figureFeed.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const arrived = [{ type: 'callArrived', at: 1, call: 'c', line: 'l', channel: 'web' }] as const
const rang = [{ type: 'callQueued', at: 1, call: 'c' }] as const
const floor: Floor = {
  ...emptyFloor,
  lines: {
    l: {
      id: 'l',
      name: '',
      greeting: '',
      order: 1,
      startedOn: '2026-01-01',
      catchment: 1,
      timeZone: 'Europe/Stockholm',
      ...newLineService,
    },
  },
}

it('tells at once when it was quiet, then once for all that came meanwhile', async () => {
  let reads = 0
  const told: unknown[] = []
  const feed = await createFigureFeed(
    async () => ({ n: ++reads }) as unknown as Figures,
    (figures) => told.push(figures),
    () => {},
  )
  feed.after(rang)
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toEqual([])
  for (let i = 0; i < 20; i++) feed.after(arrived)
  await vi.advanceTimersByTimeAsync(1)
  expect(told).toEqual([{ n: 2 }])
  await vi.advanceTimersByTimeAsync(248)
  expect(told).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(told).toEqual([{ n: 2 }, { n: 3 }])
  expect(feed.now()).toEqual({ n: 3 })
})

it('reads anew when the day turns on a line, and after a reading that failed', async () => {
  const days = ['2026-11-23', 'fault', '2026-11-24']
  const faults: unknown[] = []
  let told = 0
  const feed = await createFigureFeed(
    async () => {
      const day = days.shift()
      if (day === 'fault') throw new Error('disk')
      return { l: { day } } as unknown as Figures
    },
    () => told++,
    (error) => faults.push(error),
  )
  feed.tick(floor, Date.parse('2026-11-23T22:59:59Z'))
  await vi.advanceTimersByTimeAsync(1000)
  expect(days).toHaveLength(2)
  const midnight = Date.parse('2026-11-23T23:00:00Z')
  for (let i = 0; i < 3; i++) {
    feed.tick(floor, midnight)
    await vi.advanceTimersByTimeAsync(1000)
  }
  expect([told, faults.length, feed.now()]).toEqual([1, 1, { l: { day: '2026-11-24' } }])
  await feed.close()
})

it('reads anew when it is told to and once a minute, and is silent when nothing has moved', async () => {
  const [told, counts]: [unknown[], number[]] = [[], [1, 2, 2, 3]]
  const feed = await createFigureFeed(
    async () => ({ l: { day: '2026-11-23', n: counts.shift() } }) as unknown as Figures,
    (figures) => told.push(figures),
    () => {},
  )
  feed.refresh()
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toMatchObject([{ l: { n: 2 } }])
  const noon = Date.parse('2026-11-23T11:00:00Z')
  for (const seconds of [0, 59, 60, 61, 119, 120, 121]) {
    feed.tick(floor, noon + seconds * 1000)
    await vi.advanceTimersByTimeAsync(1000)
  }
  expect(told).toMatchObject([{ l: { n: 2 } }, { l: { n: 3 } }])
  expect(counts).toEqual([])
})
