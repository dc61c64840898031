import { describe, expect, it } from 'vitest'
import { LAST_RESORT_MS, NIGHT_MIN_AGE_MS, type PageLife, reloadReason } from './healing.ts'

const life = (part: Partial<PageLife> = {}): PageLife => ({
  now: 100 * 3_600_000,
  loadedAt: 100 * 3_600_000 - NIGHT_MIN_AGE_MS - 1,
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
    ['is left alone when it is young', { hour: 3, loadedAt: 100 * 3_600_000 - NIGHT_MIN_AGE_MS }, null],
    ['is done with it in the morning', { hour: 5 }, null],
    ['bears a silence', { silentMs: LAST_RESORT_MS }, null],
    ['loads as a last resort', { silentMs: LAST_RESORT_MS + 1 }, 'lastResort'],
    ['does not load in a circle', { silentMs: LAST_RESORT_MS + 1, loadedAt: 100 * 3_600_000 - LAST_RESORT_MS }, null],
  ])('%s', (_, part, reason) => {
    expect(reloadReason(life(part))).toBe(reason)
  })
})
