import type { Selectable } from 'kysely'
import type { LineId } from '../../shared/floor/model.ts'
import type { Decision, Meeting, MeetingNote, NewDecision, NewNote } from '../../shared/review/week.ts'
import type { Week } from '../../shared/review/weeks.ts'
import { namesOf } from '../stats/review.ts'
import type { Db } from './open.ts'
import type { MeetingDecisionTable, MeetingNoteTable } from './schema.ts'

/** Notes and decisions of the weekly meetings. `lines` null means all; accounts are named by their ids. */
export interface Meetings {
  /** What belongs to a week, looked at for these lines. */
  read(week: Week, lines: readonly LineId[] | null): Promise<Meeting>
  /** Null when the note is another than the one that was read: nothing is written then. */
  writeNote(note: ForLines<NewNote>, account: string): Promise<MeetingNote | null>
  decide(decision: ForLines<NewDecision>, account: string): Promise<Decision>
  /** Ticks a decision off at a week's meeting, or takes the tick back; who was first stays. Undefined when there is no such decision. */
  tick(id: string, doneIn: Week | null, account: string): Promise<Decision | undefined>
  /** False when there is no such decision. */
  remove(id: string): Promise<boolean>
}

type ForLines<T extends { readonly lines: readonly LineId[] }> = Omit<T, 'lines'> & { readonly lines: T['lines'] | null }

const ALL = '*'

/** The meetings on a record; `clock` gives ms since 1970. */
export function createMeetings(db: Db, clock: () => number): Meetings {
  const decisionOf = async (id: string): Promise<Decision | undefined> => {
    const row = await db.selectFrom('meeting_decisions').selectAll().where('id', '=', id).executeTakeFirst()
    return row && asDecision(row, await namesOf(db))
  }
  const noteOf = async (week: Week, lines: string): Promise<MeetingNote> => {
    const row = await db.selectFrom('meeting_notes').selectAll().where('week', '=', week).where('lines', '=', lines).executeTakeFirst()
    return row ? asNote(row, await namesOf(db)) : { lines: linesOf(lines), text: '', version: 0, by: null }
  }

  return {
    async read(week, lines) {
      const key = keyOf(lines)
      const names = await namesOf(db)
      const notes = await db
        .selectFrom('meeting_notes')
        .selectAll()
        .where('week', '=', week)
        .where('text', '<>', '')
        .orderBy('lines')
        .execute()
      const decisions = await db
        .selectFrom('meeting_decisions')
        .selectAll()
        .where('week', '<=', week)
        .where(({ or, eb }) => or([eb('done_in', 'is', null), eb('done_in', '>=', week)]))
        .orderBy('at')
        .orderBy('id')
        .execute()
      return {
        note: await noteOf(week, key),
        otherNotes: notes.filter((row) => row.lines !== key && share(row.lines, key)).map((row) => asNote(row, names)),
        decisions: decisions.filter((row) => share(row.lines, key)).map((row) => asDecision(row, names)),
      }
    },

    async writeNote({ week, lines, text, version }, account) {
      const key = keyOf(lines)
      const next = { text, version: version + 1, account, at: clock() }
      const written =
        version === 0
          ? await db
              .insertInto('meeting_notes')
              .values({ week, lines: key, ...next })
              .onConflict((conflict) => conflict.doNothing())
              .executeTakeFirst()
          : await db
              .updateTable('meeting_notes')
              .set(next)
              .where('week', '=', week)
              .where('lines', '=', key)
              .where('version', '=', version)
              .executeTakeFirst()
      const rows = 'numUpdatedRows' in written ? written.numUpdatedRows : (written.numInsertedOrUpdatedRows ?? 0n)
      return rows > 0n ? await noteOf(week, key) : null
    },

    async decide({ week, lines, text }, account) {
      const id = crypto.randomUUID()
      const nobody = { done_in: null, done_account: null, done_at: null }
      const row = { id, week, lines: keyOf(lines), text, account, at: clock(), ...nobody }
      await db.insertInto('meeting_decisions').values(row).execute()
      return asDecision(row, await namesOf(db))
    },

    async tick(id, doneIn, account) {
      const tick =
        doneIn === null
          ? { done_in: null, done_account: null, done_at: null }
          : { done_in: doneIn, done_account: account, done_at: clock() }
      let change = db.updateTable('meeting_decisions').set(tick).where('id', '=', id)
      if (doneIn !== null) change = change.where('done_in', 'is', null)
      await change.execute()
      return decisionOf(id)
    },

    async remove(id) {
      const gone = await db.deleteFrom('meeting_decisions').where('id', '=', id).executeTakeFirst()
      return gone.numDeletedRows > 0n
    },
  }
}

const keyOf = (lines: readonly LineId[] | null): string => (lines === null ? ALL : [...lines].sort().join(','))
const linesOf = (key: string): LineId[] | null => (key === ALL ? null : key.split(','))

/** Whether two sets of lines have one in common. */
function share(one: string, other: string): boolean {
  return one === ALL || other === ALL || one.split(',').some((line) => other.split(',').includes(line))
}

function asNote(row: Selectable<MeetingNoteTable>, names: ReadonlyMap<string, string>): MeetingNote {
  const { lines, text, version, account, at } = row
  return { lines: linesOf(lines), text, version, by: { name: names.get(account) ?? '', at } }
}

function asDecision(row: Selectable<MeetingDecisionTable>, names: ReadonlyMap<string, string>): Decision {
  const { id, week, lines, text, account, at, done_in, done_account, done_at } = row
  const done = done_in === null || done_at === null ? null : { week: done_in, name: names.get(done_account ?? '') ?? '', at: done_at }
  return { id, week, lines: linesOf(lines), text, by: { name: names.get(account) ?? '', at }, done }
}
