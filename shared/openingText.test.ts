import { describe, expect, it } from 'vitest'
import { closedText, idleText, opensText, whenText } from './openingText.ts'

const STOCKHOLM = 'Europe/Stockholm'
/** A moment by the clock of Stockholm in winter. */
const winter = (text: string) => Date.parse(`${text}+01:00`)
type Known = Parameters<typeof idleText>[0]
const line = (part: Partial<Known>): Known => ({
  ...{ timeZone: STOCKHOLM, open: true, opensAt: null, closesAt: null, takesMessages: false },
  ...part,
})
const swede = { language: 'sv', timeZone: STOCKHOLM } as const

describe('when a line opens', () => {
  it.each([
    ['later today', '2026-11-23T07:00', '2026-11-23T08:30', 'i dag 08.30', 'today at 08:30'],
    ['tomorrow', '2026-11-23T20:00', '2026-11-24T08:30', 'i morgon 08.30', 'tomorrow at 08:30'],
    ['just after midnight', '2026-11-24T00:10', '2026-11-24T08:30', 'i dag 08.30', 'today at 08:30'],
    ['after closed days', '2026-11-24T20:00', '2026-11-27T08:30', 'fredag 27 november 08.30', 'on Friday 27 November at 08:30'],
    ['next year', '2026-12-23T20:00', '2027-01-04T08:30', 'måndag 4 januari 08.30', 'on Monday 4 January at 08:30'],
  ])('is said by its day: %s', (_what, now, at, sv, en) => {
    expect(whenText(winter(at), winter(now), STOCKHOLM, 'day', swede)).toBe(sv)
    expect(whenText(winter(at), winter(now), STOCKHOLM, 'day', { ...swede, language: 'en' })).toBe(en)
  })

  it('says whose clock it is to somebody whose own shows another time', () => {
    const said = (timeZone: string) =>
      whenText(winter('2026-11-23T08:30'), winter('2026-11-23T07:00'), STOCKHOLM, 'day', { ...swede, timeZone })
    expect(said('Europe/Helsinki')).toBe('i dag 08.30 (klockan i Stockholm)')
    expect(said('Europe/Oslo')).toBe('i dag 08.30')
  })
})

describe('what is said before a call', () => {
  const now = winter('2026-11-23T12:00')

  it.each<[string, Known, string | null]>([
    ['always open', line({}), null],
    ['open', line({ closesAt: winter('2026-11-23T16:00') }), 'Vi har öppet till 16.00. Ring när du vill.'],
    ['open over midnight', line({ closesAt: winter('2026-11-24T02:00') }), 'Vi har öppet till i morgon 02.00. Ring när du vill.'],
    ['closed', line({ open: false, opensAt: winter('2026-11-24T08:30') }), 'Just nu har vi stängt. Vi öppnar i morgon 08.30.'],
    ['closed for good', line({ open: false }), 'Just nu har vi stängt.'],
  ])('%s', (_what, given, said) => {
    expect(idleText(given, now, swede)).toBe(said)
  })

  it('says until when on another day, in both languages', () => {
    const long = line({ closesAt: winter('2026-11-28T00:00') })
    expect(idleText(long, now, swede)).toBe('Vi har öppet till lördag 28 november 00.00. Ring när du vill.')
    expect(idleText(long, now, { ...swede, language: 'en' })).toBe(
      'We are open until Saturday 28 November at 00:00. Call when you want to.',
    )
  })

  it('says nothing of when for a line that does not open in sight', () => {
    expect(opensText(line({ open: false }), now, swede)).toEqual([])
  })

  it.each([
    ['messages are taken', { takesMessages: true, opensAt: now }, 'Du kan ringa nu och lämna ett meddelande.'],
    [
      'it opens again',
      { takesMessages: false, opensAt: now },
      'Du är varmt välkommen att ringa då. Ringer du nu hör du bara en inspelad röst.',
    ],
    ['it does not', { takesMessages: false, opensAt: null }, 'Ringer du nu hör du bara en inspelad röst.'],
  ])('of a closed line when %s', (_what, given, said) => expect(closedText(given, 'sv')).toBe(said))
})
