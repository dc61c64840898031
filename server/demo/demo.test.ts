import { afterEach, expect, test, vi } from 'vitest'
import { next, startTestApp, type TestApp } from '../testApp.ts'
import { DEMO_PASSWORD, startDemo } from './demo.ts'

vi.setConfig({ testTimeout: 30_000 })

const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
const open: { close(): Promise<void> | void }[] = []

afterEach(async () => {
  write.mockClear()
  for (const each of open.splice(0).reverse()) await each.close()
})

async function demo(test: TestApp): Promise<void> {
  const stop = await startDemo(test.app, test.config)
  open.push({ close: stop })
}

async function house(): Promise<TestApp> {
  const test = await startTestApp({ origin: 'demo' })
  open.push(test)
  return test
}

test('a new record gets one line, three accounts and a year that is marked as made up', async () => {
  const test = await house()
  await demo(test)
  const accounts = await test.app.accounts.list()
  expect(accounts.map(({ username, role, lines }) => [username, role, lines])).toEqual([
    ['demo', 'supervisor', []],
    ['radgivare1', 'advisor', ['demo']],
    ['radgivare2', 'advisor', ['demo']],
  ])
  const signedIn = await test.ask('POST', '/api/session', { body: { username: 'demo', password: DEMO_PASSWORD } })
  expect(signedIn.status).toBe(200)
  const link = test.live({ cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' })
  const snapshot = next(link, 'floor:snapshot')
  link.connect()
  const { floor } = await snapshot
  expect(Object.keys(floor.lines)).toEqual(['demo'])
  const counted = async (): Promise<string[]> => {
    const got = await link.emitWithAck('floor:get')
    return got.ok ? Object.keys(got.value.figures) : []
  }
  await expect.poll(counted).toEqual(['demo'])
  const rows = await test.app.db.selectFrom('calls').select(['origin', 'month']).execute()
  expect(rows.length).toBeGreaterThan(450)
  expect(rows.every(({ origin }) => origin === 'demo')).toBe(true)
  expect(write.mock.calls.flat().join('')).toContain(`${rows.length} påhittade samtal`)
})

test('a second start makes nothing more', async () => {
  const test = await house()
  await demo(test)
  const count = async () => (await test.app.db.selectFrom('calls').select('id').execute()).length
  const before = await count()
  await demo(test)
  expect(await count()).toBe(before)
  expect((await test.app.accounts.list()).length).toBe(3)
  expect((await test.app.db.selectFrom('time_marks').selectAll().execute()).length).toBe(3)
})

test('a record in use is left alone', async () => {
  const test = await house()
  await test.person('anna', 'supervisor')
  await expect(startDemo(test.app, test.config)).rejects.toThrow('does not run on a record that is in use')
  expect(await test.app.db.selectFrom('calls').select('id').execute()).toEqual([])
})
