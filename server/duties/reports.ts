import type { Kysely } from 'kysely'
import { type DutyRules, KEEP_READINGS_DAYS } from '../../shared/duties/law.ts'
import type { CallTimes, OpenedReport, ReportDraft, ReportItem, ReportTexts, SavedReport, Sending } from '../../shared/duties/reports.ts'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { Line, LineId } from '../../shared/floor/model.ts'
import type { PlaceId } from '../../shared/geography/places.ts'
import { addDays } from '../../shared/zonedTime.ts'
import type { Log } from '../log.ts'
import { forgetDeleted } from '../record/forgetDeleted.ts'
import type { Db } from '../record/open.ts'
import type { DutyReportTable, Tables } from '../record/schema.ts'
import { dayOf } from '../stats/calendar.ts'
import { namesOf } from '../stats/review.ts'
import type { Asker } from '../voicemail/voicemail.ts'
import type { Counts } from './counts.ts'
import type { Sealing } from './sealing.ts'

export interface ReportParts {
  readonly db: Db
  readonly sealing: Sealing
  readonly counts: Counts
  readonly rules: () => Promise<DutyRules>
  /** Undefined for a line that has been removed. */
  readonly lineOf: (line: LineId) => Line | undefined
  readonly log: Log
  readonly clock: () => number
}

/**
 * Reports to social services and the police. Their text is readable by the author and by supervisors of the line, and each reading is kept.
 * All that can reach a report refuses reportsLocked, reportUnreadable and reportGone where it is so.
 */
export interface Reports {
  list(who: Asker): Promise<ReportItem[]>
  /** Notes that it was read. Refuses notFound and notAllowed. */
  open(id: string, who: Asker): Promise<Outcome<OpenedReport>>
  /** Makes or changes one. Refuses notAllowed, notYourCall, unknownCall, changedMeanwhile and reportSent. The same once more is no change. */
  save(id: string, draft: ReportDraft, who: Asker): Promise<Outcome<SavedReport>>
  /** By the author, or a supervisor of the line. Counts it. */
  markSent(id: string, sending: Sending, who: Asker): Promise<Outcome<ReportItem>>
  /** By the author, of one that has not been sent. */
  discard(id: string, who: Asker): Promise<Outcome>
  /** Erases what has come to its end. */
  sweep(): Promise<void>
}

/** What is sealed. Of which call it is stays until the call's times are all known. */
interface Content {
  readonly texts: ReportTexts
  readonly place: PlaceId | null
  readonly call: string | null
  readonly times: CallTimes | null
  readonly madeAt: number
  readonly savedAt: number
  readonly sent: Sending | null
}

type Row = DutyReportTable

/** The reports on a record. */
export function createReports({ db, sealing, counts, rules, lineOf, log, clock }: ReportParts): Reports {
  const today = (line: LineId): string => dayOf(clock(), lineOf(line)?.timeZone ?? 'UTC')
  const supervises = (who: Asker, line: LineId): boolean => who.supervises && who.lines.includes(line)
  const mayRead = (who: Asker, row: Row): boolean => row.author === who.id || supervises(who, row.line)

  const find = (id: string): Promise<Row | undefined> => db.selectFrom('duty_reports').selectAll().where('id', '=', id).executeTakeFirst()

  /** The content of one that this asker may reach, and its row. */
  async function reach(id: string, who: Asker): Promise<Outcome<{ readonly row: Row; readonly content: Content }>> {
    const row = await find(id)
    if (!row) return refuse('notFound')
    if (!mayRead(who, row)) return refuse('notAllowed')
    if (row.sealed === null) return refuse('reportGone')
    if (sealing.fault() !== null) return refuse('reportsLocked')
    const text = sealing.open(id, row.sealed)
    if (text === null) {
      log.error('a report cannot be read: this is not the key that it was sealed with')
      return refuse('reportUnreadable')
    }
    return ok({ row, content: await timed(JSON.parse(text) as Content) })
  }

  /** With what the record knows by now of its call's times. */
  async function timed(content: Content): Promise<Content> {
    if (content.call === null) return content
    const call = await db.selectFrom('calls').select(['arrived', 'answered', 'ended']).where('id', '=', content.call).executeTakeFirst()
    if (!call) return { ...content, call: null }
    const times = { arrivedAt: call.arrived, answeredAt: call.answered, endedAt: call.ended }
    return { ...content, times, call: call.ended === null ? content.call : null }
  }

  /** False when another version is there by now. */
  async function write(
    tx: Kysely<Tables>,
    before: Row | undefined,
    after: Omit<Row, 'sealed' | 'mark'>,
    content: Content,
  ): Promise<boolean> {
    const row = { ...after, ...sealing.seal(after.id, JSON.stringify(content)) }
    if (!before) {
      const made = await tx
        .insertInto('duty_reports')
        .values(row)
        .onConflict((on) => on.doNothing())
        .executeTakeFirst()
      return (made.numInsertedOrUpdatedRows ?? 0n) > 0n
    }
    const changed = await tx
      .updateTable('duty_reports')
      .set(row)
      .where('id', '=', row.id)
      .where('version', '=', before.version)
      .where('sent_on', 'is', null)
      .where('sealed', 'is not', null)
      .executeTakeFirst()
    return changed.numUpdatedRows > 0n
  }

  async function itemsOf(rows: readonly Row[]): Promise<ReportItem[]> {
    const names = await namesOf(db)
    const keep = await rules()
    const ids = rows.map(({ id }) => id)
    const readings =
      ids.length === 0 ? [] : await db.selectFrom('duty_readings').selectAll().where('report', 'in', ids).orderBy('at', 'desc').execute()
    return rows.map((row) => ({
      ...{ id: row.id, kind: row.kind, line: row.line, author: { id: row.author, name: names.get(row.author) ?? '' } },
      ...{ madeOn: row.made_on, sentOn: row.sent_on, erasedOn: row.erased_on, eraseOn: eraseOn(row, keep), version: row.version },
      readings: readings.filter(({ report }) => report === row.id).map(({ account, at }) => ({ name: names.get(account) ?? '', at })),
    }))
  }

  async function itemOf(id: string): Promise<ReportItem> {
    const [item] = await itemsOf([(await find(id)) as Row])
    return item as ReportItem
  }

  async function erase(row: Row): Promise<void> {
    await db
      .updateTable('duty_reports')
      .set({ sealed: null, mark: null, erased_on: today(row.line) })
      .where('id', '=', row.id)
      .execute()
  }

  /** The content of a new one: of a call, only of one that this asker has talked in. */
  async function begin(draft: ReportDraft, who: Asker): Promise<Outcome<Content>> {
    const now = clock()
    const empty: Content = { texts: {}, place: null, call: draft.call, times: null, madeAt: now, savedAt: now, sent: null }
    if (draft.call === null) return who.lines.includes(draft.line) ? ok(empty) : refuse('notAllowed')
    const call = await db.selectFrom('calls').select(['line', 'advisor', 'answered']).where('id', '=', draft.call).executeTakeFirst()
    if (!call || call.answered === null || call.line !== draft.line) return refuse('unknownCall', 'call')
    return call.advisor === who.id ? ok(await timed(empty)) : refuse('notYourCall', 'call')
  }

  return {
    async list(who) {
      const lines = who.supervises ? [...who.lines] : []
      const rows = await db
        .selectFrom('duty_reports')
        .selectAll()
        .where((eb) => eb.or([eb('author', '=', who.id), ...(lines.length > 0 ? [eb('line', 'in', lines)] : [])]))
        .orderBy('made_on', 'desc')
        .orderBy('id')
        .execute()
      return itemsOf(rows)
    },

    async open(id, who) {
      const found = await reach(id, who)
      if (!found.ok) return found
      await db.insertInto('duty_readings').values({ report: id, at: clock(), account: who.id }).execute()
      const { texts, place, times, sent, madeAt, savedAt } = found.value.content
      return ok({ item: await itemOf(id), texts, place, times, sent, madeAt, savedAt })
    },

    async save(id, draft, who) {
      if (sealing.fault() !== null) return refuse('reportsLocked')
      const before = await find(id)
      if (before && before.author !== who.id) return refuse('notAllowed')
      const found = before ? await reach(id, who) : undefined
      if (found && !found.ok) return found
      const old = found ? ok(found.value.content) : await begin(draft, who)
      if (!old.ok) return old
      const same =
        before !== undefined && JSON.stringify(old.value.texts) === JSON.stringify(draft.texts) && old.value.place === draft.place
      // an answer that was lost on its way leads to the same question once more
      if (same) return ok({ item: await itemOf(id), times: old.value.times, savedAt: old.value.savedAt })
      if (before?.sent_on != null) return refuse('reportSent')
      if ((before?.version ?? 0) !== draft.version) return refuse('changedMeanwhile', 'version')
      const content: Content = { ...old.value, texts: draft.texts, place: draft.place, savedAt: clock() }
      const after = {
        ...{ id, line: before?.line ?? draft.line, author: who.id, kind: before?.kind ?? draft.kind, version: draft.version + 1 },
        ...{ made_on: before?.made_on ?? today(draft.line), sent_on: null, erased_on: null },
      }
      if (!(await write(db, before, after, content))) return refuse('changedMeanwhile', 'version')
      return ok({ item: await itemOf(id), times: content.times, savedAt: content.savedAt })
    },

    async markSent(id, sending, who) {
      const found = await reach(id, who)
      if (!found.ok) return found
      const { row, content } = found.value
      if (row.sent_on !== null) return ok(await itemOf(id))
      const line = lineOf(row.line)
      const after = { ...row, version: row.version + 1, sent_on: today(row.line) }
      const marked = await write(db, row, after, { ...content, sent: sending })
      if (!marked) return refuse('changedMeanwhile', 'version')
      if (line) await counts.add(crypto.randomUUID(), line, { kind: row.kind, what: 'reported' })
      return ok(await itemOf(id))
    },

    async discard(id, who) {
      const row = await find(id)
      if (!row) return refuse('notFound')
      if (row.author !== who.id) return refuse('notAllowed')
      if (row.sent_on !== null) return refuse('reportSent')
      await erase(row)
      await forgetDeleted(db)
      return ok(undefined)
    },

    async sweep() {
      const keep = await rules()
      const all = await db.selectFrom('duty_reports').selectAll().execute()
      const over = all.filter((row) => row.sealed !== null && eraseOn(row, keep) <= today(row.line))
      for (const row of over) await erase(row)
      const past = all.filter((row) => row.erased_on !== null && addDays(row.erased_on, KEEP_READINGS_DAYS) <= today(row.line))
      for (const { id } of past) {
        await db.deleteFrom('duty_readings').where('report', '=', id).execute()
        await db.deleteFrom('duty_reports').where('id', '=', id).execute()
      }
      if (over.length + past.length === 0) return
      await forgetDeleted(db)
      log.info('reports have come to their end and are erased', { count: over.length })
    },
  }
}

const eraseOn = (row: Pick<Row, 'made_on' | 'sent_on'>, keep: DutyRules): string =>
  row.sent_on === null ? addDays(row.made_on, keep.keepUnsentDays) : addDays(row.sent_on, keep.keepSentDays)
