import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { ADDRESS, NAME, NUMBER, tracesIn } from './anonymity/markers.ts'
import { answers, type Finding, files, keepNotifications, pageContents, recordFrames, search } from './anonymity/search.ts'
import { createTellingCaller } from './anonymity/tellingCaller.ts'
import { expect, test } from './fixtures.ts'
import type { Advisor } from './people/advisor.ts'
import type { Watcher } from './people/board.ts'
import { signIn } from './server/client.ts'
import { LINE, STAFF } from './server/house.ts'
import { ROOT, type RunningServer, startServer } from './server/server.ts'

const LEAKY_HOME = join(ROOT, 'e2e/.out/leaky')

// Notifications are looked at too, and the shell has none.
test.use({ program: 'whole' })

test.describe('nothing of a caller is anywhere', () => {
  test('a client that tells everything leaves no trace', async ({ server, newAdvisor, newWatcher }) => {
    test.setTimeout(90_000)
    const advisor = await newAdvisor('first', { arrive: false })
    expect(await wholeCall(server, advisor, await newWatcher())).toEqual([])
  })

  test('the same search finds a server that leaks', async ({ house, newAdvisor, newWatcher }) => {
    test.setTimeout(120_000)
    const dataDir = house.copy()
    const leaky = await startServer({ dataDir, main: buildLeaky() })
    try {
      const advisor = await newAdvisor('first', { url: leaky.url, arrive: false })
      const found = await wholeCall(leaky, advisor, await newWatcher({ url: leaky.url }))
      const places = found.map(({ where }) => where)
      expect(places).toContain('log')
      expect(places).toContain("frames of the advisor's browser")
      expect(places).toContain('frames of the board')
      expect(places).toContain('/api/floor')
      expect(places).toContain('lyhord.db-wal')
    } finally {
      await leaky.stop()
      rmSync(LEAKY_HOME, { recursive: true, force: true })
      rmSync(dataDir, { recursive: true, force: true })
    }
  })
})

test('traces are seen in every disguise', () => {
  const number = NUMBER.slice(2)
  const disguised: readonly (readonly [string, string | Buffer])[] = [
    ['plain', `x${number}x`],
    ['address', `to ${ADDRESS}.`],
    ['base64', Buffer.from(`From: <sip:+${NUMBER}@x>`).toString('base64')],
    ['base64 with another start', Buffer.from(`xFrom: <sip:+${NUMBER}@x>`).toString('base64')],
    ['base64 with a third start', Buffer.from(`xxFrom: <sip:+${NUMBER}@x>`).toString('base64')],
    ['hex', Buffer.from(ADDRESS).toString('hex').toUpperCase()],
    ['percent', [...Buffer.from(ADDRESS)].map((byte) => `%${byte.toString(16)}`).join('')],
    ['UTF-16', Buffer.from(NAME, 'utf16le')],
    ['JSON', JSON.stringify({ name: NAME })],
    ['hash', createHash('sha256').update(`+${NUMBER}`).digest('hex')],
    ['hash in base64', createHash('sha256').update(NUMBER).digest('base64url').replaceAll('-', '+').replaceAll('_', '/')],
    ['address in hex', 'CB00714D'],
    ['address as a number', '3405803853'],
  ]
  for (const [disguise, data] of disguised) expect(tracesIn(data), disguise).not.toEqual([])
  expect(tracesIn('From: "Anonymous" <sip:anonymous@anonymous.invalid> at 127.0.0.1')).toEqual([])
})

/** A call from its first knock to after its end, and what was found of the caller. */
async function wholeCall(server: RunningServer, advisor: Advisor, board: Watcher): Promise<Finding[]> {
  const frames = [
    ["frames of the advisor's browser", recordFrames(advisor.page)],
    ['frames of the board', recordFrames(board.page)],
  ] as const
  await advisor.page.addInitScript(keepNotifications)
  await advisor.signIn()
  await advisor.startShift()
  await board.signIn(STAFF.lead.username)
  await board.page.goto('/board')
  const lead = await signIn(server.url, STAFF.lead.username)
  const found: Finding[] = []

  const look = async (when: string) => {
    const places: [string, string | Buffer][] = [
      ['log', server.output()],
      ["page of the advisor's browser", await pageContents(advisor.page)],
      ['page of the board', await pageContents(board.page)],
      ...frames.map(([where, recorded]): [string, string] => [where, recorded.all()]),
      ...files(server.dataDir).map(({ name, bytes }): [string, Buffer] => [name, bytes]),
      ...(await answers(server.url, lead)).map(({ path, text }): [string, string] => [path, text]),
    ]
    expect(frames[0][1].all(), `${when}: SIP must have been recorded`).toContain('SIP/2.0')
    found.push(...search(places))
  }

  const caller = await createTellingCaller(server.url)
  try {
    caller.knock()
    expect(await caller.invite(LINE)).toBe(200)
    await expect(advisor.offer).toBeVisible()
    await look('while it rings')
    await advisor.answer()
    await expect.poll(caller.received, { message: 'the caller should hear the advisor' }).toBeGreaterThan(100)
    await caller.tellMore()
    await advisor.hearsSomething()
    await look('in the talk')
    await advisor.hold.click()
    await expect(advisor.hold).toHaveAttribute('aria-pressed', 'true')
    await advisor.hold.click()
    await expect(advisor.hold).toHaveAttribute('aria-pressed', 'false')
    await caller.hangUp()
    await advisor.is('afterCall')
    await board.shows('board-answered-today', 1)
    await look('after the call')
  } finally {
    caller.close()
  }
  return found
}

/** The server with one file replaced by one that keeps the caller's identity, in a folder laid out like the real one. */
function buildLeaky(): string {
  rmSync(LEAKY_HOME, { recursive: true, force: true })
  mkdirSync(join(LEAKY_HOME, 'dist'), { recursive: true })
  symlinkSync(join(ROOT, 'server'), join(LEAKY_HOME, 'server'))
  symlinkSync(join(ROOT, 'dist/client'), join(LEAKY_HOME, 'dist/client'))
  const outDir = join(LEAKY_HOME, 'dist/server')
  const args = ['build', '--config', 'e2e/leaky/vite.config.ts', '--ssr', 'server/main.ts', '--outDir', outDir]
  execFileSync(join(ROOT, 'node_modules/.bin/vite'), args, { cwd: ROOT, stdio: 'pipe' })
  return join(outDir, 'main.js')
}
