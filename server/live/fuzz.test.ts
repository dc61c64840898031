import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Outcome } from '../../shared/errors.ts'
import { createLog } from '../log.ts'
import { startTestApp, type TestApp } from '../testApp.ts'
import { fuzzLive } from './testing/fuzzLive.ts'

/** Bytes. */
const LONGEST = 12_000

let server: TestApp
let cookie: string
const faults: string[] = []
beforeAll(async () => {
  server = await startTestApp({ log: createLog('error', { write: (line: string) => void faults.push(line) }) })
  cookie = (await server.person('boss', 'supervisor')).cookie
})
afterAll(() => server.close())

function some(count: number, is: 'event' | 'text') {
  const found = []
  for (const one of fuzzLive(3)) {
    if (one.is === is) found.push(one)
    if (found.length === count) return found
  }
  return found
}

/** As the server's own page does, which can still ask. */
async function stillServes(): Promise<void> {
  const link = server.live({ cookie })
  link.connect()
  expect(await link.emitWithAck('link:check')).toMatchObject({ ok: true })
  link.disconnect()
  expect(faults).toEqual([])
}

describe('the live link, sent whatever there is', () => {
  it('acknowledges each event that it knows', async () => {
    const link = server.live({ cookie })
    link.connect()
    const said: unknown[] = []
    for (const one of some(1_000, 'event')) {
      // What is longer than any event ends the link.
      if (one.is !== 'event' || Buffer.byteLength(JSON.stringify(one)) > LONGEST) continue
      const known = /^[a-z]+:[a-z]+$/.test(one.event)
      if (known)
        said.push(
          await (link as unknown as { emitWithAck(...all: unknown[]): Promise<Outcome<unknown>> }).emitWithAck(one.event, ...one.sent),
        )
      else if (one.event !== '') (link as unknown as { send(...all: unknown[]): void }).send(one.event, ...one.sent)
    }
    expect(said.filter((outcome) => typeof (outcome as Outcome).ok !== 'boolean')).toEqual([])
    expect(
      said.filter((outcome) => !(outcome as Outcome).ok && (outcome as { refusal: { code: string } }).refusal.code === 'serverFault'),
    ).toEqual([])
    await stillServes()
  })

  it('lives on after texts that nobody should send', async () => {
    const open = async () => {
      const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, { headers: { cookie } })
      await once(socket, 'open')
      socket.send('40/live,')
      return socket
    }
    let socket = await open()
    for (const one of some(500, 'text')) {
      if (socket.readyState !== WebSocket.OPEN) socket = await open()
      const sent = new Promise<void>((resolve) => socket.send(one.is === 'text' ? one.text : '', () => resolve()))
      await sent
    }
    socket.terminate()
    await stillServes()
  })
})
