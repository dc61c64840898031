import { describe, expect, it } from 'vitest'
import { createHashing, MOST_WAITING, type Precedence } from './hashing.ts'
import { type Cost, hashPassword } from './passwords.ts'

const CHEAP: Cost = { N: 1_024, r: 8, p: 1 }
const PASSWORD = 'lösenordet är långt'

describe('hashing', () => {
  it('knows a right password, and nobody has one', async () => {
    const hashing = createHashing({ cost: CHEAP })
    const stored = await hashing.hash(PASSWORD)
    if (!stored.ok) throw new Error(stored.refusal.code)
    expect(await hashing.check(PASSWORD, stored.value, 'known')).toEqual({ ok: true, value: { right: true, rehashed: null } })
    expect(await hashing.check('another', stored.value, 'known')).toMatchObject({ value: { right: false, rehashed: null } })
    expect(await hashing.check(PASSWORD, null, 'unknown')).toMatchObject({ value: { right: false } })
  })

  it('hashes anew at the present cost what is right and was hashed at another', async () => {
    const hashing = createHashing({ cost: CHEAP })
    const older = await hashPassword(PASSWORD, { N: 512, r: 8, p: 1 })
    expect(await hashing.check('wrong', older, 'known')).toMatchObject({ value: { right: false, rehashed: null } })
    const checked = await hashing.check(PASSWORD, older, 'known')
    const rehashed = checked.ok ? (checked.value.rehashed ?? '') : ''
    expect(rehashed).toMatch(/^scrypt\$1024\$8\$1\$/)
    expect(await hashing.check(PASSWORD, rehashed, 'known')).toMatchObject({ value: { right: true, rehashed: null } })
  })

  it('serves known devices before all others, one at a time, and turns away what is too much', async () => {
    const turns: Precedence[] = []
    const hashing = createHashing({ cost: CHEAP, onTurn: (precedence) => turns.push(precedence) })
    const strangers = Array.from({ length: 40 }, () => hashing.check('guess', null, 'unknown'))
    const known = Array.from({ length: 3 }, () => hashing.check('guess', null, 'known'))
    const answers = await Promise.all(strangers)
    await Promise.all(known)
    // The first was under way when all others came.
    expect(turns.slice(0, 5)).toEqual(['unknown', 'known', 'known', 'known', 'unknown'])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1 + MOST_WAITING.unknown)
    expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, refusal: { code: 'signInBusy' } })
    expect((await hashing.check('guess', null, 'unknown')).ok, 'and then takes the next').toBe(true)
  })

  it('goes on after a stored password that cannot be read', async () => {
    const hashing = createHashing({ cost: CHEAP })
    await expect(hashing.check('x', 'plain', 'known')).rejects.toThrow('cannot be read')
    expect((await hashing.check('x', null, 'known')).ok).toBe(true)
  })
})
