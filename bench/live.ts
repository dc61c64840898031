import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from '@playwright/test'
import { io, type Socket } from 'socket.io-client'
import { createAdvisor } from '../server/demo/peer.ts'
import { type ClientEvents, LIVE_NAMESPACE, type ServerEvents } from '../shared/wire.ts'
import { launch, visitor } from './browser.ts'
import type { LivePlan } from './liveLoad.ts'
import { percentile, type Result, type Row, round } from './report.ts'
import { prepare, startServer, usage } from './stage.ts'

const BOARDS = [1, 100, 500]
const CHANGES = 100
const GAP_MS = 60
const LATE_MS = 5_000

/** From an advisor's press to the number on a board in Chromium, with that many boards connected, beside Socket.IO alone. */
export async function live(only: readonly number[]): Promise<Result> {
  const browser = await launch()
  const rows: Row[] = []
  try {
    for (const boards of only.length > 0 ? only : BOARDS) {
      rows.push(await measureBoard(browser, boards))
      rows.push(await measureBare(browser, boards))
    }
  } finally {
    await browser.close()
  }
  return {
    name: 'live',
    about: `${CHANGES} changes, from the sending of the request to the changed DOM of one board in Chromium; the other boards are sockets in another process. Lyhörd decides, stores on disk and reckons in between; the bare broadcast does nothing but hand on.`,
    rows,
    aims: ['p99 under 50 ms with 500 boards'],
  }
}

async function measureBoard(browser: Browser, boards: number): Promise<Row> {
  const stage = await prepare(1, boards)
  const server = await startServer(stage.dir)
  const context = await visitor(browser, server.origin, stage.boards[0])
  const [person] = stage.advisors
  if (!person) throw new Error('no advisor')
  const instance = randomUUID()
  const phone = createAdvisor({
    url: server.sip,
    cookie: person.cookie,
    username: person.username,
    instance,
    autoAnswerMs: null,
    next: () => null,
  })
  const link: Socket<ServerEvents, ClientEvents> = io(server.origin + LIVE_NAMESPACE, {
    transports: ['websocket'],
    extraHeaders: { cookie: person.cookie },
  })
  const others = await connectOthers({ url: server.origin + LIVE_NAMESPACE, cookies: stage.boards.slice(1) })
  try {
    const page = await context.newPage()
    await page.goto('/board')
    await page.getByTestId('board-available').waitFor()
    await phone.registered
    const started = await link.timeout(LATE_MS).emitWithAck('shift:start', { instance })
    if (!started.ok) throw new Error(`the shift was refused: ${started.refusal.code}`)
    await page.locator('[data-testid=board-available][data-value="1"]').waitFor()
    const before = usage(server.pid)
    const begun = performance.now()
    const delays = await measure(page, '[data-testid=board-available]', (change) => {
      link.emit(change % 2 === 0 ? 'advisor:pause' : 'advisor:ready', () => {})
    })
    const cpu = (usage(server.pid).cpuMs - before.cpuMs) / ((performance.now() - begun) / 1000)
    return row('Lyhörd', boards, delays, cpu)
  } finally {
    others.kill()
    link.disconnect()
    phone.close()
    await context.close()
    await server.stop()
    stage.clear()
  }
}

async function measureBare(browser: Browser, boards: number): Promise<Row> {
  const server = fork(join(import.meta.dirname, 'bareServer.ts'), { execArgv: process.execArgv })
  const [port] = await once(server, 'message')
  const origin = `http://127.0.0.1:${port}`
  const link = io(origin, { transports: ['websocket'] })
  const others = await connectOthers({ url: origin, cookies: Array.from({ length: boards - 1 }, () => '') })
  const context = await visitor(browser, origin)
  try {
    const page = await context.newPage()
    await page.goto('/')
    const client = join(dirname(createRequire(import.meta.url).resolve('socket.io/package.json')), 'client-dist', 'socket.io.min.js')
    await page.addScriptTag({ path: client })
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const connect = (window as unknown as { io: (options: object) => { on(event: string, listener: (value: number) => void): void } })
            .io
          const socket = connect({ transports: ['websocket'] })
          socket.on('connect', () => resolve())
          socket.on('pulse', (value) => document.getElementById('mark')?.setAttribute('data-value', String(value)))
        }),
    )
    const before = usage(server.pid ?? 0)
    const begun = performance.now()
    const delays = await measure(page, '#mark', (change) => link.emit('pulse', change))
    const cpu = (usage(server.pid ?? 0).cpuMs - before.cpuMs) / ((performance.now() - begun) / 1000)
    return row('bare Socket.IO', boards, delays, cpu)
  } finally {
    others.kill()
    link.disconnect()
    await context.close()
    server.kill()
  }
}

/** Makes changes one after the other, each when the last has been seen; gives each one's delay in ms, shortest first. */
async function measure(page: Page, selector: string, change: (number: number) => void): Promise<number[]> {
  let seen = (_at: number) => {}
  await page.exposeFunction('seenAt', (at: number) => seen(at))
  await page.evaluate((mark) => {
    const tell = (window as unknown as { seenAt(at: number): void }).seenAt
    new MutationObserver(() => tell(performance.timeOrigin + performance.now())).observe(document.querySelector(mark) as Element, {
      attributes: true,
      attributeFilter: ['data-value'],
    })
  }, selector)
  const delays: number[] = []
  for (let number = 0; number < CHANGES; number++) {
    const at = new Promise<number>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('a change was not seen within 5 s')), LATE_MS)
      seen = (moment) => {
        clearTimeout(late)
        resolve(moment)
      }
    })
    const sent = performance.timeOrigin + performance.now()
    change(number)
    delays.push((await at) - sent)
    await wait(GAP_MS)
  }
  return delays.sort((a, b) => a - b)
}

function row(system: string, boards: number, delays: readonly number[], cpu: number): Row {
  return {
    system,
    boards,
    'p50 ms': round(percentile(delays, 0.5)),
    'p99 ms': round(percentile(delays, 0.99)),
    'max ms': round(percentile(delays, 1)),
    'server CPU ms/s': round(cpu, 0),
  }
}

async function connectOthers(plan: LivePlan): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'liveLoad.ts'), { execArgv: process.execArgv })
  child.send(plan)
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the other boards could not connect'))),
  ])
  return child
}
