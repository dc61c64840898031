import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { launch, visitor } from './browser.ts'
import { type Result, type Row, round } from './report.ts'
import { prepare, type Stage, startServer } from './stage.ts'

interface Visit {
  readonly path: string
  readonly cookie: (stage: Stage) => string
  /** Does what the page is for, so that what it loads late is counted. */
  readonly use?: (page: Page) => Promise<void>
}

const VISITS: readonly Visit[] = [
  {
    path: '/call',
    cookie: () => '',
    async use(page) {
      await page.getByTestId('call-start').click()
      await page.locator('[data-testid=call-status][data-state=waiting]').waitFor()
    },
  },
  { path: '/about', cookie: () => '' },
  { path: '/', cookie: () => '' },
  {
    path: '/phone',
    cookie: (stage) => stage.advisors[0]?.cookie ?? '',
    async use(page) {
      await page.locator('[data-testid=presence][data-state=offline]').click()
      await page.locator('[data-testid=presence][data-state=available]').waitFor()
    },
  },
  { path: '/board', cookie: (stage) => stage.boards[0] ?? '', use: (page) => page.getByTestId('board-month-count').waitFor() },
  { path: '/admin', cookie: (stage) => stage.supervisor.cookie, use: (page) => page.getByRole('heading').first().waitFor() },
]

type Kind = 'html' | 'js' | 'css' | 'fonts' | 'other'

/** What a browser loads for each page, used as it is meant to be, each file packed with gzip -9. Fonts are packed already. */
export async function size(): Promise<Result> {
  const stage = await prepare(1, 1)
  const server = await startServer(stage.dir)
  const browser = await launch()
  try {
    const rows: Row[] = []
    for (const visit of VISITS) {
      const context = await visitor(browser, server.origin, visit.cookie(stage))
      const page = await context.newPage()
      const bytes: Record<Kind, number> = { html: 0, js: 0, css: 0, fonts: 0, other: 0 }
      const bodies: Promise<void>[] = []
      page.on('response', (response) => {
        const kind = kindOf(response.headers()['content-type'] ?? '', response.url())
        if (!kind || response.status() !== 200) return
        bodies.push(
          response.body().then((body) => {
            bytes[kind] += kind === 'fonts' ? body.length : gzipSync(body, { level: 9 }).length
          }),
        )
      })
      await page.goto(visit.path)
      await visit.use?.(page)
      await page.waitForLoadState('networkidle')
      await Promise.all(bodies)
      const kb = (n: number) => round(n / 1000)
      rows.push({
        system: 'Lyhörd',
        page: visit.path,
        'html kB': kb(bytes.html),
        'js kB': kb(bytes.js),
        'css kB': kb(bytes.css),
        'other kB': kb(bytes.other),
        'all kB gzip': kb(bytes.html + bytes.js + bytes.css + bytes.other),
        'fonts kB': kb(bytes.fonts),
      })
      await context.close()
    }
    return {
      name: 'size',
      about:
        'What a browser with an empty cache loads for a page that is used, gzip -9, in kB of 1000 bytes; fonts apart, data of the API not counted.',
      rows,
      aims: ['/call at most 90 kB', '/board at most 70 kB', '/phone at most 140 kB'],
    }
  } finally {
    await browser.close()
    await server.stop()
    stage.clear()
  }
}

function kindOf(type: string, url: string): Kind | null {
  if (new URL(url).pathname.startsWith('/api/') || url.includes('/socket.io/')) return null
  if (type.includes('html')) return 'html'
  if (type.includes('javascript')) return 'js'
  if (type.includes('css')) return 'css'
  if (type.includes('font') || url.endsWith('.woff2')) return 'fonts'
  return 'other'
}
