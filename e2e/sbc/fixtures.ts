import { rmSync } from 'node:fs'
import { expect } from '@playwright/test'
import { test as base } from '../fixtures.ts'
import { signIn } from '../server/client.ts'
import { LINE, STAFF } from '../server/house.ts'
import { startServer } from '../server/server.ts'
import { LINE_NUMBER, type Sbc, type SbcOptions, startSbc, TRUNK } from './sbc.ts'
import { createTelephone, type Telephone, type TelephoneOptions } from './telephone.ts'
import { tap, type Wiretap } from './wiretap.ts'

/** Settings of a server that registers at a border controller. */
export const trunkEnv = (url: string) => ({ TRUNK_URL: url, TRUNK_USER: TRUNK.user, TRUNK_PASSWORD: TRUNK.password })

interface WithTrunk {
  /** How a test's border controller, and the server behind it, are other than usual. */
  readonly sbcOptions: SbcOptions
  readonly serverEnv: Readonly<Record<string, string>>
  readonly sbc: Sbc
  /** Between the server and the border controller. */
  readonly wire: Wiretap
  readonly newTelephone: (options?: TelephoneOptions) => Promise<Telephone>
}

export { expect } from '@playwright/test'

/** As everywhere, but the server is registered at a border controller of the test's own, and its line has a telephone number. */
export const test = base.extend<WithTrunk>({
  sbcOptions: [{}, { option: true }],
  serverEnv: [{}, { option: true }],
  sbc: async ({ sbcOptions }, use, info) => {
    const sbc = await startSbc(sbcOptions)
    await use(sbc)
    if (info.status !== info.expectedStatus) await info.attach('border controller', { body: sbc.log(), contentType: 'text/plain' })
    await sbc.stop()
  },
  wire: async ({ sbc }, use, info) => {
    const wire = await tap(sbc.url)
    await use(wire)
    if (info.status !== info.expectedStatus) await info.attach('wire', { body: wire.all(), contentType: 'text/plain' })
    await wire.close()
  },
  server: async ({ house, wire, serverEnv }, use, info) => {
    const dataDir = house.copy()
    const server = await startServer({ dataDir, env: { ...trunkEnv(wire.url), ...serverEnv } })
    const lead = await signIn(server.url, STAFF.lead.username)
    await lead.patch(`/api/lines/${LINE}`, { number: LINE_NUMBER })
    await trunkIs(server.url, 'up')
    await use(server)
    if (info.status !== info.expectedStatus) await info.attach('server output', { body: server.output(), contentType: 'text/plain' })
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  },
  newTelephone: async ({ sbc }, use) => {
    const made: Telephone[] = []
    await use(async (options) => {
      const telephone = await createTelephone(sbc, options)
      made.push(telephone)
      return telephone
    })
    for (const each of made) each.close()
  },
})

/** Waits until the server says so of its trunk. */
export async function trunkIs(url: string, state: 'up' | 'down', timeout = 30_000): Promise<void> {
  const lead = await signIn(url, STAFF.lead.username)
  await expect
    .poll(async () => (await lead.floor()).floor.trunk.is, { message: `the trunk should be ${state}`, timeout, intervals: [100] })
    .toBe(state)
}

/** Waits until the telephone hears this tone above all others. */
export async function telephoneHears(telephone: Telephone, hz: number): Promise<void> {
  await expect
    .poll(() => telephone.rtp.hears(hz), { message: `the telephone should hear ${hz} Hz`, timeout: 20_000, intervals: [50] })
    .toBe(true)
}

/** Waits until the far end has hung up, as the telephone sees it. */
export async function isHungUp(telephone: Telephone, timeout = 20_000): Promise<void> {
  await expect
    .poll(() => telephone.got.some(({ status, method }) => status === 0 && method === 'BYE'), {
      message: 'the telephone should be hung up on',
      timeout,
    })
    .toBe(true)
}
