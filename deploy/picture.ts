/**
 * Makes deploy/readme.png: a demonstration's wallboard and an advisor's phone, in a call. `npx tsx deploy/picture.ts`.
 * Needs Chromium. Everything in the picture is simulated.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { launch, visitor } from '../bench/browser.ts'
import { startServer } from '../bench/stage.ts'
import { DEMO_PASSWORD } from '../server/demo/demo.ts'
import { createAdvisor, createCaller, looped } from '../server/demo/peer.ts'
import { readOggOpus } from '../server/media/oggOpus.ts'
import { LIVE_NAMESPACE } from '../shared/wire.ts'

const TALK_MS = 75_000
const WIDTH = 1600

async function signIn(origin: string, username: string): Promise<string> {
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: DEMO_PASSWORD }),
  })
  if (!answer.ok) throw new Error(`${username} could not sign in: ${answer.status}`)
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

async function picture(): Promise<void> {
  const voice = await readOggOpus(join(import.meta.dirname, '..', 'server', 'demo', 'sv', 'voice.ogg'))
  const dir = mkdtempSync(join(tmpdir(), 'lyhord-picture-'))
  const server = await startServer(dir, { LYHORD_DEMO: '1' }, /Password/)
  const browser = await launch()
  try {
    const call = () => createCaller({ url: server.sip, line: 'demo', next: looped(voice) })
    const cookie = await signIn(server.origin, 'radgivare2')
    const instance = randomUUID()
    const colleague = createAdvisor({ url: server.sip, cookie, username: 'radgivare2', instance, autoAnswerMs: 0, next: looped(voice) })
    await colleague.registered
    const link = io(server.origin + LIVE_NAMESPACE, { transports: ['websocket'], extraHeaders: { cookie } })
    await link.timeout(5_000).emitWithAck('shift:start', { instance })
    await call().answered

    const phone = await (await visitor(browser, server.origin, await signIn(server.origin, 'radgivare1'))).newPage()
    await phone.setViewportSize({ width: 760, height: 900 })
    await phone.goto('/phone')
    await phone.locator('[data-testid=presence][data-state=offline]').click()
    await phone.locator('[data-testid=presence]:is([data-state=available],[data-state=offered])').waitFor()
    await call().answered
    await phone.getByTestId('answer').click()
    await wait(TALK_MS)
    await call().answered
    const board = await (await visitor(browser, server.origin, await signIn(server.origin, 'demo'))).newPage()
    await board.setViewportSize({ width: 1600, height: 900 })
    await board.goto('/board?tv')
    await board.getByTestId('board-month-count').waitFor()
    await wait(12_000)

    const [left, right] = [await board.screenshot(), await phone.screenshot()].map(
      (png) => `data:image/png;base64,${png.toString('base64')}`,
    )
    const page = await browser.newPage({ viewport: { width: WIDTH, height: 620 } })
    await page.setContent(`<style>
      body { margin: 0; display: flex; gap: 16px; padding: 16px; background: #d9dcdf; box-sizing: border-box; width: ${WIDTH}px }
      img { height: 588px; border-radius: 8px; display: block }
    </style><img src="${left}"><img src="${right}">`)
    await page.locator('img').last().waitFor()
    await page.screenshot({ path: join(import.meta.dirname, 'readme.png') })
    link.disconnect()
    colleague.close()
  } finally {
    await browser.close()
    await server.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

picture().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
