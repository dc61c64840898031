import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import { startTestApp, type TestApp } from '../testApp.ts'
import { fuzzHttp } from './testing/fuzzHttp.ts'

const REQUESTS = 1_200
const AT_ONCE = 4
/** Bytes of an answer; whoever asks for much gets it in pages. */
const MOST = 2 * 2 ** 20

let server: TestApp
let cookies: readonly (string | undefined)[]
const faults: string[] = []
beforeAll(async () => {
  server = await startTestApp({ log: createLog('error', { write: (line: string) => void faults.push(line) }) })
  const [lead, advisor] = [await server.person('boss', 'supervisor'), await server.person('ada', 'advisor')]
  cookies = [lead.cookie, lead.cookie, lead.cookie, advisor.cookie, undefined]
})
afterAll(() => server.close())

it('answers whatever it is asked with what it is, or with what was wrong', async () => {
  const requests = fuzzHttp(1)[Symbol.iterator]()
  const wrong: string[] = []
  let sent = 0
  const worker = async (): Promise<void> => {
    while (sent < REQUESTS) {
      const { method, path, headers, body } = requests.next().value
      const cookie = cookies[sent++ % cookies.length]
      const before = faults.length
      const answer = await fetch(server.origin + path, {
        method,
        headers: { ...headers, ...(cookie ? { cookie } : {}) },
        ...(body === undefined ? {} : { body }),
      })
      const bytes = (await answer.arrayBuffer()).byteLength
      const about = `${answer.status} ${bytes} ${method} ${path} ${body?.slice(0, 500)}`
      if (answer.status >= 500 || answer.status < 200 || bytes > MOST || faults.length > before) wrong.push(about)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  expect(wrong).toEqual([])
  expect(faults).toEqual([])
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200)
})
