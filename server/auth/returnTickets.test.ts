import { describe, expect, test } from 'vitest'
import { RETURN_MS } from '../../shared/limits.ts'
import { closeOpenCalls } from '../record/heartbeat.ts'
import { openTestRecord } from '../record/testRecord.ts'
import { createReturnTickets, loadReturnTickets, type ReturnTickets } from './returnTickets.ts'

const KEY = Buffer.alloc(32, 7)
const CALL = 'b0f2b1de-5f52-4b6f-9c8e-6d5c1a5a4a10'

describe('a return ticket', () => {
  const after = (passed: number, use: (tickets: ReturnTickets, ticket: string) => boolean): boolean => {
    let now = 0
    const tickets = createReturnTickets(KEY, () => now)
    tickets.honour(CALL, 'a')
    now = passed
    return use(tickets, tickets.of(CALL))
  }

  test.each<[string, boolean, number, (tickets: ReturnTickets, ticket: string) => boolean]>([
    ['of a call that we have ended', true, 0, (tickets, ticket) => tickets.redeem(ticket, 'a')],
    ['within its time', true, RETURN_MS - 1, (tickets, ticket) => tickets.redeem(ticket, 'a')],
    ['after its time', false, RETURN_MS, (tickets, ticket) => tickets.redeem(ticket, 'a')],
    ['a second time', false, 0, (tickets, ticket) => tickets.redeem(ticket, 'a') && tickets.redeem(ticket, 'a')],
    ['on another line', false, 0, (tickets, ticket) => tickets.redeem(ticket, 'b')],
    ['on its own line, after another was tried', true, 0, (tickets, ticket) => !tickets.redeem(ticket, 'b') && tickets.redeem(ticket, 'a')],
    ['of a call that ended otherwise', false, 0, (tickets) => tickets.redeem(tickets.of('other'), 'a')],
    ['under another key', false, 0, (tickets) => tickets.redeem(createReturnTickets(Buffer.alloc(32, 8)).of(CALL), 'a')],
    ['with one character changed', false, 0, (tickets, ticket) => tickets.redeem(`${ticket.slice(0, -1)}!`, 'a')],
    ['that is the call itself', false, 0, (tickets) => tickets.redeem(CALL, 'a')],
  ])('%s counts: %s', (_what, counts, passed, use) => {
    expect(after(passed, use)).toBe(counts)
  })

  test('names neither call nor line', () => {
    const ticket = createReturnTickets(KEY).of(CALL)
    expect(ticket).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(Buffer.from(ticket, 'base64url').toString('latin1')).not.toContain(CALL.slice(0, 8))
  })

  test('is kept in a bounded number, the newest', () => {
    const tickets = createReturnTickets(KEY, () => 0)
    for (let at = 0; at < 6_000; at++) tickets.honour(`call ${at}`, 'a')
    expect([tickets.redeem(tickets.of('call 0'), 'a'), tickets.redeem(tickets.of('call 5999'), 'a')]).toEqual([false, true])
  })
})

describe('after a restart', () => {
  const NOW = Date.UTC(2026, 2, 1, 8)
  const row = {
    line: 'a',
    kind: 'call',
    reason: null,
    language: null,
    met_closed: 0,
    interpreted_s: 0,
    interpreted_language: null,
    answered: null,
    waited_s: 0,
    talked_s: 0,
    held_s: 0,
    advisor: null,
    day: '2026-03-01',
    week: '2026-W09',
    month: '2026-03',
    origin: 'live',
  } as const

  test.each<
    [string, boolean, { channel: 'web' | 'phone'; ended: number | null; outcome: 'interrupted' | 'answered' | null; beat: number }]
  >([
    ['a call that the crash has cut off', true, { channel: 'web', ended: null, outcome: null, beat: NOW - 2_000 }],
    ['a call that the stop has ended', true, { channel: 'web', ended: NOW - 1_000, outcome: 'interrupted', beat: NOW - 1_000 }],
    ['a call cut off long ago', false, { channel: 'web', ended: null, outcome: null, beat: NOW - 2 * RETURN_MS }],
    ['a call that its people had ended', false, { channel: 'web', ended: NOW - 1_000, outcome: 'answered', beat: NOW - 1_000 }],
    ['a telephone call, which has no page', false, { channel: 'phone', ended: null, outcome: null, beat: NOW - 2_000 }],
  ])('the ticket of %s counts: %s', async (_what, counts, { channel, ended, outcome, beat }) => {
    await using record = await openTestRecord()
    const { db } = record
    const before = await loadReturnTickets(db, () => NOW)
    const ticket = before.of(CALL)
    await db
      .insertInto('calls')
      .values({ ...row, id: CALL, channel, arrived: beat - 60_000, ended, outcome, heartbeat_at: beat })
      .execute()
    await closeOpenCalls(db)
    const tickets = await loadReturnTickets(db, () => NOW)
    expect(tickets.redeem(ticket, 'a')).toBe(counts)
  })
})
