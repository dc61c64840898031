import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { isPassword } from './auth/passwords.ts'
import { loadFloor } from './record/loadFloor.ts'
import { openRecord } from './record/open.ts'
import { CHEAP } from './testApp.ts'
import { addUser } from './user.ts'

const dir = mkdtempSync(join(tmpdir(), 'lyhord-user-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const add = (line: string, password: string) => addUser(line.split(' '), Readable.from([password]), { DATA_DIR: dir }, CHEAP)

describe('npm run user', () => {
  it('makes an account that serves every line, with the lines of its input as password', async () => {
    expect(await add('add ada --role advisor', 'first part,\r\nsecond part\n')).toBe('Made advisor ada.')
    expect(await add('add tv --role board', 'a screen has one too')).toBe('Made board tv.')
    const db = await openRecord(join(dir, 'lyhord.db'))
    const [ada, tv] = await db.selectFrom('accounts').selectAll().orderBy('username').execute()
    expect([ada?.role, tv?.role, await isPassword('first part,second part', ada?.password ?? '')]).toEqual(['advisor', 'board', true])
    const floor = await loadFloor(db, 0)
    expect(Object.values(floor.advisors)).toMatchObject([{ id: ada?.id, name: 'ada', lines: ['valj-att-sluta'] }])
    expect(floor.rev).toBe(0)
    await db.destroy()
  })

  it.each([
    ['add bo', 'long enough it is', 'Usage: npm run user -- add NAME --role advisor|supervisor|board'],
    ['add bo --role boss', 'long enough it is', 'Usage: npm run user'],
    ['add bo --rôle board', 'long enough it is', 'Usage: npm run user'],
    ['remove bo --role board', 'long enough it is', 'Usage: npm run user'],
    ['add Bo! --role board', 'long enough it is', 'NAME must be 2 to 32 of'],
    ['add bo --role board', 'short\n', 'The password must have at least 10 characters.'],
    ['add bo --role board', 'x'.repeat(201), 'The password must have at most 200 characters.'],
    ['add bo --role board', '1234567890', 'The password must not be one of the passwords that are known from leaks.'],
    ['add bo --role board', 'lyhordlyhord', 'The password must not be easy to guess'],
    ['add bosse.b --role board', 'bosse.b-bosse', 'The password must not be easy to guess'],
    ['add ada --role supervisor', 'long enough it is', 'There is already an account named ada.'],
  ])('%s: %s: %s', async (line, password, words) => {
    await expect(add(line, password)).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining(words) })
  })
})
