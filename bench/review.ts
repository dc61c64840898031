import { join } from 'node:path'
import Database from 'better-sqlite3'
import { rollups } from '../server/rollups.ts'
import { countsOf, totalOf } from '../shared/volume/counts.ts'
import type { ReviewMonths } from '../shared/volume/volume.ts'
import { percentile, type Result, type Row, round } from './report.ts'
import { LINES, writeCalls } from './reviewCalls.ts'
import { prepare, type Stage, startServer, usage } from './stage.ts'

/** Thousands of calls in ten years. */
const SIZES = [120, 1_200, 12_000]
const ASKED = 100
const PLAIN_ASKED = 3
/** What each page of the review asks, at its largest. */
const PAGES = {
  months: `/api/review/months?from=2016-01&to=2025-12&lines=${LINES.join(',')}`,
  week: `/api/review/week?week=2025-W47&lines=${LINES.join(',')}`,
  calls: `/api/review/calls?from=2025-01-01&to=2025-12-31&of=abandoned&lines=${LINES.join(',')}`,
  report: `/api/review/report?from=2016-01-01&to=2025-12-31&lines=${LINES.join(',')}`,
} as const
type PageName = keyof typeof PAGES
const PAGE_NAMES = Object.keys(PAGES) as PageName[]

/** Ten years of three lines: what the answers to the pages of the review take, beside one plain query over the calls themselves. */
export async function review(only: readonly number[]): Promise<Result> {
  const rows: Row[] = []
  for (const thousands of only.length > 0 ? only : SIZES) rows.push(...(await measure(thousands * 1_000)))
  return {
    name: 'review',
    about: `${Object.values(PAGES).join(', ')}: each over HTTP, one after another, ${ASKED} times; beside plain SQL for what it counts, over the calls and forms themselves, ${PLAIN_ASKED} times.`,
    rows,
    aims: ['p95 under 150 ms with 12 million calls'],
  }
}

async function measure(calls: number): Promise<Row[]> {
  const stage = await prepare(0, 0)
  try {
    const file = join(stage.dir, 'lyhord.db')
    const begun = performance.now()
    const { forms } = writeCalls(file, calls)
    const wrote = performance.now() - begun
    const env = { DATA_DIR: stage.dir }
    const rebuilt = await timed(() => rollups(['--rebuild'], env))
    const checked = await timed(() => rollups(['--check'], env))
    const plain = plainTimes(file)
    const asked = await askedTimes(stage, calls)
    const work = { 'rebuild and check s': round(rebuilt / 1000), 'check s': round(checked / 1000), 'written s': round(wrote / 1000, 0) }
    return PAGE_NAMES.map((page, at) => ({
      ...{ calls, forms, page, 'p50 ms': round(percentile(asked[page].times, 0.5)) },
      ...{ 'p95 ms': round(percentile(asked[page].times, 0.95)), 'CPU ms': round(asked[page].cpuMs) },
      'plain SQL p50 ms': round(percentile(plain[page], 0.5), 0),
      ...(at === 0 ? work : {}),
    }))
  } finally {
    stage.clear()
  }
}

/** What each page asks for, over the calls and the forms themselves. */
const PLAIN = {
  months: `select line, month, channel, kind, met_closed, outcome, count(*) from calls
    where month between '2016-01' and '2025-12' group by line, month, channel, kind, met_closed, outcome`,
  week: `select line, day, kind, met_closed, outcome, count(*), sum(waited_s <= 60 and answered is not null),
    avg(waited_s), max(waited_s), max(talked_s + held_s) from calls
    where line in ('bench', 'second', 'third') and day between '2025-05-19' and '2025-11-23' group by line, day, kind, met_closed, outcome`,
  calls: `select line, day, arrived, outcome, waited_s, count(*) over () from calls where line in ('bench', 'second', 'third')
    and day between '2025-01-01' and '2025-12-31' and answered is null and outcome = 'abandoned' order by arrived, id limit 5000`,
  report: `select question, answer, count(*), (select count(*) from calls where day between '2016-01-01' and '2025-12-31') from answers
    where form in (select id from forms join answers on form = id where day between '2016-01-01' and '2025-12-31'
      and kind = 'call' and question = 'caller_category' and answer = 'used_violence') group by question, answer`,
} as const satisfies Record<PageName, string>

/** How long plain SQL takes, in ms, sorted. */
function plainTimes(file: string): Record<PageName, number[]> {
  const db = new Database(file, { readonly: true })
  const timesOf = (sql: string) => {
    const query = db.prepare(sql)
    const times = Array.from({ length: PLAIN_ASKED }, () => {
      const begun = performance.now()
      query.all()
      return performance.now() - begun
    })
    return times.sort((one, other) => one - other)
  }
  const times = { months: timesOf(PLAIN.months), week: timesOf(PLAIN.week), calls: timesOf(PLAIN.calls), report: timesOf(PLAIN.report) }
  db.close()
  return times
}

/** How long the answers took, sorted, and the server's own work for each, which a busy machine does not change; in ms. */
interface Asked {
  readonly times: readonly number[]
  readonly cpuMs: number
}

/** The built server's answers; the first is not counted. */
async function askedTimes(stage: Stage, calls: number): Promise<Record<PageName, Asked>> {
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
    const asked = {} as Record<PageName, Asked>
    for (const page of PAGE_NAMES) {
      await ask(page)
      const before = usage(server.pid).cpuMs
      const times: number[] = []
      for (let i = 0; i < ASKED; i++) times.push(await timed(() => ask(page)))
      asked[page] = { times: times.sort((a, b) => a - b), cpuMs: (usage(server.pid).cpuMs - before) / ASKED }
    }
    return asked
  } finally {
    await server.stop()
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await run()
  return performance.now() - begun
}
