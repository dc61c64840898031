import type { Line } from '../../shared/floor/model.ts'
import type { NotesOfWeek } from '../../shared/form/forms.ts'
import { daysOfWeek, mondayOf, type Week, weekOf } from '../../shared/review/weeks.ts'
import { addDays } from '../../shared/zonedTime.ts'
import type { Log } from '../log.ts'
import { forgetDeleted } from '../record/forgetDeleted.ts'
import type { Db } from '../record/open.ts'
import { dayOf } from '../stats/calendar.ts'
import { AFTER_MIDNIGHT_MS } from './rules.ts'

/** The notes of a week that is over, for its meeting. Who reads and who erases is logged, and nothing of what is written. */
export interface NoteReading {
  /** `by` is the account that reads. */
  ofWeek(line: Line, week: Week, by: string): Promise<NotesOfWeek>
  /** When it resolves, nothing of the note is left in the files of the record. False when there is no such note. */
  erase(id: string, by: string): Promise<boolean>
}

export function createNoteReading({ db, log, clock }: { readonly db: Db; readonly log: Log; readonly clock: () => number }): NoteReading {
  return {
    async ofWeek(line, week, by) {
      const [now, days] = [clock(), daysOfWeek(week)]
      const [monday = '', sunday = ''] = [days[0], days.at(-1)]
      // while forms are filled in, a note that was not there a moment ago would be the last call's
      if (dayOf(now - AFTER_MIDNIGHT_MS, line.timeZone) <= sunday) return { eraseBy: null, notes: null }
      const rows = await db
        .selectFrom('form_notes')
        .innerJoin('forms', 'forms.id', 'form_notes.form')
        .select(['form_notes.form as id', 'text', 'erase_on'])
        .where('line', '=', line.id)
        .where('day', '>=', monday)
        .where('day', '<=', sunday)
        .where('erase_on', '>', dayOf(now, line.timeZone))
        // random ids: neither the order of calls nor that of writing
        .orderBy('form_notes.form')
        .execute()
      log.info('the notes of a week were read', { line: line.id, week, advisor: by, count: rows.length })
      const eraseBy = lastErasure(sunday, line.service.forms.noteDays, rows)
      return { eraseBy: rows.length === 0 ? null : eraseBy, notes: rows.map(({ id, text }) => ({ id, text })) }
    },

    async erase(id, by) {
      const { numDeletedRows } = await db.deleteFrom('form_notes').where('form', '=', id).executeTakeFirstOrThrow()
      if (numDeletedRows === 0n) return false
      await forgetDeleted(db)
      log.info('a note was erased', { advisor: by })
      return true
    },
  }
}

/**
 * The day, YYYY-MM-DD, before which all of a week's notes are gone. The day of a single one, less the days that notes are kept, is the day of
 * its call; so it is the Monday after the last day that a note of the week can have, whichever there are. Notes from before the line shortened
 * its time can have later ones.
 */
function lastErasure(sunday: string, noteDays: number, notes: readonly { readonly erase_on: string }[]): string {
  const last = [addDays(sunday, 1 + noteDays), ...notes.map(({ erase_on }) => erase_on)].sort().at(-1) ?? ''
  return addDays(mondayOf(weekOf(last)), 7)
}
