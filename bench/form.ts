import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openRecord } from '../server/record/open.ts'
import { answeredCall } from '../server/stats/testing/publishedCalls.ts'
import { percentile, type Result, type Row, round } from './report.ts'
import { LINE, type Person, prepare, startServer } from './stage.ts'

const ADVISORS = 60
const SECONDS = 20
/** Between two answers of a practised advisor, in ms: some 30 questions in a minute. */
const PACE_MS = 2_000

/** What each advisor answers, over and over: one question with one answer, one with several, and back. */
const ANSWERS: readonly (readonly [question: string, answer: readonly string[]])[] = [
  ['caller_category', ['used_violence']],
  ['violence_types', ['psychological', 'physical']],
  ['age', ['34']],
  ['violence_types', ['psychological']],
  ['gender', ['man']],
  ['age', []],
  ['gender', ['declined']],
]

/** Answers of many advisors at once, from the request until it is acknowledged, which is when it is on disk. */
export async function form(only: readonly number[]): Promise<Result> {
  const advisors = only[0] ?? ADVISORS
  const stage = await prepare(advisors, 0)
  const calls = await takeCalls(stage.dir, stage.advisors)
  const server = await startServer(stage.dir)
  const rows: Row[] = []
  try {
    for (const [how, pace] of [
      ['at the pace of practised advisors', PACE_MS],
      ['all at once, without a pause', 0],
    ] as const) {
      const until = performance.now() + SECONDS * 1_000
      const each = await Promise.all(
        stage.advisors.map((advisor, index) => fill(server.origin, advisor.cookie, calls[index] ?? '', pace, until)),
      )
      rows.push(told(`Lyhörd, ${advisors} advisors ${how}`, each.flat(), SECONDS))
    }
  } finally {
    await server.stop()
  }
  rows.push(plain(join(stage.dir, 'plain.db')))
  stage.clear()
  return {
    name: 'form',
    about:
      'One answer of a form, saved over HTTP: session, whose call it is, what follows from the answer, its rows, the sums of reports, and the disk. ' +
      'Plain: one INSERT after the other into a table of better-sqlite3 in the same process (WAL, synchronous=FULL).',
    rows,
  }
}

/** A call of today for each advisor, which has just ended. */
async function takeCalls(dir: string, advisors: readonly Person[]): Promise<string[]> {
  const db = await openRecord(join(dir, 'lyhord.db'))
  const now = Date.now()
  const rows = advisors.map(({ username }, index) => ({
    ...answeredCall(`bench-call-${index}`, LINE, now - 60_000),
    ended: now,
    advisor: username,
  }))
  for (const row of rows) await db.insertInto('calls').values(row).execute()
  await db.destroy()
  return rows.map(({ id }) => id)
}

async function fill(origin: string, cookie: string, call: string, pace: number, until: number): Promise<number[]> {
  const waits: number[] = []
  // not all in one breath
  await new Promise((resolve) => setTimeout(resolve, Math.random() * pace))
  for (let n = 0; performance.now() < until; n++) {
    const [question, answer] = ANSWERS[n % ANSWERS.length] ?? ['', []]
    const begun = performance.now()
    const response = await fetch(`${origin}/api/forms/${call}/answers/${question}`, {
      method: 'PUT',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ answer }),
    })
    if (response.status !== 200) throw new Error(`${question}: ${response.status} ${await response.text()}`)
    await response.arrayBuffer()
    waits.push(performance.now() - begun)
    if (pace > 0) await new Promise((resolve) => setTimeout(resolve, pace * (0.5 + Math.random())))
  }
  return waits
}

function plain(file: string): Row {
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec('create table answers (form text, question text, answer text, primary key (form, question, answer)) without rowid')
  const insert = database.prepare('insert into answers values (?, ?, ?)')
  const waits: number[] = []
  const until = performance.now() + 5_000
  for (let n = 0; performance.now() < until; n++) {
    const begun = performance.now()
    insert.run(`form-${n}`, 'gender', 'man')
    waits.push(performance.now() - begun)
  }
  database.close()
  return told('better-sqlite3, one INSERT each', waits, 5)
}

function told(system: string, waits: readonly number[], seconds: number): Row {
  const sorted = Float64Array.from(waits).sort()
  return {
    system,
    answers: waits.length,
    'per s': Math.round(waits.length / seconds),
    'p50 ms': round(percentile(sorted, 0.5), 2),
    'p99 ms': round(percentile(sorted, 0.99), 2),
    'max ms': round(percentile(sorted, 1), 1),
  }
}
