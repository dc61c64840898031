import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyFloor, type Line, type LineId } from '../../shared/floor/model.ts'
import type { Hours } from '../../shared/hours.ts'
import type { FloorPort } from '../floor/port.ts'
import { line } from '../floor/testing/histories.ts'
import { createWriter } from '../floor/writer.ts'
import { createOpening, type OpeningHours } from './opening.ts'

const office = [{ from: '08:30', to: '16:00' }]
const weekdays: Hours = { week: [office, office, office, office, office, [], []], holidays: ['midsummerEve'], exceptions: [] }
/** A moment by the clock of Stockholm in summer. */
const summer = (text: string) => Date.parse(`${text}+02:00`)

let floor: FloorPort
let opening: OpeningHours
let closed: LineId[]

beforeEach(() => {
  vi.useFakeTimers()
  closed = []
})
afterEach(() => {
  opening.close()
  vi.useRealTimers()
})

/** A floor with line `a` of these hours, seen from this moment on. */
async function begin(at: string, hours: Hours | null): Promise<void> {
  vi.setSystemTime(summer(at))
  floor = createWriter(emptyFloor, { append: async () => {} }, Date.now)
  await set({ hours })
  opening = createOpening(floor)
  opening.onClosing((id) => closed.push(id))
}

const set = (part: Partial<Line>) =>
  floor.submit({ type: 'setLine', line: { ...line('a'), timeZone: 'Europe/Stockholm', hours: weekdays, ...part } })

describe('whether a line is open', () => {
  it('goes by its hours, its holidays and its zone', async () => {
    await begin('2026-06-18T08:29:59', weekdays)
    expect(opening.isOpen('a')).toBe(false)
    expect(opening.stateOf('a')).toEqual({ open: false, changesAt: summer('2026-06-18T08:30') })
    vi.setSystemTime(summer('2026-06-18T08:30'))
    expect(opening.stateOf('a')).toEqual({ open: true, changesAt: summer('2026-06-18T16:00') })
    expect(opening.isOpen('a', summer('2026-06-19T12:00'))).toBe(false)
    expect(opening.isOpen('a', summer('2026-06-22T12:00'))).toBe(true)
    await set({ timeZone: 'America/New_York' })
    expect(opening.isOpen('a')).toBe(false)
  })

  it('without hours is always open; one that does not exist never', async () => {
    await begin('2026-06-20T03:00', null)
    expect(opening.stateOf('a')).toEqual({ open: true, changesAt: null })
    expect(opening.stateOf('b')).toEqual({ open: false, changesAt: null })
    expect(opening.isOpen('b', Date.now())).toBe(false)
  })

  it('follows a change of the hours at once', async () => {
    await begin('2026-06-18T07:00', weekdays)
    expect(opening.isOpen('a')).toBe(false)
    await set({ hours: null })
    expect(opening.isOpen('a')).toBe(true)
  })

  it('follows the clock when it is set back', async () => {
    await begin('2026-06-18T17:00', weekdays)
    expect(opening.isOpen('a')).toBe(false)
    vi.setSystemTime(summer('2026-06-18T12:00'))
    expect(opening.isOpen('a')).toBe(true)
  })
})

describe('closing', () => {
  it('is told once, within a second', async () => {
    await begin('2026-06-18T15:59:58', weekdays)
    vi.advanceTimersByTime(1_000)
    expect(closed).toEqual([])
    vi.advanceTimersByTime(2_000)
    expect(closed).toEqual(['a'])
    vi.advanceTimersByTime(3_600_000)
    expect(closed).toEqual(['a'])
  })

  it('is told again the next day', async () => {
    await begin('2026-06-17T15:00', weekdays)
    vi.advanceTimersByTime(2 * 86_400_000)
    expect(closed).toEqual(['a', 'a'])
  })

  it('is told even when somebody has asked in between', async () => {
    await begin('2026-06-18T15:59:59.500', weekdays)
    vi.setSystemTime(summer('2026-06-18T16:00'))
    expect(opening.isOpen('a')).toBe(false)
    vi.advanceTimersByTime(1_000)
    expect(closed).toEqual(['a'])
  })

  it('is told when the hours are changed so that the line is closed now', async () => {
    await begin('2026-06-18T12:00', null)
    await set({ hours: { ...weekdays, exceptions: [{ day: '2026-06-18', spans: [], note: '' }] } })
    expect(closed).toEqual(['a'])
    await set({ name: 'Another name', hours: { ...weekdays, exceptions: [{ day: '2026-06-18', spans: [], note: '' }] } })
    expect(closed).toEqual(['a'])
  })

  it('is told when the clock jumps over it, and not of a day that was jumped over whole', async () => {
    await begin('2026-06-18T12:00', weekdays)
    vi.setSystemTime(summer('2026-06-18T20:00'))
    vi.advanceTimersByTime(1_000)
    expect(closed).toEqual(['a'])
    vi.setSystemTime(summer('2026-06-22T20:00'))
    vi.advanceTimersByTime(1_000)
    expect(closed).toEqual(['a'])
  })

  it.each([
    ['a line that was closed all the time', '2026-06-18T18:00', weekdays],
    ['a line without hours', '2026-06-18T15:59:00', null],
  ])('is not told of %s', async (_what, at, hours) => {
    await begin(at, hours)
    vi.advanceTimersByTime(600_000)
    expect(closed).toEqual([])
  })

  it('is not told of a line that is removed, nor to whom has stopped listening', async () => {
    await begin('2026-06-18T12:00', weekdays)
    await floor.submit({ type: 'removeLine', line: 'a' })
    expect(closed).toEqual([])
    await set({})
    const heard: LineId[] = []
    opening.onClosing((id) => heard.push(id))()
    vi.advanceTimersByTime(5 * 3_600_000)
    expect(heard).toEqual([])
    expect(closed).toEqual(['a'])
  })
})
