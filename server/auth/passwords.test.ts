import { expect, it } from 'vitest'
import { COST, type Cost, type Derive, hashOfNobody, hashPassword, isOfOtherCost, isPassword } from './passwords.ts'

const CHEAP: Cost = { N: 1_024, r: 8, p: 1 }

it('a password is kept as scrypt with salt and parameters, and known again', async () => {
  const [one, two] = [await hashPassword('lösenordet är långt', CHEAP), await hashPassword('lösenordet är långt', CHEAP)]
  expect(one).toMatch(/^scrypt\$1024\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
  expect(one).not.toBe(two)
  expect(await isPassword('lösenordet är långt'.normalize('NFD'), one, CHEAP)).toBe(true)
  expect(await isPassword('lösenordet är kort', one, CHEAP)).toBe(false)
  await expect(isPassword('x', 'plain', CHEAP)).rejects.toThrow('cannot be read')
})

it('the cost is that of OWASP, unless another one is asked for', async () => {
  const stored = await hashPassword('lösenordet är långt')
  expect(stored).toMatch(/^scrypt\$131072\$8\$1\$/)
  expect(await isPassword('lösenordet är långt', stored)).toBe(true)
})

it('a wrong password takes the same work, whatever it was hashed at', async () => {
  const workOf = async (stored: string): Promise<number> => {
    let work = 0
    const derive: Derive = async (_password, _salt, length, { N, r, p }) => {
      work += N * r * p
      return Buffer.alloc(length)
    }
    expect(await isPassword('wrong', stored, COST, derive)).toBe(false)
    return work
  }
  const costs = [COST, { N: 2 ** 15, r: 8, p: 1 }, { N: 2 ** 14, r: 8, p: 1 }]
  const stored = await Promise.all(
    costs.map((cost) => hashPassword('x', cost, async (_password, _salt, length) => Buffer.alloc(length, 1))),
  )
  const all = await Promise.all([hashOfNobody(COST), ...stored].map(workOf))
  expect(new Set(all)).toEqual(new Set([COST.N * COST.r * COST.p]))
})

it('a password of an older cost is known as such', async () => {
  const stored = await hashPassword('lösenordet är långt', CHEAP)
  expect([isOfOtherCost(stored, CHEAP), isOfOtherCost(stored, { ...CHEAP, N: 2_048 })]).toEqual([false, true])
})
