import Database from 'better-sqlite3'
import { exponential, logNormal, type Random, seeded } from '../server/demo/random.ts'
import { calendarOf } from '../server/stats/calendar.ts'
import { DECLINED, QUESTIONNAIRE_VERSION, type Question, questionOf } from '../shared/form/questionnaire.ts'
import { COUNTIES } from '../shared/geography/counties.ts'
import { SHORT_ABANDON_S } from '../shared/limits.ts'
import { CATEGORY_QUESTION, REPORTED_GROUP, REPORTED_QUESTIONS } from '../shared/reports/report.ts'
import { mondayOf } from '../shared/review/weeks.ts'

export const LINES = ['bench', 'second', 'third']
const ZONE = 'Europe/Stockholm'
const FROM = Date.parse('2016-01-01T06:00:00Z')
const DAYS = 3_653
const DAY_MS = 86_400_000
const OPEN_MS = 12 * 3_600_000
/** One call in so many has a form, and of those about half are about the group that reports tell of (233 of 505 in the published ones). */
const CALLS_A_FORM = 10
const GROUP_SHARE = 0.46

/** Ten years of three lines, written past the server, with every kind of call and forms about some of them. Gives how many forms there are. */
export function writeCalls(file: string, calls: number): { readonly forms: number } {
  const db = new Database(file)
  db.pragma('synchronous = OFF')
  const addLine = db.prepare(`insert into lines (id, name, greeting, place, started_on, catchment, time_zone)
    values (?, ?, '', 2, '2016-01-01', 10400000, ?)`)
  for (const line of LINES.slice(1)) addLine.run(line, line, ZONE)
  const forms = withoutIndexes(db, () => {
    const write = writer(db, seeded(calls))
    const day = db.transaction((at: number) => write(at, Math.round((at / DAYS) * calls), Math.round(((at + 1) / DAYS) * calls)))
    let written = 0
    for (let at = 0; at < DAYS; at++) written += day(at)
    return written
  })
  db.close()
  return { forms }
}

/** Writes the calls of one day, from the first place to the last, and gives how many of them got a form. */
function writer(db: Database.Database, random: Random): (day: number, from: number, to: number) => number {
  const call =
    db.prepare(`insert into calls (id, line, channel, kind, reason, met_closed, arrived, answered, ended, waited_s, talked_s, held_s,
    outcome, day, week, month, heartbeat_at, origin) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, 'live')`)
  // Cut off from their calls, as they are after a year.
  const form = db.prepare('insert into forms (id, call, kind, line, day, version) values (?, null, ?, ?, ?, ?)')
  const answer = db.prepare('insert into answers (form, question, answer) values (?, ?, ?)')

  return (at, from, to) => {
    const start = FROM + at * DAY_MS
    const { day, week, month } = calendarOf(start, ZONE)
    let forms = 0
    for (let n = from; n < to; n++) {
      const arrived = start + Math.floor(((n - from) / (to - from)) * OPEN_MS)
      const id = n.toString(36).padStart(8, '0')
      const line = LINES[n % LINES.length]
      const { kind, metClosed, outcome, waitedS, talkedS } = anyCall(n, random)
      const answered = outcome === 'answered' ? arrived + Math.round(waitedS * 1_000) : null
      const ended = arrived + Math.round((waitedS + talkedS) * 1_000)
      call.run(
        ...[id, line, n % 5 === 0 ? 'web' : 'phone', kind, kind === 'callBack' ? 'agreed' : null, metClosed],
        ...[arrived, answered, ended, waitedS, talkedS, outcome, day, week, month, ended],
      )
      if (kind !== 'call' || n % CALLS_A_FORM !== 3) continue
      forms++
      form.run(`f${id}`, kind, line, mondayOf(week), QUESTIONNAIRE_VERSION)
      const inGroup = random() < GROUP_SHARE
      answer.run(`f${id}`, CATEGORY_QUESTION, inGroup ? REPORTED_GROUP : 'relative')
      if (inGroup) for (const question of REPORTED_QUESTIONS) answer.run(`f${id}`, question, anyAnswer(questionOf(question), random))
    }
    return forms
  }
}

function anyCall(n: number, random: Random) {
  const kind = n % 50 === 0 ? 'callBack' : 'call'
  const metClosed = n % 20 === 1 ? 1 : 0
  const waitedS = Number(exponential(random, 25).toFixed(3))
  const givenUp = waitedS < SHORT_ABANDON_S ? 'abandonedShort' : 'abandoned'
  const outcome = metClosed ? 'closed' : n % 7 === 0 && kind === 'call' ? givenUp : 'answered'
  const talkedS = outcome === 'answered' ? Number(logNormal(random, 600, 0.9).toFixed(3)) : 0
  return { kind, metClosed, outcome, waitedS, talkedS } as const
}

function anyAnswer({ type, options }: Question, random: Random): string {
  const one = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  if (random() < 0.1) return DECLINED
  if (type === 'number') return String(18 + Math.floor(random() * 50))
  return type === 'municipality' ? `${one(Object.keys(COUNTIES))}80` : (one(options)?.id ?? DECLINED)
}

/** Runs with the indexes of calls and forms taken away, and makes them again: in one go that is several times as fast. */
function withoutIndexes<T>(db: Database.Database, run: () => T): T {
  const indexes = db.prepare(
    `select name, sql from sqlite_master where type = 'index' and tbl_name in ('calls', 'forms') and sql is not null`,
  )
  const all = indexes.all() as { name: string; sql: string }[]
  for (const { name } of all) db.exec(`drop index ${name}`)
  const result = run()
  for (const { sql } of all) db.exec(sql)
  return result
}
