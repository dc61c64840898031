import type { Kysely } from 'kysely'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { CallId, Line } from '../../shared/floor/model.ts'
import { type FormService, plainService } from '../../shared/floor/service.ts'
import { type Answers, answerFault, give, questionsOf, sameAnswer, shownOf } from '../../shared/form/answers.ts'
import { type Closing, type FormOfDay, type FormState, knownAnswers, type NewFormNote } from '../../shared/form/forms.ts'
import { CATEGORY, QUESTIONNAIRE_VERSION } from '../../shared/form/questionnaire.ts'
import { findingsIn } from '../../shared/notes/guard.ts'
import { addDays } from '../../shared/zonedTime.ts'
import type { Log } from '../log.ts'
import type { Db } from '../record/open.ts'
import type { CallTable, FormNoteTable, FormTable, Tables } from '../record/schema.ts'
import { dayOf } from '../stats/calendar.ts'
import { fillFault } from './rules.ts'
import { answersOf, writeForm } from './writing.ts'

export interface FormParts {
  readonly db: Db
  /** The lines as they are now. */
  readonly lines: () => readonly Line[]
  readonly log: Log
  readonly clock: () => number
}

/** Forms that advisors fill in about their own calls. What it answers with is on disk. */
export interface Forms {
  /** Those that can be filled in still, newest first. */
  today(advisor: string): Promise<FormOfDay[]>
  read(advisor: string, call: CallId): Promise<Outcome<FormState>>
  answer(advisor: string, call: CallId, question: string, answer: readonly string[]): Promise<Outcome<FormState>>
  note(advisor: string, call: CallId, note: NewFormNote): Promise<Outcome<FormState>>
  close(advisor: string, call: CallId, closing: Closing): Promise<Outcome<FormState>>
  /** Hears of each change, with whose form it is; returns how to stop. */
  onSaved(listener: (advisor: string, form: Pick<FormState, 'call' | 'rev'>) => void): () => void
}

type CallOfForm = Pick<CallTable, 'id' | 'line' | 'kind' | 'channel' | 'language' | 'arrived' | 'day' | 'advisor' | 'answered' | 'ended'>

/** A form as it stands, saved or not. */
interface Standing {
  readonly call: CallOfForm
  readonly zone: string
  readonly rules: FormService
  readonly row: FormTable | null
  readonly answers: Answers
  readonly note: FormNoteTable | null
}

interface Next {
  readonly answers?: Answers
  readonly closed?: boolean
  /** Null takes it away. */
  readonly note?: Omit<FormNoteTable, 'form'> | null
}

/** How far back calls are looked for; what is still open to filling in is a rule (rules.ts). */
const DAYS_BACK = 2

export function createForms({ db, lines, log, clock }: FormParts): Forms {
  const listeners = new Set<(advisor: string, form: Pick<FormState, 'call' | 'rev'>) => void>()
  const lineOf = (id: string): Line | undefined => lines().find((line) => line.id === id)
  const zoneOf = (line: string): string => lineOf(line)?.timeZone ?? 'UTC'

  async function standing(tx: Kysely<Tables>, advisor: string, id: CallId): Promise<Outcome<Standing>> {
    const found = await tx
      .selectFrom('calls')
      .leftJoin('forms', 'forms.call', 'calls.id')
      .leftJoin('form_notes', 'form_notes.form', 'forms.id')
      .select(CALL_COLUMNS)
      .select(['forms.id as form', 'version', 'closed', 'rev', 'saved', 'text', 'erase_on', 'confirmed'])
      .where('calls.id', '=', id)
      .executeTakeFirst()
    const zone = zoneOf(found?.line ?? '')
    const fault = fillFault(found, advisor, clock(), zone)
    if (fault || !found) return refuse(fault ?? 'unknownCall')
    const { form, version, closed, rev, saved, text, erase_on, confirmed, ...call } = found
    const own = { call: id, kind: call.kind, line: call.line, day: call.day }
    const row: FormTable | null =
      form === null ? null : { id: form, ...own, version: version ?? QUESTIONNAIRE_VERSION, closed: closed ?? 0, rev: rev ?? 0, saved }
    const note = form === null || text === null ? null : { form, text, erase_on: erase_on ?? '', confirmed: confirmed ?? '[]' }
    const answers = form === null ? knownAnswers(call) : ((await answersOf(tx, [form])).get(form) ?? {})
    return ok({ call, zone, rules: lineOf(call.line)?.service.forms ?? plainService.forms, row, answers, note })
  }

  /** What `decide` makes of a form, written; nothing when it is as it was. */
  async function change(advisor: string, id: CallId, decide: (form: Standing) => Outcome<Next>): Promise<Outcome<FormState>> {
    const outcome = await db.transaction().execute(async (tx) => {
      const found = await standing(tx, advisor, id)
      if (!found.ok) return found
      const before = found.value
      const decided = decide(before)
      if (!decided.ok) return decided
      return ok({ changed: !isSame(before, decided.value), form: await write(tx, before, decided.value, clock()) })
    })
    if (!outcome.ok) return outcome
    const { changed, form } = outcome.value
    if (changed) for (const listener of listeners) listener(advisor, { call: form.call, rev: form.rev })
    return ok(form)
  }

  return {
    async today(advisor) {
      const now = clock()
      const from = addDays(dayOf(now, 'UTC'), -DAYS_BACK)
      const rows = await db
        .selectFrom('calls')
        .leftJoin('forms', 'forms.call', 'calls.id')
        .select([
          'calls.id',
          'calls.line',
          'calls.kind',
          'channel',
          'arrived',
          'advisor',
          'answered',
          'ended',
          'forms.id as form',
          'closed',
          'saved',
        ])
        .where(
          'calls.line',
          'in',
          lines().map(({ id }) => id),
        )
        .where('calls.day', '>=', from)
        .where('advisor', '=', advisor)
        .where('answered', 'is not', null)
        .orderBy('arrived', 'desc')
        .execute()
      const open = rows.filter((row) => fillFault(row, advisor, now, zoneOf(row.line)) === null)
      const answers = await answersOf(
        db,
        open.flatMap(({ form }) => (form === null ? [] : [form])),
      )
      return open.map(({ id, line, kind, channel, arrived, ended, form, closed, saved }) => ({
        ...{ call: id, line, kind, channel, arrivedAt: arrived, endedAt: ended, closed: closed === 1, savedAt: saved },
        answered: Object.keys(answers.get(form ?? '') ?? {}).length,
      }))
    },

    async read(advisor, id) {
      const found = await db.transaction().execute((tx) => standing(tx, advisor, id))
      return found.ok ? ok(told(found.value)) : found
    },

    answer: (advisor, id, question, answer) =>
      change(advisor, id, ({ answers, rules }) => {
        const put = questionsOf(rules.decided)
        const asked = put.find((one) => one.id === question)
        if (!asked) return refuse('notFound', 'question')
        const fault = answerFault(asked, answer)
        if (fault) return refuse('badRequest', 'answer', fault)
        if (!shownOf(put, answers).includes(asked))
          return refuse('badRequest', 'question', 'is not put after the answers that the form has')
        return ok({ answers: give(put, answers, question, answer) })
      }),

    note: (advisor, id, { text, confirmed }) =>
      change(advisor, id, ({ call, zone, rules, note }) => {
        if (text.trim() === '') return ok({ note: null })
        const kinds = [...new Set(findingsIn(text).map(({ kind }) => kind))]
        if (kinds.some((kind) => !confirmed.includes(kind))) return refuse('noteHasFindings', 'text', `has ${kinds.join(', ')}`)
        const next = { text, erase_on: addDays(dayOf(clock(), zone), rules.noteDays), confirmed: JSON.stringify(kinds) }
        // that it was done is told, and nothing of what was written
        if (kinds.length > 0 && note?.text !== text)
          log.info('a note was saved with findings that were confirmed', { line: call.line, advisor, count: kinds.length })
        return ok({ note: next })
      }),

    close: (advisor, id, { closed, as }) =>
      change(advisor, id, ({ answers, rules }) =>
        ok({ closed, ...(as === undefined ? {} : { answers: give(questionsOf(rules.decided), answers, CATEGORY, [as]) }) }),
      ),

    onSaved(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const CALL_COLUMNS = [
  'calls.id',
  'calls.line',
  'calls.kind',
  'channel',
  'language',
  'arrived',
  'calls.day',
  'advisor',
  'answered',
  'ended',
] as const

function isSame({ row, answers, note }: Standing, next: Next): boolean {
  const questions = new Set([...Object.keys(answers), ...Object.keys(next.answers ?? {})])
  const sameAnswers = !next.answers || (row !== null && [...questions].every((id) => sameAnswer(answers[id], next.answers?.[id])))
  const sameNote = next.note === undefined || next.note?.text === note?.text
  return sameAnswers && sameNote && (next.closed === undefined || next.closed === (row?.closed === 1))
}

async function write(tx: Kysely<Tables>, before: Standing, next: Next, now: number): Promise<FormState> {
  if (isSame(before, next)) return told(before)
  const { call, row } = before
  const after: FormTable = {
    ...{
      id: row?.id ?? crypto.randomUUID(),
      call: call.id,
      kind: call.kind,
      line: call.line,
      day: call.day,
      version: QUESTIONNAIRE_VERSION,
    },
    ...{ closed: (next.closed ?? row?.closed === 1) ? 1 : 0, rev: (row?.rev ?? 0) + 1, saved: now },
  }
  const answers = next.answers ?? before.answers
  await writeForm(tx, row && { row, answers: before.answers }, { row: after, answers })
  if (next.note !== undefined) await tx.deleteFrom('form_notes').where('form', '=', after.id).execute()
  const note = next.note === undefined ? before.note : next.note && { form: after.id, ...next.note }
  if (next.note && note) await tx.insertInto('form_notes').values(note).execute()
  return told({ ...before, row: after, answers, note })
}

function told({ call, row, answers, note }: Standing): FormState {
  return {
    ...{ call: call.id, line: call.line, kind: call.kind, answers },
    note: note && { text: note.text, eraseOn: note.erase_on },
    ...{ closed: row?.closed === 1, rev: row?.rev ?? 0, savedAt: row?.saved ?? null },
  }
}
