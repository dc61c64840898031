import { expect, it } from 'vitest'
import common from './commonPasswords.json' with { type: 'json' }
import { faultOfPassword } from './passwordRules.ts'

const CONTEXT = ['ada.lovelace', 'Ada Lovelace', 'valj-att-sluta', 'Välj att sluta']

it.each([
  ['short', 'weakPassword'],
  ['x'.repeat(201), 'weakPassword'],
  ['1234567890', 'commonPassword'],
  ['QwertyUiop', 'commonPassword'],
  ['aaaaaaaaaa', 'commonPassword'],
  ['äääääääääää', 'guessablePassword'],
  ['lyhordlyhord', 'guessablePassword'],
  ['Lyhörd2026!', 'guessablePassword'],
  ['passwordpassword', 'commonPassword'],
  ['lösenlösenlösen', 'guessablePassword'],
  ['Stockholm123', 'guessablePassword'],
  ['AdaLovelace', 'guessablePassword'],
  ['ada.lovelace1', 'guessablePassword'],
  ['väljattsluta', 'guessablePassword'],
  ['ValjAttSluta1', 'guessablePassword'],
  ['valj-att-sluta', 'guessablePassword'],
  ['Ada Lovelace 1', 'guessablePassword'],
  ['ada.lovelace-ada!', 'guessablePassword'],
  ['abcdefghijklm', 'guessablePassword'],
  ['long enough for a test', null],
  ['en lång mening som lösenord', null],
  ['korrekt häst batteri', null],
  ['hjortron 47 cement', null],
  ['kvast-ångbåt-moln', null],
  ['f8Kq-2mVx-9Lzt', null],
  ['lovelace hade rätt', null],
  ['日本語のながいパスワード', null],
])('%s: %s', async (password, code) => {
  expect((await faultOfPassword(password, CONTEXT))?.code ?? null).toBe(code)
})

it('says in its words what is allowed, and never the password', async () => {
  const fault = await faultOfPassword('AdaLovelace', CONTEXT, 'newPassword')
  expect(fault).toMatchObject({ field: 'newPassword', detail: expect.stringContaining('several words') })
  expect(JSON.stringify(fault).toLowerCase()).not.toContain('lovelace')
})

it('the list has more than three thousand that are long enough, each once', () => {
  const all = common.passwords.split(' ')
  expect(all.length).toBeGreaterThanOrEqual(3_000)
  expect(new Set(all).size).toBe(all.length)
  expect(all.filter((one) => one.length < 10 || one !== one.toLowerCase())).toEqual([])
})
