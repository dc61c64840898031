import type { Kysely } from 'kysely'
import type { Line } from '../../shared/floor/model.ts'
import { plainService } from '../../shared/floor/service.ts'
import { QUESTIONNAIRE_VERSION } from '../../shared/form/questionnaire.ts'
import { bringForward } from '../../shared/form/versions.ts'
import { mondayOf, weekOf } from '../../shared/review/weeks.ts'
import { addDays } from '../../shared/zonedTime.ts'
import type { Db } from '../record/open.ts'
import type { FormTable, Tables } from '../record/schema.ts'
import { dayOf } from '../stats/calendar.ts'
import { answersOf, writeForm } from './writing.ts'

/** How many forms are rewritten in one transaction. */
const AT_ONCE = 200

/** What time has done to forms. */
export interface Aged {
  readonly cut: number
  readonly notesErased: number
}

/**
 * Does what is due at `now` (ms): notes whose time is over are erased, and forms of weeks that are all older than the line's limit are cut
 * off from their calls: they get a new random id and the week's Monday for their day, and lose their last change and their note. A week
 * goes at once and in the order of its new ids, so that neither the time nor the place of a row leads back. A line that is gone has the
 * plain limit. Between two weeks it ends early when it is no longer to go on; the next time goes on there.
 */
export async function ageForms(db: Db, lines: readonly Line[], now: number, goesOn: () => boolean = () => true): Promise<Aged> {
  const known = await db.selectFrom('forms').select('line').distinct().where('call', 'is not', null).execute()
  const total = { cut: 0, notesErased: 0 }
  for (const { line: id } of known) {
    const line = lines.find((one) => one.id === id)
    const today = dayOf(now, line?.timeZone ?? 'UTC')
    total.notesErased += await db.transaction().execute((tx) => eraseNotes(tx, id, today))
    const before = mondayOf(weekOf(monthsBefore(today, line?.service.forms.cutMonths ?? plainService.forms.cutMonths)))
    const days = await db
      .selectFrom('forms')
      .select('day')
      .distinct()
      .where('line', '=', id)
      .where('day', '<', before)
      .where('call', 'is not', null)
      .execute()
    for (const week of new Set(days.map(({ day }) => weekOf(day)))) {
      if (!goesOn()) return total
      total.cut += await db.transaction().execute((tx) => cutWeek(tx, id, mondayOf(week)))
    }
  }
  return total
}

async function eraseNotes(tx: Kysely<Tables>, line: string, today: string): Promise<number> {
  const due = await tx
    .deleteFrom('form_notes')
    .where('erase_on', '<=', today)
    .where('form', 'in', tx.selectFrom('forms').select('id').where('line', '=', line))
    .executeTakeFirst()
  return Number(due.numDeletedRows)
}

async function cutWeek(tx: Kysely<Tables>, line: string, monday: string): Promise<number> {
  const ofWeek = await tx
    .selectFrom('forms')
    .selectAll()
    .where('line', '=', line)
    .where('day', '>=', monday)
    .where('day', '<', addDays(monday, 7))
    .where('call', 'is not', null)
    .execute()
  const answers = await answersOf(
    tx,
    ofWeek.map(({ id }) => id),
  )
  const moves = ofWeek.map((row) => ({
    row,
    to: { ...row, id: crypto.randomUUID(), call: null, day: monday, rev: 0, saved: null } satisfies FormTable,
  }))
  moves.sort((a, b) => (a.to.id < b.to.id ? -1 : 1))
  for (const { row, to } of moves) {
    const given = answers.get(row.id) ?? {}
    await tx.deleteFrom('form_notes').where('form', '=', row.id).execute()
    await writeForm(tx, { row, answers: given }, { row: to, answers: given })
  }
  return moves.length
}

/** The day so many months before; of a month that has not so many days, its last. */
function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Brings the answers of forms of earlier questionnaires into the ids of this one; gives how many forms there were. */
export async function bringFormsForward(db: Db): Promise<number> {
  let brought = 0
  for (;;) {
    const count = await db.transaction().execute(async (tx) => {
      const rows = await tx.selectFrom('forms').selectAll().where('version', '<', QUESTIONNAIRE_VERSION).limit(AT_ONCE).execute()
      const answers = await answersOf(
        tx,
        rows.map(({ id }) => id),
      )
      for (const row of rows) {
        const given = answers.get(row.id) ?? {}
        await writeForm(
          tx,
          { row, answers: given },
          { row: { ...row, version: QUESTIONNAIRE_VERSION }, answers: bringForward(given, row.version) },
        )
      }
      return rows.length
    })
    brought += count
    if (count < AT_ONCE) return brought
  }
}
