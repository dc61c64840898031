import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Hours } from '../../../shared/hours.ts'
import { draftOf, faultsSeen, type HoursDraft, presetWeek, readDraft, readSpans, writeSpans } from './hoursDraft.ts'

const office = [{ from: '08:30', to: '16:00' }]
const CLOSED = ['', '', '', '', '', '', '']
const draft = (part: Partial<HoursDraft>): HoursDraft => ({ always: false, week: CLOSED, holidays: [], exceptions: [], ...part })

describe('spans as they are typed', () => {
  it.each([
    ['', []],
    ['  ', []],
    ['08.30–16.00', office],
    ['8.30-16', office],
    ['08:30 — 16:00', office],
    ['08:30-16:00,', office],
    [
      '8-12, 13-16',
      [
        { from: '08:00', to: '12:00' },
        { from: '13:00', to: '16:00' },
      ],
    ],
    [
      '8-12 och 13.15-16',
      [
        { from: '08:00', to: '12:00' },
        { from: '13:15', to: '16:00' },
      ],
    ],
    [
      '13-16; 8-12',
      [
        { from: '08:00', to: '12:00' },
        { from: '13:00', to: '16:00' },
      ],
    ],
    [
      '8-12, 12-16',
      [
        { from: '08:00', to: '12:00' },
        { from: '12:00', to: '16:00' },
      ],
    ],
    ['0-24', [{ from: '00:00', to: '24:00' }]],
  ])('are read: “%s”', (text, spans) => {
    expect(readSpans(text)).toEqual({ spans })
  })

  it.each([
    ['stängt', 'unreadable'],
    ['8.30', 'unreadable'],
    ['0830-1600', 'unreadable'],
    ['8.3-16', 'unreadable'],
    ['8-12 13-16', 'unreadable'],
    ['8-25', 'notATime'],
    ['8-24.30', 'notATime'],
    ['8.60-16', 'notATime'],
    ['16-8', 'backwards'],
    ['8-8', 'backwards'],
    ['20-2', 'backwards'],
    ['8-12, 11-16', 'overlapping'],
    ['1-2,3-4,5-6,7-8,9-10,11-12,13-14', 'tooMany'],
  ])('are refused with a reason: “%s” is %s', (text, fault) => {
    expect(readSpans(text)).toEqual({ fault })
  })

  it.each(['sv', 'en'])('come back as they were written in %s', (language) => {
    const hour = fc.integer({ min: 0, max: 24 }).map((n) => `${String(n).padStart(2, '0')}:00`)
    fc.assert(
      fc.property(fc.uniqueArray(hour, { minLength: 2, maxLength: 7 }), (times) => {
        const spans = [...times].sort().flatMap((to, index, all) => (index === 0 ? [] : [{ from: all[index - 1] ?? '', to }]))
        expect(readSpans(writeSpans(spans, language))).toEqual({ spans })
      }),
    )
  })

  it('can be anything without a fault of ours', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readSpans(text)
        expect('fault' in read || read.spans.every(({ from, to }) => from < to && to <= '24:00')).toBe(true)
      }),
    )
  })
})

describe('a draft of hours', () => {
  const hours: Hours = {
    week: [office, office, [], [], office, [], []],
    holidays: ['christmasEve'],
    exceptions: [{ day: '2026-12-23', spans: [{ from: '08:30', to: '12:00' }], note: 'Kort dag' }],
  }

  it('of hours that are set stands for just these', () => {
    expect(readDraft(draftOf(hours, [], 'sv'))).toMatchObject({ hours, faults: { none: true } })
    expect(readDraft(draftOf(null, ['mayDay'], 'sv'))).toMatchObject({ hours: null, faults: { none: true } })
  })

  it('keeps what is typed while the line is always open, without finding fault with it', () => {
    const typed = draft({ always: true, week: ['nonsense', ...CLOSED.slice(1)] })
    expect(readDraft(typed)).toMatchObject({ hours: null, faults: { none: true } })
    expect(readDraft({ ...typed, always: false }).faults.week[0]).toBe('unreadable')
  })

  it('names what is wrong where it is, and leaves that closed', () => {
    const { hours: read, faults } = readDraft(
      draft({
        week: ['8-16', '16-8', '', '', '', '', ''],
        exceptions: [
          { key: 1, day: '2026-12-23', spans: '8-12', note: ' Kort ' },
          { key: 2, day: '', spans: '', note: '' },
          { key: 3, day: '2026-12-23', spans: '', note: '' },
          { key: 4, day: '2026-11-30', spans: 'x', note: '' },
        ],
      }),
    )
    expect(faults.none).toBe(false)
    expect(faults.week).toEqual([undefined, 'backwards', undefined, undefined, undefined, undefined, undefined])
    expect([...faults.days]).toEqual([
      [2, 'noDay'],
      [3, 'sameDay'],
    ])
    expect([...faults.spans]).toEqual([[4, 'unreadable']])
    expect(read?.week[1]).toEqual([])
    expect(read?.exceptions).toEqual([
      { day: '2026-11-30', spans: [], note: '' },
      { day: '2026-12-23', spans: [{ from: '08:00', to: '12:00' }], note: 'Kort' },
    ])
  })
})

describe('faults', () => {
  it('are shown once they have been there before, and no longer than they are there', () => {
    const faultsOf = (first: string, second: string) => readDraft(draft({ week: [first, second, '', '', '', '', ''] })).faults
    expect(faultsSeen(faultsOf('x', 'x'), faultsOf('16-8', '')).week.slice(0, 2)).toEqual(['unreadable', undefined])
    expect(faultsSeen(faultsOf('', ''), faultsOf('x', 'x')).week.slice(0, 2)).toEqual([undefined, undefined])
  })
})

describe('the patterns to begin with', () => {
  it('are those of three days and of five', () => {
    expect(presetWeek('threeDays', 'sv')).toEqual(['08.30–16.00', '08.30–16.00', '', '', '08.30–16.00', '', ''])
    expect(presetWeek('fiveDays', 'en').filter((day) => day === '08:30–16:00')).toHaveLength(5)
  })
})
