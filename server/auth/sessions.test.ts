import { describe, expect, it } from 'vitest'
import { openTestRecord } from '../record/testRecord.ts'
import { digest } from './secrets.ts'
import { createSessions } from './sessions.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const limits = { longestMs: 14 * HOUR, idleMs: 4 * HOUR }
const headerOf = (setCookie: string) => setCookie.split(';')[0] ?? ''
const keyOf = (setCookie: string) => digest(headerOf(setCookie).split('=')[1] ?? '')

/** Sessions of Ada and of a board on a record of their own, by a clock that is set. */
async function scene() {
  const record = await openTestRecord()
  const at = { now: 0, inCall: false }
  const sessions = createSessions(record.db, false, { clock: () => at.now, limits, isInCall: () => at.inCall })
  const ended: string[] = []
  sessions.onEnded((keys) => ended.push(...keys))
  const board = { id: 'b', name: 'TV', lines: '[]', created: 0, ticket: null, ticket_expires: 0, old_ticket: null, used: 0, seen: 0 }
  await record.db.insertInto('board_links').values(board).execute()
  return { db: record.db, at, sessions, ended, [Symbol.asyncDispose]: () => record[Symbol.asyncDispose]() }
}

describe('sessions', () => {
  it('end four hours after the last sign of a person, which a page that asks by itself is not', async () => {
    await using given = await scene()
    const { sessions, at } = given
    const cookie = await sessions.begin({ account: 'ada' })
    expect(cookie).toMatch(/^lyhord=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(await given.db.selectFrom('sessions').select('token').execute()).toEqual([{ token: keyOf(cookie) }])
    const header = `other=1; ${headerOf(cookie)}; more=2`
    at.now = 3 * HOUR
    expect((await sessions.find(header))?.me).toEqual({ id: 'ada', username: 'ada', name: 'Ada', role: 'advisor' })
    await sessions.input(keyOf(cookie))
    for (; at.now < 7 * HOUR; at.now += 50 * MINUTE) expect(await sessions.find(header)).not.toBeNull()
    expect(await sessions.find(header)).toBeNull()
  })

  it('end after fourteen hours, whatever a person does', async () => {
    await using given = await scene()
    const { sessions, at } = given
    const cookie = await sessions.begin({ account: 'ada' })
    for (; at.now < 14 * HOUR; at.now += 35 * MINUTE) {
      expect(await sessions.find(headerOf(cookie))).not.toBeNull()
      await sessions.input(keyOf(cookie))
    }
    expect(await sessions.find(headerOf(cookie))).toBeNull()
    expect(await sessions.sweep()).toEqual(['ada'])
    expect([given.ended, await given.db.selectFrom('sessions').selectAll().execute()]).toEqual([[keyOf(cookie)], []])
  })

  it('say when they end', async () => {
    await using given = await scene()
    const { sessions, at } = given
    const cookie = await sessions.begin({ account: 'ada' })
    expect(await sessions.stateOf(keyOf(cookie))).toEqual({ now: 0, endsAt: 4 * HOUR, lastAt: 14 * HOUR })
    at.now = 2 * HOUR
    await sessions.input(keyOf(cookie))
    expect(await sessions.stateOf(keyOf(cookie))).toEqual({ now: 2 * HOUR, endsAt: 6 * HOUR, lastAt: 14 * HOUR })
    expect(await sessions.stateOf('no key')).toBeNull()
  })

  it('are not cut in a call, and leave a quarter of an hour for what follows it', async () => {
    await using given = await scene()
    const { sessions, at, ended } = given
    const cookie = await sessions.begin({ account: 'ada' })
    at.inCall = true
    for (at.now = 3.9 * HOUR; at.now < 14.2 * HOUR; at.now += 10 * MINUTE) expect(await sessions.find(headerOf(cookie))).not.toBeNull()
    expect([await sessions.sweep(), ended]).toEqual([[], []])
    await sessions.find(headerOf(cookie))
    at.inCall = false
    at.now += 12 * MINUTE
    expect(await sessions.find(headerOf(cookie))).not.toBeNull()
    at.now += 4 * MINUTE
    expect([await sessions.find(headerOf(cookie)), await sessions.sweep()]).toEqual([null, ['ada']])
  })

  it('take a call for a sign of a person, for a headset touches no page', async () => {
    await using given = await scene()
    const cookie = await given.sessions.begin({ account: 'ada' })
    given.at.now = 3.9 * HOUR
    given.at.inCall = true
    await given.sessions.find(headerOf(cookie))
    given.at.inCall = false
    given.at.now = 7.8 * HOUR
    expect(await given.sessions.find(headerOf(cookie))).not.toBeNull()
  })

  it('that ran out in a call without being asked for are found again in it', async () => {
    await using given = await scene()
    const cookie = await given.sessions.begin({ account: 'ada' })
    given.at.inCall = true
    given.at.now = 20 * HOUR
    expect(await given.sessions.find(headerOf(cookie))).not.toBeNull()
  })

  it('take the place of the one that the browser had', async () => {
    await using given = await scene()
    const first = await given.sessions.begin({ account: 'ada' })
    const second = await given.sessions.begin({ account: 'ada' }, await given.sessions.find(headerOf(first)))
    expect(given.ended).toEqual([keyOf(first)])
    expect([await given.sessions.find(headerOf(first)), (await given.sessions.find(headerOf(second)))?.me.id]).toEqual([null, 'ada'])
  })

  it('tell who listens which have ended', async () => {
    await using given = await scene()
    const [one, two] = [await given.sessions.begin({ account: 'ada' }), await given.sessions.begin({ account: 'ada' })].map(keyOf)
    await given.sessions.endAll({ account: 'ada' }, two)
    expect(given.ended).toEqual([one])
    await given.sessions.end(two ?? '')
    await given.sessions.end('no key')
    expect(given.ended).toEqual([one, two])
  })

  it.each([undefined, '', 'lyhord', 'lyhord=', 'lyhord=x=y', 'xlyhord=abc', '__Host-lyhord=abc'])(
    'are not found by the cookie %j',
    async (header) => {
      await using given = await scene()
      expect(await given.sessions.find(header)).toBeNull()
    },
  )

  it('over HTTPS are in a cookie that no other host can set', async () => {
    await using record = await openTestRecord()
    const sessions = createSessions(record.db, true)
    const cookie = await sessions.begin({ account: 'ada' })
    expect(cookie).toMatch(/^__Host-lyhord=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/)
    expect(await sessions.find(headerOf(cookie))).not.toBeNull()
    expect(await sessions.find(headerOf(cookie).replace('__Host-', ''))).toBeNull()
    expect(sessions.goneCookie).toBe('__Host-lyhord=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0')
  })
})

describe('sessions of boards', () => {
  it('live on while their board does, and change their token each day', async () => {
    await using given = await scene()
    const { sessions, at, ended } = given
    let cookie = await sessions.begin({ board: 'b' })
    const first = cookie
    for (let day = 0; day < 20; day++) {
      at.now += DAY
      const found = await sessions.find(headerOf(cookie))
      if (!found) throw new Error(`gone on day ${day}`)
      cookie = (await sessions.rotate(found)) ?? cookie
    }
    expect(ended).toContain(keyOf(first))
    expect(await given.db.selectFrom('sessions').select('token').execute()).toHaveLength(2)
  })

  it('keep the old token until the new one is used, however often its answer is lost', async () => {
    await using given = await scene()
    const { sessions, at, ended } = given
    const old = await sessions.begin({ board: 'b' })
    at.now = DAY
    const answers: string[] = []
    for (let i = 0; i < 3; i++) {
      const found = await sessions.find(headerOf(old))
      answers.push((found && (await sessions.rotate(found))) ?? '')
    }
    expect(ended).toEqual([])
    expect(await sessions.find(headerOf(answers[0] ?? ''))).toBeNull()
    expect((await sessions.find(headerOf(answers[2] ?? '')))?.me.name).toBe('TV')
    expect(ended).toEqual([keyOf(old)])
    expect(await sessions.find(headerOf(old))).toBeNull()
  })

  it('are not changed within the day, nor are those of people at all', async () => {
    await using given = await scene()
    const { sessions, at } = given
    const [board, ada] = [await sessions.begin({ board: 'b' }), await sessions.begin({ account: 'ada' })]
    at.now = 13 * HOUR
    await sessions.input(keyOf(ada))
    for (const cookie of [board, ada]) {
      const found = await sessions.find(headerOf(cookie))
      expect(found && (await sessions.rotate(found))).toBeNull()
    }
  })
})
