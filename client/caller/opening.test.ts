import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { PublicLine } from '../../shared/http.ts'
import { setLanguage } from '../i18n/i18n.ts'
import { idleText, opensText, whenText } from './opening.ts'

const STOCKHOLM = 'Europe/Stockholm'
/** A moment by the clock of Stockholm in winter. */
const winter = (text: string) => Date.parse(`${text}+01:00`)
const line = (part: Partial<PublicLine>): PublicLine => ({
  ...{ id: 'a', name: 'A', greeting: '', number: '', timeZone: STOCKHOLM },
  ...{ open: true, opensAt: null, closesAt: null, takesMessages: false },
  ...part,
})

beforeAll(() => {
  vi.stubGlobal('document', { documentElement: {} })
  vi.stubEnv('TZ', STOCKHOLM)
})
afterEach(() => setLanguage('sv'))

describe('when a line opens', () => {
  it.each([
    ['later today', '2026-11-23T07:00', '2026-11-23T08:30', 'i dag 08.30', 'today at 08:30'],
    ['tomorrow', '2026-11-23T20:00', '2026-11-24T08:30', 'i morgon 08.30', 'tomorrow at 08:30'],
    ['just after midnight', '2026-11-24T00:10', '2026-11-24T08:30', 'i dag 08.30', 'today at 08:30'],
    ['after closed days', '2026-11-24T20:00', '2026-11-27T08:30', 'fredag 27 november 08.30', 'on Friday 27 November at 08:30'],
    ['next year', '2026-12-23T20:00', '2027-01-04T08:30', 'måndag 4 januari 08.30', 'on Monday 4 January at 08:30'],
  ])('is said by its day: %s', (_what, now, at, sv, en) => {
    expect(whenText(winter(at), winter(now), STOCKHOLM, 'day', STOCKHOLM)).toBe(sv)
    setLanguage('en')
    expect(whenText(winter(at), winter(now), STOCKHOLM, 'day', STOCKHOLM)).toBe(en)
  })

  it('says whose clock it is to somebody whose own shows another time', () => {
    const said = (ownZone: string) => whenText(winter('2026-11-23T08:30'), winter('2026-11-23T07:00'), STOCKHOLM, 'day', ownZone)
    expect(said('Europe/Helsinki')).toBe('i dag 08.30 (klockan i Stockholm)')
    expect(said('Europe/Oslo')).toBe('i dag 08.30')
  })
})

describe('what is said before a call', () => {
  const now = winter('2026-11-23T12:00')

  it.each<[string, PublicLine | undefined, string | null]>([
    ['nothing is known', undefined, null],
    ['always open', line({}), null],
    ['open', line({ closesAt: winter('2026-11-23T16:00') }), 'Vi har öppet till 16.00. Ring när du vill.'],
    ['open over midnight', line({ closesAt: winter('2026-11-24T02:00') }), 'Vi har öppet till i morgon 02.00. Ring när du vill.'],
    ['closed', line({ open: false, opensAt: winter('2026-11-24T08:30') }), 'Just nu har vi stängt. Vi öppnar i morgon 08.30.'],
    ['closed for good', line({ open: false }), 'Just nu har vi stängt.'],
  ])('%s', (_what, given, said) => {
    expect(idleText(given, now)).toBe(said)
  })

  it('says nothing of when for a line that does not open in sight', () => {
    expect(opensText(line({ open: false }), now)).toEqual([])
  })
})
