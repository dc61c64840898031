import { once } from 'node:events'
import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { checkCallDays } from '../server/record/callDays.ts'
import { openRecord } from '../server/record/open.ts'
import type { Import } from '../shared/imports/imports.ts'
import { launch, visitor } from './browser.ts'
import { watchWorker } from './importPage.ts'
import { percentile, type Result, type Row, round } from './report.ts'
import { LINE, prepare, type RunningServer, type Stage, startServer, usage } from './stage.ts'

/** Thousands of rows. */
const SIZES = [100, 1_000]
const FROM = Date.UTC(2010, 0, 4, 6)
const APART_MS = 240_000
const LATEST_MS = 600_000
/** How often somebody else writes to the record meanwhile, in ms. */
const WRITE_MS = 50
/** For so long they are measured before there is an import. */
const ALONE_MS = 5_000

/** A file of an operator, from the choice of it in a real browser to calls that count, and out again. */
export async function imports(only: readonly number[]): Promise<Result> {
  const rows: Row[] = []
  for (const thousands of only.length > 0 ? only : SIZES) rows.push(await measure(thousands * 1_000))
  return {
    name: 'import',
    about:
      'A CSV file with nine columns, two of them telephone numbers, brought in by Chromium at /review/history. Other writes go on all the while. ' +
      'Plain: the same rows cut at semicolons and put into a table with the indexes of calls, in one transaction that nobody else can write beside.',
    rows,
    aims: ['1 million rows with flat memory in the browser', 'nobody else waits for the record'],
  }
}

async function measure(count: number): Promise<Row> {
  const stage = await prepare(1, 0)
  const file = join(stage.dir, 'calls.csv')
  const bytes = await writeCsv(file, count)
  const server = await startServer(stage.dir)
  const before = writeBeside(server.origin, stage.advisors[0]?.cookie ?? '')
  await new Promise((resolve) => setTimeout(resolve, ALONE_MS))
  const alone = await before.stop()
  const others = writeBeside(server.origin, stage.advisors[0]?.cookie ?? '')
  try {
    const { looked, sent, peakMb, restMb } = await inBrowser(server, stage, file)
    const [one] = await list(server, stage)
    if (one?.received !== count) throw new Error(`${one?.received} rows have come, and there are ${count}`)
    const checked = await timed(() => until(server, stage, 'staged'))
    const kept = await timed(async () => {
      await post(server, stage, `/api/imports/${one.id}/keep`, { leaveOut: ['file'], withoutBroken: false })
      await until(server, stage, 'kept')
    })
    const undone = await timed(() => post(server, stage, `/api/imports/${one.id}/undo`, {}))
    const { rssMb } = usage(server.pid)
    const waits = await others.stop()
    await server.stop()
    await proveEmpty(stage)
    const perSecond = (ms: number) => Math.round(count / (ms / 1000))
    return {
      rows: count,
      'file MB': round(bytes / 2 ** 20, 0),
      'look rows/s': perSecond(looked),
      'read + send rows/s': perSecond(sent),
      'check rows/s': perSecond(checked),
      'keep rows/s': perSecond(kept),
      'undo ms': round(undone, 0),
      'worker peak MB': round(peakMb, 0),
      'worker at rest MB': round(restMb, 0),
      'server RSS MB': round(rssMb, 0),
      'others alone p95 ms': round(percentile(alone, 0.95)),
      'others p95 ms': round(percentile(waits, 0.95)),
      'others max ms': round(waits.at(-1) ?? null, 0),
      'plain rows/s': perSecond(plain(file, join(stage.dir, 'plain.db'))),
    }
  } finally {
    await others.stop()
    await server.stop()
    stage.clear()
  }
}

async function inBrowser(server: RunningServer, stage: Stage, file: string) {
  const browser = await launch()
  try {
    const page = await (await visitor(browser, server.origin, stage.supervisor.cookie)).newPage()
    const heap = await watchWorker(page)
    await page.goto('/review/history')
    await page.getByRole('button', { name: 'Hämta in samtal ur en fil' }).click()
    const read = page.getByRole('button', { name: 'Läs in för granskning' })
    const looked = await timed(async () => {
      await page.getByLabel('CSV-fil', { exact: true }).setInputFiles(file)
      await read.waitFor({ timeout: LATEST_MS })
    })
    let restMb: number | null = null
    const sent = await timed(async () => {
      await read.click()
      const bar = page.getByRole('progressbar')
      await bar.waitFor()
      restMb = await heap.restMb()
      await page.getByRole('article').waitFor({ timeout: LATEST_MS })
    })
    heap.stop()
    return { looked, sent, peakMb: heap.peakMb(), restMb }
  } finally {
    await browser.close()
  }
}

/** Counts e-mails all the while, as an advisor does; gives how long each took, in ms, sorted. */
function writeBeside(origin: string, cookie: string) {
  const waits: number[] = []
  let goes = true
  const running = (async () => {
    while (goes) {
      const headers = { cookie, 'content-type': 'application/json' }
      waits.push(await timed(() => fetch(`${origin}/api/replies`, { method: 'POST', headers, body: JSON.stringify({ line: LINE }) })))
      await new Promise((resolve) => setTimeout(resolve, WRITE_MS))
    }
  })()
  return {
    async stop() {
      goes = false
      await running.catch(() => {})
      return waits.sort((a, b) => a - b)
    },
  }
}

/** An operator's file; how many bytes it has. */
async function writeCsv(file: string, count: number): Promise<number> {
  const out = createWriteStream(file)
  out.write('Datum;Tid;A-nummer;B-nummer;Riktning;Väntetid;Samtalstid;Besvarat;Anmärkning\r\n')
  for (let index = 0; index < count; index++) {
    const at = new Date(FROM + index * APART_MS).toISOString()
    const number = `07${String(index).padStart(8, '0')}`
    const length = `0:${String(index % 60).padStart(2, '0')}:05`
    const cells = [
      at.slice(0, 10),
      at.slice(11, 19),
      number,
      '020555666',
      'In',
      `${index % 90},5`,
      length,
      index % 7 ? 'Ja' : 'Nej',
      '"skrev; lade på"',
    ]
    if (!out.write(`${cells.join(';')}\r\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  return out.bytesWritten
}

/** The plainest way there is, in ms: no zones, no checks, no duplicates, nothing that can be undone. */
function plain(file: string, database: string): number {
  const begun = performance.now()
  const db = new Database(database)
  db.pragma('journal_mode = WAL')
  db.exec(`create table calls (id integer primary key, line text, arrived integer, answered integer, waited real, talked real, day text, month text);
    create index calls_month on calls (line, month); create index calls_day on calls (line, day)`)
  const insert = db.prepare('insert into calls (line, arrived, answered, waited, talked, day, month) values (?, ?, ?, ?, ?, ?, ?)')
  db.transaction(() => {
    const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\r\n')
    for (const line of lines) {
      const [day = '', clock = '', , , , waited = '', talked = '', answered] = line.split(';')
      const [h = 0, m = 0, s = 0] = talked.split(':').map(Number)
      insert.run(
        LINE,
        Date.parse(`${day}T${clock}Z`),
        answered === 'Ja' ? 1 : 0,
        Number(waited.replace(',', '.')),
        h * 3600 + m * 60 + s,
        day,
        day.slice(0, 7),
      )
    }
  })()
  db.close()
  return performance.now() - begun
}

/** After the undoing, the sums are those of no calls. */
async function proveEmpty(stage: Stage): Promise<void> {
  const db = await openRecord(join(stage.dir, 'lyhord.db'))
  const wrong = await checkCallDays(db)
  const { sums } = await db
    .selectFrom('call_days')
    .select(({ fn }) => fn.countAll<number>().as('sums'))
    .executeTakeFirstOrThrow()
  await db.destroy()
  if (wrong.length > 0 || sums > 0) throw new Error('undoing has left something')
}

const list = async (server: RunningServer, stage: Stage) =>
  (await (await fetch(`${server.origin}/api/imports`, { headers: { cookie: stage.supervisor.cookie } })).json()) as Import[]

async function until(server: RunningServer, stage: Stage, state: Import['state']): Promise<void> {
  const latest = performance.now() + LATEST_MS
  while ((await list(server, stage))[0]?.state !== state) {
    if (performance.now() > latest) throw new Error(`the import was not ${state} in time`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function post(server: RunningServer, stage: Stage, path: string, body: unknown): Promise<void> {
  const headers = { cookie: stage.supervisor.cookie, 'content-type': 'application/json' }
  const answer = await fetch(server.origin + path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await run()
  return performance.now() - begun
}
