import { describe, expect, it } from 'vitest'
import { type Counted, tellReport } from '../../../shared/reports/tell.ts'
import { listingOf, listsOf } from './behind.ts'

const counted = (more: Partial<Counted> = {}): Counted => ({
  ...{ from: '2026-01-15', to: '2026-02-28', lines: [{ id: 'a', name: 'A' }], imported: false, synthetic: false },
  months: [
    { key: '2026-01', count: 20 },
    { key: '2026-02', count: 30 },
  ],
  results: [
    { key: 'answered', count: 40 },
    { key: 'abandoned', count: 10 },
    { key: 'closed', count: 0 },
  ],
  channels: [
    { key: 'phone', count: 45 },
    { key: 'web', count: 5 },
  ],
  ...{ closedLine: 7, callBackResults: [{ key: 'answered', count: 6 }], messages: 0, messagesReached: 0, emailReplies: 0 },
  ...{ categories: [], questions: [] },
  ...more,
})
const told = (count: number) => ({ is: 'shown', count }) as const

describe('lists of calls behind a report', () => {
  it('are those of its own days, where everything that they give away is told', () => {
    const lists = listsOf(tellReport(counted()))
    const whole = { from: '2026-01-15', to: '2026-02-28' }
    expect(lists.calls).toEqual({ set: 'calls', ...whole })
    expect(lists.month('2026-01', told(20))).toEqual({ set: 'calls', from: '2026-01-15', to: '2026-01-31' })
    expect(lists.month('2026-02', told(30))).toEqual({ set: 'calls', from: '2026-02-01', to: '2026-02-28' })
    expect(lists.result('answered', told(40))).toEqual({ set: 'answered', ...whole })
    expect([lists.closedLine?.set, lists.callBacks?.set]).toEqual(['closedLine', 'callBacks'])
    expect([lists.result('closed', told(9)), lists.result('abandoned', told(0))]).toEqual([undefined, undefined])
  })

  it.each<[string, Partial<Counted>]>([
    [
      'a month',
      {
        months: [
          { key: '2026-01', count: 2 },
          { key: '2026-02', count: 48 },
        ],
      },
    ],
    [
      'a result',
      {
        results: [
          { key: 'answered', count: 48 },
          { key: 'voicemail', count: 2 },
        ],
      },
    ],
    [
      'a channel',
      {
        channels: [
          { key: 'phone', count: 49 },
          { key: 'web', count: 1 },
        ],
      },
    ],
  ])('are not there when %s is too small to be told, not even of figures that are', (_what, more) => {
    const report = tellReport(counted(more))
    expect(listingOf(report)).toBe('protected')
    const lists = listsOf(report)
    expect([lists.calls, lists.month('2026-02', told(48)), lists.result('answered', told(48))]).toEqual([undefined, undefined, undefined])
  })

  it('are not there behind what is too small itself, and behind nothing', () => {
    const report = tellReport(
      counted({
        closedLine: 3,
        callBackResults: [
          { key: 'answered', count: 6 },
          { key: 'busy', count: 1 },
        ],
      }),
    )
    expect([listsOf(report).closedLine, listsOf(report).callBacks]).toEqual([undefined, undefined])
    const nothing = counted({ months: [], results: [], channels: [] })
    expect(listingOf(tellReport(nothing))).toBe('none')
  })

  it('are of months alone when the period is longer than a list can be', () => {
    const report = tellReport(counted({ from: '2024-01-01' }))
    expect(listingOf(report)).toBe('months')
    expect(listsOf(report).calls).toBeUndefined()
    expect(listsOf(report).month('2026-02', told(30))?.set).toBe('calls')
  })
})
