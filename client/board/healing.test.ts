import { createRoot } from 'solid-js'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { LAST_RESORT_MS, NIGHT_MIN_AGE_MS, type PageLife, reloadReason } from './healing.ts'
import { createHealing } from './screen.ts'

const life = (part: Partial<PageLife> = {}): PageLife => ({
  ageMs: NIGHT_MIN_AGE_MS + 1,
  hour: 14,
  quiet: true,
  silentMs: 400,
  ...part,
})

describe('when a board loads anew', () => {
  it.each<[string, Partial<PageLife>, ReturnType<typeof reloadReason>]>([
    ['stays by day', {}, null],
    ['loads at night when it is quiet', { hour: 3 }, 'night'],
    ['waits for a quiet moment', { hour: 3, quiet: false }, null],
    ['is left alone when it is young', { hour: 3, ageMs: NIGHT_MIN_AGE_MS }, null],
    ['is done with it in the morning', { hour: 5 }, null],
    ['bears a silence', { silentMs: LAST_RESORT_MS }, null],
    ['loads as a last resort', { silentMs: LAST_RESORT_MS + 1 }, 'lastResort'],
    ['does not load in a circle', { silentMs: LAST_RESORT_MS + 1, ageMs: LAST_RESORT_MS }, null],
  ])('%s', (_, part, reason) => {
    expect(reloadReason(life(part))).toBe(reason)
  })
})

describe('a screen whose clock is set', () => {
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  const HOUR = 3_600_000

  it.each<[string, number, { hours: number; silentMs: number }, number]>([
    ['back by a year: loads at night all the same', -365 * 24 * HOUR, { hours: 20, silentMs: 0 }, 1],
    ['back by a year: loads as a last resort all the same', -365 * 24 * HOUR, { hours: 0.25, silentMs: LAST_RESORT_MS + 1 }, 1],
    ['forward by a year: is young as it was', 365 * 24 * HOUR, { hours: 0.1, silentMs: LAST_RESORT_MS + 1 }, 0],
  ])('%s', async (_, stepMs, { hours, silentMs }, least) => {
    vi.useFakeTimers({ now: new Date(2026, 2, 1, 8), toFake: ['setInterval', 'clearInterval', 'Date', 'performance'] })
    const reload = vi.fn()
    vi.stubGlobal('location', { reload })
    vi.stubGlobal('fetch', async () => ({ ok: true }))
    const dispose = createRoot((end) => {
      createHealing({ silentMs: () => silentMs, quiet: () => true })
      return end
    })
    vi.setSystemTime(Date.now() + stepMs)
    await vi.advanceTimersByTimeAsync(hours * HOUR)
    dispose()
    expect(Math.min(1, reload.mock.calls.length)).toBe(least)
  })
})
