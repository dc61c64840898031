import { rebuildCallDays } from '../../server/record/callDays.ts'
import { rebuildFormSums } from '../../server/record/formSums.ts'
import { openRecord } from '../../server/record/open.ts'
import type { AnswerTable, CallTable, FormNoteTable, FormTable, PresenceHourTable } from '../../server/record/schema.ts'
import { publishedForms } from '../../server/reports/testing/publishedForms.ts'
import { calendarOf } from '../../server/stats/calendar.ts'
import { publishedCalls } from '../../server/stats/testing/publishedCalls.ts'
import type { CallBackReason, CallOutcome } from '../../shared/floor/model.ts'
import { QUESTIONNAIRE_VERSION } from '../../shared/form/questionnaire.ts'
import { mondayOf, type Week, weekOf } from '../../shared/review/weeks.ts'
import { addDays, momentOf } from '../../shared/zonedTime.ts'
import { databaseFile } from './record.ts'

const ZONE = 'Europe/Stockholm'

/** One call of the past: when it came on the line's clock, and what became of it. */
export interface PastCall {
  readonly line: string
  /** YYYY-MM-DD */
  readonly day: string
  /** From midnight. */
  readonly minute: number
  readonly outcome: CallOutcome
  /** Seconds. */
  readonly waited: number
  readonly talked?: number
  readonly metClosed?: boolean
  /** Makes it a call-back. */
  readonly reason?: CallBackReason
  readonly origin?: 'live' | 'demo'
}

/** Writes calls into the record beside the running server, and the daily sums with them. */
export const seedCalls = (dataDir: string, calls: readonly PastCall[]): Promise<void> => write(dataDir, { calls: calls.map(rowOf) })

/** The published calls of 2019 and 2021, each with its form. */
export function seedPublished(dataDir: string, line: string): Promise<void> {
  const calls = publishedCalls(line)
  return write(dataDir, { calls, ...publishedForms(calls) })
}

/** Notes in forms about calls of that day, which are erased ninety days after it. */
export function seedNotes(dataDir: string, line: string, day: string, texts: readonly string[]): Promise<void> {
  const ids = texts.map(() => crypto.randomUUID())
  return write(dataDir, {
    calls: [],
    forms: ids.map((id) => ({ id, call: null, kind: 'call', line, day, version: QUESTIONNAIRE_VERSION, closed: 1, rev: 1, saved: null })),
    notes: ids.map((form, index) => ({ form, text: texts[index] ?? '', erase_on: addDays(day, 90), confirmed: '[]' })),
  })
}

/** Signed-in time of a line in an hour of a day, in seconds, and how many were signed in at the same time. */
export async function seedPresence(
  dataDir: string,
  rows: readonly (Pick<PresenceHourTable, 'line' | 'day' | 'hour' | 'available_s' | 'talking_s' | 'most'> & { readonly missed?: number })[],
): Promise<void> {
  const db = await openRecord(databaseFile(dataDir))
  const none = { offered_s: 0, elsewhere_s: 0, after_call_s: 0, paused_s: 0, missed: 0 }
  const values = rows.map((row) => ({ ...none, ...row, week: weekOf(row.day), month: row.day.slice(0, 7) }))
  await db.insertInto('presence_hours').values(values).execute()
  await db.destroy()
}

async function write(
  dataDir: string,
  rows: { calls: readonly CallTable[]; forms?: FormTable[]; answers?: AnswerTable[]; notes?: FormNoteTable[] },
): Promise<void> {
  const db = await openRecord(databaseFile(dataDir))
  try {
    await db.transaction().execute(async (tx) => {
      for (const some of pages(rows.calls)) await tx.insertInto('calls').values(some).execute()
      for (const some of pages(rows.forms ?? [])) await tx.insertInto('forms').values(some).execute()
      for (const some of pages(rows.answers ?? [])) await tx.insertInto('answers').values(some).execute()
      for (const some of pages(rows.notes ?? [])) await tx.insertInto('form_notes').values(some).execute()
      await rebuildCallDays(tx)
      await rebuildFormSums(tx)
    })
  } finally {
    await db.destroy()
  }
}

/** As many as one statement can hold. */
function pages<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / 500) }, (_, page) => rows.slice(page * 500, (page + 1) * 500))
}

/** So many calls on each Monday, Tuesday and Friday of the weeks before this one: the same each time, and none out of the ordinary. */
export function quietWeeks(line: string, before: Week, weeks: number): PastCall[] {
  return Array.from({ length: weeks }, (_, back) => addDays(mondayOf(before), -(back + 1) * 7)).flatMap((monday, back) =>
    [0, 1, 4].flatMap((weekday) =>
      Array.from({ length: 3 + ((back + weekday) % 3) }, (_, index) => ({
        ...{ line, day: addDays(monday, weekday), minute: 540 + index * 47, waited: 12 + index * 9 },
        ...(index === 2 ? { outcome: 'abandoned' as const } : { outcome: 'answered' as const, talked: 900 + index * 400 }),
      })),
    ),
  )
}

function rowOf({ line, day, minute, outcome, waited, talked = 0, metClosed, reason, origin = 'live' }: PastCall): CallTable {
  const arrived = momentOf(day, minute, ZONE)
  const answered = outcome === 'answered' ? arrived + waited * 1000 : null
  const ended = arrived + (waited + talked) * 1000
  return {
    ...{ id: crypto.randomUUID(), line, channel: 'phone', kind: reason ? 'callBack' : 'call', reason: reason ?? null, language: null },
    ...{ met_closed: metClosed ? 1 : 0, interpreted_s: 0, interpreted_language: null, arrived, answered, ended, heartbeat_at: ended },
    ...{ waited_s: waited, talked_s: talked, held_s: 0, outcome, advisor: null, origin, ...calendarOf(arrived, ZONE) },
  }
}
