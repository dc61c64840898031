import { describe, expect, it } from 'vitest'
import { openTestRecord } from '../record/testRecord.ts'
import { createBoardLinks } from './boardLinks.ts'
import { createHourlyMark } from './secrets.ts'
import { createSessions } from './sessions.ts'
import { createSetupToken } from './setupToken.ts'

const HOUR = 3_600_000

it('a mark is another one in the next hour', () => {
  let now = 0
  let keys = 0
  const mark = createHourlyMark(
    () => now,
    () => keys++,
  )
  const first = mark('192.0.2.1')
  now = HOUR - 1
  expect([mark('192.0.2.1') === first, keys]).toEqual([true, 1])
  now = HOUR
  expect([mark('192.0.2.1') === first, keys]).toEqual([false, 2])
})

describe('board links', () => {
  const ticketOf = (path: string) => new URLSearchParams(path.split('#')[1]).get('ticket') ?? ''

  it('work within an hour, once', async () => {
    await using record = await openTestRecord()
    let now = 1
    const boards = createBoardLinks(record.db, createSessions(record.db, false), () => now)
    const [late, good] = [await boards.make({ name: 'A', lines: [] }), await boards.make({ name: 'B', lines: ['l'] })]
    now += HOUR - 1
    expect(await boards.redeem(ticketOf(good.path))).toEqual({ board: good.id, name: 'B' })
    expect(await boards.redeem(ticketOf(good.path))).toBeNull()
    now += 1
    expect(await boards.redeem(ticketOf(late.path))).toBeNull()
    expect((await boards.list()).map(({ state }) => state).sort()).toEqual(['expired', 'inUse'])
  })

  it('hand on a ticket at each connect; the one before is void when its successor has been used', async () => {
    await using record = await openTestRecord()
    const boards = createBoardLinks(record.db, createSessions(record.db, false))
    const link = ticketOf((await boards.make({ name: 'A', lines: [] })).path)
    const second = (await boards.exchange(link))?.next ?? ''
    expect(await boards.exchange(link)).toBeNull()
    const third = (await boards.exchange(second))?.next ?? ''
    expect(await boards.exchange(third)).not.toBeNull()
    expect(await boards.exchange(second)).toBeNull()
  })
})

it('the set-up token is worth nothing after a day', () => {
  let now = 0
  const setup = createSetupToken(() => now)
  now = 24 * HOUR
  expect(setup.take(setup.token)).toBe(false)
})

it('the set-up token is taken once, and can be given back', () => {
  const setup = createSetupToken()
  expect([setup.take('guess'), setup.take(setup.token), setup.take(setup.token)]).toEqual([false, true, false])
  setup.giveBack()
  expect(setup.take(setup.token)).toBe(true)
})
