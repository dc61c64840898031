import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Client } from '../server/client.ts'
import { tracesIn } from './markers.ts'

/** Where something of the caller was found, and in what shape; never the thing itself. */
export interface Finding {
  readonly where: string
  readonly shapes: readonly string[]
}

/** Everything that a browser exchanges over WebSockets, SIP and live updates alike, from now on. */
export function recordFrames(page: Page): { all(): string } {
  const frames: string[] = []
  page.on('websocket', (socket) => {
    frames.push(socket.url())
    socket.on('framereceived', ({ payload }) => frames.push(payload.toString('latin1' as BufferEncoding)))
    socket.on('framesent', ({ payload }) => frames.push(payload.toString('latin1' as BufferEncoding)))
  })
  return { all: () => frames.join('\n') }
}

/** Keeps what a page would show as a desktop notification. Runs in the page before its own code. */
export function keepNotifications(): void {
  const shown: string[] = []
  const Native = window.Notification
  window.Notification = class extends Native {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options)
      shown.push(title, JSON.stringify(options ?? {}))
    }
  }
  Object.assign(window, { testNotifications: shown })
}

/** All that a page shows and keeps. */
export async function pageContents(page: Page): Promise<string> {
  const kept = await page.evaluate(async () => {
    const databases = await indexedDB.databases()
    return JSON.stringify({
      title: document.title,
      address: location.href,
      values: [...document.querySelectorAll('input, textarea, select')].map((field) => (field as HTMLInputElement).value),
      local: { ...localStorage },
      session: { ...sessionStorage },
      caches: await caches.keys(),
      databases,
      notifications: (window as unknown as { testNotifications?: string[] }).testNotifications,
    })
  })
  const cookies = JSON.stringify(await page.context().cookies())
  return [await page.content(), kept, cookies].join('\n')
}

/** Every file of the data directory as it is on disk, the write-ahead log included. */
export function files(dataDir: string): { readonly name: string; readonly bytes: Buffer }[] {
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)) }))
}

const PATHS = [
  '/api/me',
  '/api/floor',
  '/api/lines',
  '/api/accounts',
  '/api/boards',
  '/api/holidays',
  '/api/setup',
  '/about',
  '/survey',
  '/healthz',
  '/metrics',
]

/** Every answer that the server gives to a supervisor. */
export async function answers(url: string, client: Client): Promise<{ readonly path: string; readonly text: string }[]> {
  return Promise.all(
    PATHS.map(async (path) => {
      const response = await fetch(`${url}${path}`, { headers: { cookie: client.cookie } })
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
      return { path, text: `${JSON.stringify([...response.headers])}\n${await response.text()}` }
    }),
  )
}

/** What is found in each of these places. */
export function search(places: readonly (readonly [where: string, data: string | Buffer])[]): Finding[] {
  return places.map(([where, data]) => ({ where, shapes: tracesIn(data) })).filter(({ shapes }) => shapes.length > 0)
}
