import { rmSync } from 'node:fs'
import { test as base } from './fixtures.ts'
import { createNetwork, type Network } from './people/trunk.ts'
import { startServer } from './server/server.ts'

export { expect } from './fixtures.ts'

/** As every test has it, but the server is registered at a telephone network. */
export const test = base.extend<{ readonly network: Network }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is asked for from this pattern.
  network: async ({}, use) => {
    const network = await createNetwork()
    await use(network)
    await network.close()
  },
  server: async ({ house, network }, use, info) => {
    const dataDir = house.copy()
    const server = await startServer({ dataDir, env: network.env })
    await use(server)
    if (info.status !== info.expectedStatus) await info.attach('server output', { body: server.output(), contentType: 'text/plain' })
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  },
})
