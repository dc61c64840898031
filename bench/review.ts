import { join } from 'node:path'
import Database from 'better-sqlite3'
import { checkCallDays, rebuildCallDays } from '../server/record/callDays.ts'
import { openRecord } from '../server/record/open.ts'
import { calendarOf } from '../server/stats/calendar.ts'
import { countsOf, totalOf } from '../shared/volume/counts.ts'
import type { ReviewMonths } from '../shared/volume/volume.ts'
import { percentile, type Result, type Row, round } from './report.ts'
import { prepare, type Stage, startServer } from './stage.ts'

/** Thousands of calls in ten years. */
const SIZES = [120, 1_200, 12_000]
const LINES = ['bench', 'second', 'third']
const FROM = Date.parse('2016-01-01T06:00:00Z')
const DAYS = 3_653
const DAY_MS = 86_400_000
const OPEN_MS = 12 * 3_600_000
const ASKED = 100
const PLAIN_ASKED = 3
/** What each page of the review asks, at its largest. */
const PAGES = {
  months: `/api/review/months?from=2016-01&to=2025-12&lines=${LINES.join(',')}`,
  week: `/api/review/week?week=2025-W47&lines=${LINES.join(',')}`,
  report: `/api/review/report?from=2016-01-01&to=2025-12-31&lines=${LINES.join(',')}`,
} as const
type PageName = keyof typeof PAGES

/** Ten years of three lines: what the answers to the pages of the review take, beside one plain query over the calls themselves. */
export async function review(only: readonly number[]): Promise<Result> {
  const rows: Row[] = []
  for (const thousands of only.length > 0 ? only : SIZES) rows.push(await measure(thousands * 1_000))
  return {
    name: 'review',
    about: `${Object.values(PAGES).join(', ')}: each over HTTP, one after another, ${ASKED} times; beside the sums of the months by SQL from the calls, ${PLAIN_ASKED} times.`,
    rows,
    aims: ['p95 under 150 ms with 12 million calls'],
  }
}

async function measure(calls: number): Promise<Row> {
  const stage = await prepare(0, 0)
  try {
    const file = join(stage.dir, 'lyhord.db')
    const wrote = writeCalls(file, calls)
    const db = await openRecord(file)
    const rebuilt = await timed(() => db.transaction().execute(rebuildCallDays))
    const checked = await timed(async () => {
      const differences = await checkCallDays(db)
      if (differences.length > 0) throw new Error('the sums are not those of the calls')
    })
    await db.destroy()
    const plain = plainTimes(file)
    const asked = await askedTimes(stage, calls)
    return {
      calls,
      ...Object.fromEntries(
        Object.entries(asked).flatMap(([page, times]) => [
          [`${page} p50 ms`, round(percentile(times, 0.5))],
          [`${page} p95 ms`, round(percentile(times, 0.95))],
        ]),
      ),
      'plain SQL p50 ms': round(percentile(plain, 0.5), 0),
      'rebuild s': round(rebuilt / 1000),
      'check s': round(checked / 1000),
      'written s': round(wrote / 1000, 0),
    }
  } finally {
    stage.clear()
  }
}

/** Calls spread over lines, days and outcomes, written past the server; how long it took in ms. */
function writeCalls(file: string, calls: number): number {
  const begun = performance.now()
  const db = new Database(file)
  db.pragma('synchronous = OFF')
  db.exec('drop index calls_line_month; drop index calls_line_day')
  for (const line of LINES.slice(1))
    db.prepare('insert into lines (id, name, greeting, place, started_on, catchment, time_zone) values (?, ?, ?, ?, ?, ?, ?)').run(
      ...[line, line, '', 2, '2016-01-01', 10_400_000, 'Europe/Stockholm'],
    )
  const insert = db.prepare(`insert into calls (id, line, channel, kind, met_closed, arrived, answered, ended, waited_s, talked_s, held_s,
    outcome, day, week, month, heartbeat_at, origin) values (?, ?, ?, ?, ?, ?, ?, ?, 15, 0, 0, ?, ?, ?, ?, ?, 'live')`)
  let written = 0
  const writeDay = db.transaction((day: number) => {
    const start = FROM + day * DAY_MS
    const { day: name, week, month } = calendarOf(start, 'Europe/Stockholm')
    const upTo = Math.round(((day + 1) / DAYS) * calls)
    for (const first = written; written < upTo; written++) {
      const arrived = start + Math.floor(((written - first) / (upTo - first)) * OPEN_MS)
      const kind = written % 50 === 0 ? 'callBack' : 'call'
      const metClosed = written % 20 === 1 ? 1 : 0
      const outcome = metClosed ? 'closed' : written % 7 === 0 && kind === 'call' ? 'abandoned' : 'answered'
      const answered = outcome === 'answered' ? arrived + 15_000 : null
      insert.run(
        ...[written.toString(36).padStart(8, '0'), LINES[written % 3], written % 5 === 0 ? 'web' : 'phone', kind, metClosed],
        ...[arrived, answered, arrived + 60_000, outcome, name, week, month, arrived + 60_000],
      )
    }
  })
  for (let day = 0; day < DAYS; day++) writeDay(day)
  db.exec('create index calls_line_month on calls (line, month); create index calls_line_day on calls (line, day)')
  db.close()
  return performance.now() - begun
}

/** The page's sums straight from the calls, in ms, sorted. */
function plainTimes(file: string): number[] {
  const db = new Database(file, { readonly: true })
  const query = db.prepare(`select line, month, channel, kind, met_closed, outcome, count(*) from calls
    where month between '2016-01' and '2025-12' group by line, month, channel, kind, met_closed, outcome`)
  const times = Array.from({ length: PLAIN_ASKED }, () => {
    const begun = performance.now()
    query.all()
    return performance.now() - begun
  })
  db.close()
  return times.sort((a, b) => a - b)
}

/** The built server's answers, in ms, sorted; the first is not counted. */
async function askedTimes(stage: Stage, calls: number): Promise<Record<PageName, number[]>> {
  const server = await startServer(stage.dir)
  const ask = async (page: PageName) => {
    const answer = await fetch(server.origin + PAGES[page], { headers: { cookie: stage.supervisor.cookie } })
    if (!answer.ok) throw new Error(`${page} was answered with ${answer.status}`)
    return answer.text()
  }
  try {
    const { lines } = JSON.parse(await ask('months')) as ReviewMonths
    const counted = lines.flatMap(({ months }) => months.map((month) => countsOf(month, 'all')))
    const sum = counted.reduce((all, one) => all + totalOf(one.calls) + totalOf(one.closedLine) + totalOf(one.callBacks), 0)
    if (sum !== calls) throw new Error(`the server told of ${sum} calls, and there are ${calls}`)
    const times = { months: [], week: [], report: [] } as Record<PageName, number[]>
    for (const page of Object.keys(PAGES) as PageName[]) {
      await ask(page)
      for (let i = 0; i < ASKED; i++) times[page].push(await timed(() => ask(page)))
      times[page].sort((a, b) => a - b)
    }
    return times
  } finally {
    await server.stop()
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await run()
  return performance.now() - begun
}
