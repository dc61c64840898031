import { sql } from 'kysely'
import type { CallKind, CallOutcome } from '../../../shared/floor/model.ts'
import type { CallSet } from '../../../shared/review/week.ts'
import { COUNT_COLUMNS } from '../../record/callDays.ts'
import type { Db } from '../../record/open.ts'
import type { CallDayTable, CallTable } from '../../record/schema.ts'
import { monthOf } from '../calendar.ts'

/** What a week's figures are made from: calls that have ended, imported ones with them. Neither their ids nor who answered are read. */
export interface WeekCall
  extends Pick<CallTable, 'line' | 'day' | 'arrived' | 'channel' | 'kind' | 'reason' | 'met_closed' | 'waited_s' | 'origin'> {
  /** What became of it: answered whenever somebody talked, whatever came then; else its outcome. As the daily sums count it. */
  readonly result: CallOutcome
  /** Seconds from the answer on: talk and hold together (the record keeps them apart). */
  readonly length_s: number
}

const COLUMNS = ['line', 'day', 'arrived', 'channel', 'kind', 'reason', 'met_closed', 'waited_s', 'origin'] as const
const result = sql<CallOutcome>`case when answered is null then outcome else 'answered' end`
const length = sql<number>`talked_s + held_s`

/**
 * The calls and call-backs of these days (both counted) that have ended, line by line, day by day; days are those of each line's time zone.
 * They come over from the record's thread as one text, which takes less than half the time of rows, and unsorted, which halves it again.
 */
export async function readCalls(db: Db, lines: readonly string[], from: string, to: string): Promise<WeekCall[]> {
  const columns = sql.join([...COLUMNS.map((name) => sql.ref(name)), result, length])
  const { all } = await callsOf(db, lines)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .select(sql<string>`json_group_array(json_array(${columns}))`.as('all'))
    .executeTakeFirstOrThrow()
  return (JSON.parse(all) as unknown[][]).map(callOf)
}

/** In the order of COLUMNS, and then the result and the length. */
function callOf(values: readonly unknown[]): WeekCall {
  const [line, day, arrived, channel, kind, reason, met_closed, waited_s, origin, became, length_s] = values
  return { line, day, arrived, channel, kind, reason, met_closed, waited_s, origin, result: became, length_s } as WeekCall
}

/** How many days more are read than have enough calls: a day may begin more than a day earlier on another line's clock. */
const OTHER_ZONES_DAYS = 2

/** Of one set the first calls, at most `most`, and how many there are. The daily sums say how many, and which days must be read. */
export async function readSet(db: Db, lines: readonly string[], from: string, to: string, set: CallSet, most: number) {
  const days = await daysOf(db, lines, from, to, set === 'callBacks' ? 'callBack' : 'call', set === 'closedLine' ? 1 : 0)
    .select(['day', sql<number>`sum(${sumOf(columnsOf(set))})`.as('calls')])
    .groupBy('day')
    .having(sql`sum(${sumOf(columnsOf(set))})`, '>', 0)
    .orderBy('day')
    .execute()
  if (days.length === 0) return { count: 0, calls: [] }
  const calls = await inSet(callsOf(db, lines), set)
    .where(
      'day',
      'in',
      firstDays(days, most).map(({ day }) => day),
    )
    .select(COLUMNS)
    .select([result.as('result'), length.as('length_s')])
    .orderBy('arrived')
    .orderBy('id')
    .limit(most)
    .execute()
  return { count: days.reduce((sum, day) => sum + Number(day.calls), 0), calls }
}

/** The columns of the daily sums in which the calls of a set count. */
function columnsOf(set: CallSet): readonly (keyof CallDayTable)[] {
  if (set === 'calls' || set === 'closedLine' || set === 'callBacks') return Object.values(COUNT_COLUMNS)
  return set === 'offered' ? [COUNT_COLUMNS.answered, COUNT_COLUMNS.abandoned] : [COUNT_COLUMNS[set]]
}

const sumOf = (columns: readonly (keyof CallDayTable)[]) =>
  sql.join(
    columns.map((name) => sql.ref(name)),
    sql` + `,
  )

function firstDays<T extends { readonly calls: number }>(days: readonly T[], most: number): readonly T[] {
  let sum = 0
  const enough = days.findIndex(({ calls }) => {
    sum += Number(calls)
    return sum >= most
  })
  return enough < 0 ? days : days.slice(0, enough + 1 + OTHER_ZONES_DAYS)
}

function callsOf(db: Db, lines: readonly string[]) {
  return db
    .selectFrom('counted_calls')
    .where('line', 'in', lines.length > 0 ? lines : [''])
    .where('outcome', 'is not', null)
}

function inSet(query: ReturnType<typeof callsOf>, set: CallSet) {
  if (set === 'callBacks') return query.where('kind', '=', 'callBack')
  const calls = query.where('kind', '=', 'call').where('met_closed', '=', set === 'closedLine' ? 1 : 0)
  switch (set) {
    case 'calls':
    case 'closedLine':
      return calls
    case 'answered':
      return calls.where(wasAnswered)
    case 'offered':
      return calls.where(sql<boolean>`(${wasAnswered} or outcome = 'abandoned')`)
    case 'abandoned':
    case 'abandonedShort':
    case 'voicemail':
    case 'interrupted':
      return calls.where('answered', 'is', null).where('outcome', '=', set)
  }
}

/** As the daily sums count it; an imported call may have been answered at a time that is not known. */
const wasAnswered = sql<boolean>`(answered is not null or outcome = 'answered')`

/** Calls that came while the line was open: by line, by day; days without any are left out. From the daily sums. */
export async function readDays(db: Db, lines: readonly string[], from: string, to: string): Promise<Map<string, Map<string, number>>> {
  const rows = await daysOf(db, lines, from, to)
    .select(['line', 'day', sql<number>`sum(${sumOf(columnsOf('calls'))})`.as('calls')])
    .groupBy(['line', 'day'])
    .execute()
  const days = new Map<string, Map<string, number>>()
  for (const { line, day, calls } of rows) days.set(line, (days.get(line) ?? new Map()).set(day, Number(calls)))
  return days
}

/** The daily sums, of calls that came while the line was open if nothing else is asked for. */
function daysOf(db: Db, lines: readonly string[], from: string, to: string, kind: CallKind = 'call', metClosed: 0 | 1 = 0) {
  return db
    .selectFrom('call_days')
    .where('line', 'in', lines.length > 0 ? lines : [''])
    .where('month', '>=', monthOf(from))
    .where('month', '<=', monthOf(to))
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('kind', '=', kind)
    .where('met_closed', '=', metClosed)
}

/**
 * A, A(T) and B of these days, from the daily sums: answered, answered within SERVICE_S, abandoned (short ones left out), of calls that came
 * while the line was open. Imported calls are left out: of many the wait is not known.
 */
export async function readService(db: Db, lines: readonly string[], from: string, to: string) {
  const row = await daysOf(db, lines, from, to)
    .select([
      sql<number>`sum(answered - imported_answered)`.as('answered'),
      sql<number>`sum(in_time)`.as('inTime'),
      sql<number>`sum(abandoned - imported_abandoned)`.as('abandoned'),
    ])
    .executeTakeFirst()
  return { answered: Number(row?.answered ?? 0), inTime: Number(row?.inTime ?? 0), abandoned: Number(row?.abandoned ?? 0) }
}

export interface WeekMessage {
  readonly arrived: number
  readonly attempted: number | null
  readonly called_back: number | null
  readonly handled: number | null
  readonly state: string
  readonly origin: string
}

/** Messages left in these days. */
export function readMessages(db: Db, lines: readonly string[], from: string, to: string): Promise<WeekMessage[]> {
  return db
    .selectFrom('messages')
    .select(['arrived', 'attempted', 'called_back', 'handled', 'state', 'origin'])
    .where('line', 'in', lines.length > 0 ? lines : [''])
    .where('month', '>=', monthOf(from))
    .where('month', '<=', monthOf(to))
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute()
}

/** How many e-mails were answered in these days. */
export async function countReplies(db: Db, lines: readonly string[], from: string, to: string): Promise<number> {
  const row = await db
    .selectFrom('email_replies')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('line', 'in', lines.length > 0 ? lines : [''])
    .where('month', '>=', monthOf(from))
    .where('month', '<=', monthOf(to))
    .where('day', '>=', from)
    .where('day', '<=', to)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}
