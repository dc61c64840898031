import { describe, expect, it } from 'vitest'
import { openTestRecord } from '../record/testRecord.ts'
import { createBoardLinks } from './boardLinks.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { createHourlyMark, digest } from './secrets.ts'
import { createSessions } from './sessions.ts'
import { createSetupToken } from './setupToken.ts'
import { createSignInThrottle } from './signInThrottle.ts'

const HOUR = 3_600_000

describe('passwords', () => {
  it('are kept as scrypt with salt and parameters, and known again', async () => {
    const [one, two] = [await hashPassword('lösenordet är långt'), await hashPassword('lösenordet är långt')]
    expect(one).toMatch(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
    expect(one).not.toBe(two)
    expect(await isPassword('lösenordet är långt'.normalize('NFD'), one)).toBe(true)
    expect(await isPassword('lösenordet är kort', one)).toBe(false)
    expect(await isPassword('', null)).toBe(false)
    await expect(isPassword('x', 'plain')).rejects.toThrow('cannot be read')
  })
})

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

describe('the throttle of sign-ins', () => {
  it('stops guesses at one user from one address, then lets that run out', () => {
    let now = 0
    const throttle = createSignInThrottle(() => now)
    for (let i = 0; i < 8; i++) {
      expect(throttle.may('ada', 'x')).toBe(true)
      throttle.tried('ada', 'x')
    }
    expect([throttle.may('ada', 'x'), throttle.may('ada', 'y'), throttle.may('bo', 'x')]).toEqual([false, true, true])
    now = 15 * 60_000
    expect(throttle.may('ada', 'x')).toBe(true)
  })

  it('stops one address that goes through many users, and a user guessed at from many addresses', () => {
    const throttle = createSignInThrottle(() => 0)
    for (let i = 0; i < 30; i++) throttle.tried(`user${i}`, 'x')
    expect([throttle.may('another', 'x'), throttle.may('another', 'y')]).toEqual([false, true])
    for (let i = 0; i < 100; i++) throttle.tried('ada', `from${i}`)
    expect(throttle.may('ada', 'somewhere new')).toBe(false)
  })

  it('counts a right password for nobody', () => {
    const throttle = createSignInThrottle(() => 0)
    for (let i = 0; i < 500; i++) {
      throttle.tried('ada', 'x')
      throttle.succeeded('ada', 'x')
    }
    expect([throttle.may('ada', 'x'), throttle.may('bo', 'x')]).toEqual([true, true])
  })
})

describe('sessions', () => {
  const tokenIn = (cookie: string) => cookie.split(';')[0]?.split('=')[1] ?? ''

  it('live on while they are used, and end 12 hours after the last sign of life; the database has no token', async () => {
    await using record = await openTestRecord()
    let now = 0
    const sessions = createSessions(record.db, true, () => now)
    const cookie = await sessions.begin({ account: 'ada' })
    expect(cookie).toMatch(/^lyhord=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/)
    expect(await record.db.selectFrom('sessions').select('token').execute()).toEqual([{ token: digest(tokenIn(cookie)) }])
    const header = `other=1; ${cookie.split(';')[0]}; more=2`
    for (let i = 0; i < 4; i++) {
      expect((await sessions.find(header))?.me).toEqual({ id: 'ada', username: 'ada', name: 'Ada', role: 'advisor' })
      now += 11 * HOUR
    }
    now += 2 * HOUR
    expect(await sessions.find(header)).toBeNull()
    await sessions.sweep()
    expect(await record.db.selectFrom('sessions').selectAll().execute()).toEqual([])
  })

  it('tell who listens which have ended', async () => {
    await using record = await openTestRecord()
    const sessions = createSessions(record.db, false)
    const ended: string[] = []
    const stop = sessions.onEnded((keys) => ended.push(...keys))
    const keys = [await sessions.begin({ account: 'ada' }), await sessions.begin({ account: 'ada' })].map((cookie) =>
      digest(tokenIn(cookie)),
    )
    await sessions.endAll({ account: 'ada' }, keys[1])
    expect(ended).toEqual([keys[0]])
    stop()
    await sessions.end(keys[1] ?? '')
    expect(ended).toHaveLength(1)
  })

  it.each([undefined, '', 'lyhord', 'lyhord=', 'lyhord=x=y', 'xlyhord=abc'])('are not found by the cookie %j', async (header) => {
    await using record = await openTestRecord()
    expect(await createSessions(record.db, false).find(header)).toBeNull()
  })
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

it('the set-up token is taken once, and can be given back', () => {
  const setup = createSetupToken()
  expect([setup.take('guess'), setup.take(setup.token), setup.take(setup.token)]).toEqual([false, true, false])
  setup.giveBack()
  expect(setup.take(setup.token)).toBe(true)
})
