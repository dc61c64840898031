import type { Line, LineId } from '../../shared/floor/model.ts'
import type { Month } from '../../shared/volume/months.ts'
import type { Along, LineVolume, Mark, NewMark, ReviewMonths, VolumeSettings } from '../../shared/volume/volume.ts'
import type { Db } from '../record/open.ts'
import { lineVolume, monthsNeeded, readMonths } from './volume.ts'
import { plainSettings, readSettings } from './volumeSettings.ts'

/** What supervisors look back on, and what they keep beside it. Accounts are named by their ids. */
export interface Review {
  /** The volume of these lines, month by month, with the marks of the period; laid along `along` instead of as was chosen for each line, which `settings` still say. */
  months(lines: readonly Line[], from: Month, to: Month, along?: Along): Promise<ReviewMonths>
  setSettings(line: LineId, settings: VolumeSettings, account: string): Promise<void>
  addMark(mark: NewMark, account: string): Promise<Mark>
  /** False when there is no such mark. */
  changeMark(id: string, mark: NewMark, account: string): Promise<boolean>
  removeMark(id: string): Promise<boolean>
  /** Calls `listener` when settings have changed, until the returned function is called. */
  onSettingsChanged(listener: () => void): () => void
}

/** The review on a record; `clock` gives ms since 1970. */
export function createReview(db: Db, clock: () => number): Review {
  const listeners = new Set<() => void>()
  return {
    async months(lines, from, to, along) {
      const now = clock()
      const kept = await readSettings(db)
      const names = await namesOf(db)
      const volumes: LineVolume[] = []
      for (const line of lines) {
        const own = kept.get(line.id)
        const settings = own?.settings ?? plainSettings(line)
        const setBy = own ? { name: names.get(own.account) ?? '', at: own.at } : null
        const question = { line, settings: along ? { ...settings, along } : settings, setBy, from, to, now }
        const needed = monthsNeeded(question)
        const counts = await readMonths(db, [line.id], needed.from, needed.to)
        volumes.push({ ...lineVolume(question, counts.get(line.id) ?? new Map()), settings })
      }
      const marks = await readMarks(db, from, to)
      return { from, to, lines: volumes, marks: marks.filter(({ line }) => line === null || lines.some(({ id }) => id === line)) }
    },

    async setSettings(line, settings, account) {
      const row = { settings: JSON.stringify(settings), account, at: clock() }
      await db
        .insertInto('line_baselines')
        .values({ line, ...row })
        .onConflict((conflict) => conflict.column('line').doUpdateSet(row))
        .execute()
      for (const listener of listeners) listener()
    },

    async addMark(mark, account) {
      const id = crypto.randomUUID()
      const at = clock()
      await db
        .insertInto('time_marks')
        .values({ id, ...mark, account, at })
        .execute()
      return { id, ...mark, by: { name: (await namesOf(db)).get(account) ?? '', at } }
    },

    async changeMark(id, mark, account) {
      const { line, day, kind, text } = mark
      const done = await db
        .updateTable('time_marks')
        .set({ line, day, kind, text, account, at: clock() })
        .where('id', '=', id)
        .executeTakeFirst()
      return done.numUpdatedRows > 0n
    },

    async removeMark(id) {
      const gone = await db.deleteFrom('time_marks').where('id', '=', id).executeTakeFirst()
      return gone.numDeletedRows > 0n
    },

    onSettingsChanged(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Marks on days of these months, for any line. */
export async function readMarks(db: Db, from: Month, to: Month): Promise<Mark[]> {
  const names = await namesOf(db)
  const rows = await db
    .selectFrom('time_marks')
    .selectAll()
    .where('day', '>=', `${from}-01`)
    .where('day', '<=', `${to}-31`)
    .orderBy('day')
    .orderBy('id')
    .execute()
  return rows.map(({ id, line, day, kind, text, account, at }) => ({
    id,
    line,
    day,
    kind,
    text,
    by: { name: names.get(account) ?? '', at },
  }))
}

/** Names of all accounts; one that is gone has none. */
export async function namesOf(db: Db): Promise<Map<string, string>> {
  const accounts = await db.selectFrom('accounts').select(['id', 'name']).execute()
  return new Map(accounts.map(({ id, name }) => [id, name]))
}
