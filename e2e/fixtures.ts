import { rmSync } from 'node:fs'
import { test as base } from '@playwright/test'
import { type Advisor, createAdvisor } from './people/advisor.ts'
import { createWatcher, type Watcher } from './people/board.ts'
import { type Browsers, createBrowsers, type Program, type Voice } from './people/browsers.ts'
import { type Caller, createCaller } from './people/caller.ts'
import type { Person, PersonOptions } from './people/person.ts'
import { type Client, signIn } from './server/client.ts'
import { furnish, STAFF, temporary } from './server/house.ts'
import { type RunningServer, startServer } from './server/server.ts'

interface ForEachWorker {
  /** Which browser people have; `test.use` at the top of a file chooses another. */
  readonly program: Program
  readonly browsers: Browsers
  readonly house: Awaited<ReturnType<typeof furnish>>
}

/** Who can be called into a test. Everyone leaves when the test is over. */
interface ForEachTest {
  /** A server of the test's own, with the house's lines and staff and an empty record. */
  readonly server: RunningServer
  /** A server that has never been started before: no accounts. */
  readonly emptyServer: RunningServer
  /** The supervisor, over HTTP. */
  readonly lead: Client
  /** `url` stands in for the server's own when the test puts something between; without `arrive` the page is still empty. */
  readonly newAdvisor: (
    who: 'first' | 'second',
    options?: { readonly url?: string; readonly onShift?: boolean; readonly arrive?: boolean; readonly locale?: string },
  ) => Promise<Advisor>
  readonly newCaller: (
    voice?: Extract<Voice, 'caller' | 'otherCaller'>,
    options?: { readonly locale?: string; readonly url?: string },
  ) => Promise<Caller>
  readonly newWatcher: (options?: Partial<Pick<PersonOptions, 'url' | 'locale' | 'viewport'>>) => Promise<Watcher>
}

export { expect } from '@playwright/test'

export const test = base.extend<ForEachTest & { readonly present: Person[] }, ForEachWorker>({
  program: ['shell', { scope: 'worker', option: true }],
  browsers: [
    async ({ program }, use) => {
      const browsers = createBrowsers(program)
      await use(browsers)
      await browsers.close()
    },
    { scope: 'worker' },
  ],
  house: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is asked for from this pattern.
    async ({}, use) => {
      const house = await furnish()
      await use(house)
      house.remove()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  present: async ({}, use) => {
    const present: Person[] = []
    await use(present)
    await Promise.all(present.map(({ context }) => context.close().catch(() => {})))
  },
  server: async ({ house }, use, info) => {
    const dataDir = house.copy()
    const server = await startServer({ dataDir })
    await use(server)
    if (info.status !== info.expectedStatus) await info.attach('server output', { body: server.output(), contentType: 'text/plain' })
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  emptyServer: async ({}, use) => {
    const dataDir = temporary('empty')
    const server = await startServer({ dataDir })
    await use(server)
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  },
  lead: async ({ server }, use) => {
    await use(await signIn(server.url, STAFF.lead.username))
  },
  newAdvisor: async ({ server, browsers, present }, use) => {
    await use(async (who, { url = server.url, onShift = true, arrive = true, locale = 'sv-SE' } = {}) => {
      const browser = await browsers.get(who)
      const advisor = await createAdvisor({ browser, url, who: STAFF[who].username, username: STAFF[who].username, locale })
      present.push(advisor)
      if (arrive) await advisor.signIn()
      if (arrive && onShift) await advisor.startShift()
      return advisor
    })
  },
  newCaller: async ({ server, browsers, present }, use) => {
    await use(async (voice = 'caller', options = {}) => {
      const caller = await createCaller({ browser: await browsers.get(voice), url: server.url, who: voice, ...options })
      present.push(caller)
      return caller
    })
  },
  newWatcher: async ({ server, browsers, present }, use) => {
    await use(async ({ url = server.url, ...options } = {}) => {
      const watcher = await createWatcher({ browser: await browsers.get('caller'), url, who: 'the board', ...options })
      present.push(watcher)
      return watcher
    })
  },
})
