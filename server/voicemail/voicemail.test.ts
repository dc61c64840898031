import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Log } from '../log.ts'
import { ADA, BO, BOSS, LINE, leaveMessage, openScene, STRANGER, testFolder, VOICE } from './testing/scene.ts'

const DAY_MS = 86_400_000
const START = Date.UTC(2026, 10, 23, 22, 30)

/** Keeps what is said at `error`. */
function listening(): Log & { readonly errors: string[] } {
  const errors: string[] = []
  return { errors, debug() {}, info() {}, warn() {}, error: (event) => void errors.push(event) }
}

/** Every byte under the folder, as one. */
function allBytes(dir: string): Buffer {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Buffer.concat(files.map((entry) => readFileSync(join(entry.parentPath, entry.name))))
}

async function scene(options: Parameters<typeof openScene>[1] = {}) {
  const folder = testFolder()
  const opened = await openScene(folder.dir, options)
  return {
    ...opened,
    key: join(folder.dir, 'voicemail.key'),
    files: () => readdirSync(join(folder.dir, 'messages')),
    async [Symbol.asyncDispose]() {
      await opened.close()
      folder[Symbol.dispose]()
    },
  }
}

describe('a message', () => {
  it('is in the list of its line when it is kept, and told', async () => {
    await using at = await scene({ clock: () => START })
    let told = 0
    at.voicemail.onChanged(() => told++)
    const id = await leaveMessage(at.voicemail)
    expect(told).toBe(1)
    expect(await at.voicemail.list(ADA)).toEqual([
      {
        ...{ id, line: LINE, arrivedAt: START, lengthS: 3, language: 'sv', state: 'new', claimedBy: null, heardAt: null },
        ...{ attempts: [], expiresAt: START + 14 * DAY_MS },
      },
    ])
    expect(await at.voicemail.list(STRANGER)).toEqual([])
    expect(await at.voicemail.list(BOSS)).toHaveLength(1)
    // 23.30 in Stockholm.
    expect(await at.db.selectFrom('messages').select(['day', 'month', 'origin']).execute()).toEqual([
      { day: '2026-11-23', month: '2026-11', origin: 'live' },
    ])
  })

  it('is heard by people of its line, and each time is noted', async () => {
    await using at = await scene({ clock: () => START })
    const id = await leaveMessage(at.voicemail)
    const heard = await at.voicemail.audio(id, ADA)
    if (!heard.ok) throw new Error(heard.refusal.code)
    expect(heard.value.subarray(0, 4).toString()).toBe('OggS')
    await at.voicemail.audio(id, BO)
    for (const who of [STRANGER, BOSS])
      expect(await at.voicemail.audio(id, who)).toMatchObject({ ok: false, refusal: { code: 'notAllowed' } })
    expect(await at.voicemail.audio('nothing', ADA)).toMatchObject({ refusal: { code: 'notFound' } })
    const events = await at.db.selectFrom('message_events').select(['what', 'account', 'at']).execute()
    expect(events).toEqual([
      { what: 'arrived', account: null, at: START },
      { what: 'heard', account: 'ada', at: START },
      { what: 'heard', account: 'bo', at: START },
    ])
  })

  it('lies sealed, and readable by its owner alone', async () => {
    await using at = await scene()
    await leaveMessage(at.voicemail)
    const bytes = allBytes(at.dir)
    expect(bytes.includes(VOICE[20] as Buffer)).toBe(false)
    expect(bytes.includes('OpusHead')).toBe(false)
    for (const file of [at.key, join(at.dir, 'messages', at.files()[0] as string)]) expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(join(at.dir, 'messages')).mode & 0o777).toBe(0o700)
  })

  it('is seen to by one at a time', async () => {
    await using at = await scene()
    const id = await leaveMessage(at.voicemail)
    const both = await Promise.all([at.voicemail.act(id, 'claim', ADA), at.voicemail.act(id, 'claim', BO)])
    expect(both.map((one) => one.ok)).toEqual([true, false])
    expect(both[1]).toMatchObject({ refusal: { code: 'messageTaken' } })
    expect(await at.voicemail.act(id, 'close', STRANGER)).toMatchObject({ refusal: { code: 'notAllowed' } })
    expect(await at.voicemail.act(id, 'claim', BOSS)).toMatchObject({ refusal: { code: 'notAllowed' } })
    expect(await at.voicemail.act(id, 'release', BOSS)).toMatchObject({ ok: true })
    expect(await at.voicemail.list(BO)).toMatchObject([{ state: 'new', claimedBy: null }])
  })
})

describe('when it is handled', () => {
  it('its sound is gone: the file, the key, and the key’s bytes in the database', async () => {
    await using at = await scene({ clock: () => START })
    const id = await leaveMessage(at.voicemail)
    const { sealed } = await at.db.selectFrom('message_keys').select('sealed').executeTakeFirstOrThrow()
    expect(allBytes(at.dir).includes(sealed)).toBe(true)
    expect(await at.voicemail.act(id, 'close', ADA)).toMatchObject({ ok: true })
    expect(at.files()).toEqual([])
    expect(allBytes(at.dir).includes(sealed)).toBe(false)
    expect(await at.voicemail.list(ADA)).toEqual([])
    expect(await at.voicemail.audio(id, ADA)).toMatchObject({ refusal: { code: 'messageGone' } })
    expect(await at.voicemail.act(id, 'claim', ADA)).toMatchObject({ refusal: { code: 'messageGone' } })
    expect(await at.db.selectFrom('messages').selectAll().execute()).toMatchObject([{ state: 'closed', handled: START, erased: START }])
  })

  it('an attempt without an answer keeps it, with its time', async () => {
    let now = START
    await using at = await scene({ clock: () => now })
    const id = await leaveMessage(at.voicemail)
    now += 60_000
    at.voicemail.noteAttempt(id, 'ada', 'busy')
    now += 60_000
    await at.voicemail.act(id, 'not-reached', ADA)
    await expect
      .poll(() => at.voicemail.list(ADA))
      .toMatchObject([{ state: 'notReached', attempts: [{ outcome: 'busy' }, { outcome: 'notReached' }] }])
    expect(await at.db.selectFrom('messages').select('attempted').execute()).toEqual([{ attempted: expect.any(Number) }])
  })

  it('an answered call-back keeps it for an hour, unless nobody was reached after all', async () => {
    let now = START
    await using at = await scene({ clock: () => now })
    const [first, second] = [await leaveMessage(at.voicemail), await leaveMessage(at.voicemail)]
    for (const id of [first, second]) at.voicemail.noteAttempt(id, 'ada', 'answered')
    await expect.poll(async () => (await at.voicemail.list(ADA)).map(({ state }) => state)).toEqual(['calledBack', 'calledBack'])
    await at.voicemail.act(second, 'not-reached', ADA)
    now += 3_599_000
    await at.voicemail.sweep()
    expect(at.files()).toHaveLength(2)
    now += 1_000
    await at.voicemail.sweep()
    expect(await at.voicemail.list(ADA)).toMatchObject([{ id: second, state: 'notReached', expiresAt: START + 14 * DAY_MS }])
    expect(at.files()).toEqual([`${second}.sealed`])
    expect(await at.db.selectFrom('messages').select(['state', 'handled']).where('id', '=', first).execute()).toEqual([
      { state: 'calledBack', handled: now },
    ])
  })
})

describe('at the end of its time', () => {
  it('it is gone from the disk, and not before', async () => {
    let now = START
    await using at = await scene({ clock: () => now, keepDays: 2 })
    await leaveMessage(at.voicemail)
    now += 2 * DAY_MS - 1
    await at.voicemail.sweep()
    expect(at.files()).toHaveLength(1)
    now += 1
    await at.voicemail.sweep()
    expect(at.files()).toEqual([])
    expect(await at.db.selectFrom('message_keys').selectAll().execute()).toEqual([])
    expect(await at.db.selectFrom('messages').select(['state', 'handled', 'erased']).execute()).toEqual([
      { state: 'expired', handled: null, erased: now },
    ])
  })

  it('also when the server was off, and when the line keeps messages shorter now', async () => {
    using folder = testFolder()
    const before = await openScene(folder.dir, { clock: () => START, keepDays: 30 })
    await leaveMessage(before.voicemail)
    await before.close()
    const after = await openScene(folder.dir, { clock: () => START + 3 * DAY_MS, keepDays: 3 })
    await expect.poll(() => readdirSync(join(folder.dir, 'messages'))).toEqual([])
    await after.close()
  })
})

describe('the key', () => {
  it('of somebody else opens nothing, destroys nothing, and keeps new messages', async () => {
    using folder = testFolder()
    const first = await openScene(folder.dir)
    const old = await leaveMessage(first.voicemail)
    await first.close()
    const key = join(folder.dir, 'voicemail.key')
    renameSync(key, `${key}.right`)
    writeFileSync(key, randomBytes(32).toString('base64'))

    const log = listening()
    const second = await openScene(folder.dir, { log })
    expect(log.errors).toEqual([expect.stringContaining('sealed with another key')])
    expect(await second.voicemail.audio(old, ADA)).toMatchObject({ refusal: { code: 'messageUnreadable' } })
    const fresh = await leaveMessage(second.voicemail)
    expect(await second.voicemail.audio(fresh, ADA)).toMatchObject({ ok: true })
    await second.close()

    renameSync(`${key}.right`, key)
    const third = await openScene(folder.dir)
    expect(await third.voicemail.audio(old, ADA)).toMatchObject({ ok: true })
    expect(await third.voicemail.list(ADA)).toHaveLength(2)
    await third.close()
  })

  it.each([
    ['missing', null, 'missing'],
    ['not a key', 'nonsense', '32 bytes as base64'],
  ])('that is %s stops neither the start nor the line, and is not made anew over old messages', async (_name, text, said) => {
    using folder = testFolder()
    const first = await openScene(folder.dir)
    const old = await leaveMessage(first.voicemail)
    await first.close()
    const key = join(folder.dir, 'voicemail.key')
    renameSync(key, `${key}.away`)
    if (text !== null) writeFileSync(key, text)

    const log = listening()
    const second = await openScene(folder.dir, { log })
    expect(log.errors[0]).toContain(said)
    expect(await second.voicemail.audio(old, ADA)).toMatchObject({ refusal: { code: 'messageUnreadable' } })
    await expect(leaveMessage(second.voicemail)).rejects.toThrow('no key')
    expect(readdirSync(folder.dir).includes('voicemail.key')).toBe(text !== null)
    expect(readdirSync(join(folder.dir, 'messages'))).toEqual([`${old}.sealed`])
    await second.close()
  })

  it('is told of a message whose file has gone or changed', async () => {
    using folder = testFolder()
    const log = listening()
    const first = await openScene(folder.dir, { log })
    const id = await leaveMessage(first.voicemail)
    const file = join(folder.dir, 'messages', `${id}.sealed`)
    const bytes = readFileSync(file)
    bytes.writeUInt8(bytes.readUInt8(500) ^ 1, 500)
    writeFileSync(file, bytes)
    expect(await first.voicemail.audio(id, ADA)).toMatchObject({ refusal: { code: 'messageUnreadable' } })
    renameSync(file, join(folder.dir, 'elsewhere'))
    await first.close()
    const second = await openScene(folder.dir, { log })
    expect(await second.voicemail.audio(id, ADA)).toMatchObject({ refusal: { code: 'messageUnreadable' } })
    expect(await second.voicemail.list(ADA)).toHaveLength(1)
    expect(log.errors).toEqual([expect.stringContaining('damaged'), expect.stringContaining('lost'), expect.stringContaining('missing')])
    await second.close()
  })
})
