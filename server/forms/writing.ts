import type { Kysely } from 'kysely'
import { type Answers, sameAnswer } from '../../shared/form/answers.ts'
import { countForm } from '../record/formSums.ts'
import type { FormTable, Tables } from '../record/schema.ts'

/**
 * The one place that writes forms and answers: the sums of the forms are kept in step here. In a transaction. `before` is what
 * stands there, null for nothing; a new id moves the form, which leads back to the old one in nothing that is left.
 */
export async function writeForm(tx: Kysely<Tables>, before: WrittenForm | null, after: WrittenForm): Promise<void> {
  if (before) await countForm(tx, before.row.id, -1)
  if (before && before.row.id !== after.row.id) {
    await tx.deleteFrom('forms').where('id', '=', before.row.id).execute()
    await tx.deleteFrom('answers').where('form', '=', before.row.id).execute()
    await writeRows(tx, null, after)
  } else await writeRows(tx, before, after)
  await countForm(tx, after.row.id, 1)
}

async function writeRows(tx: Kysely<Tables>, before: WrittenForm | null, after: WrittenForm): Promise<void> {
  const { id } = after.row
  await tx
    .insertInto('forms')
    .values(after.row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(after.row))
    .execute()
  const questions = new Set([...Object.keys(before?.answers ?? {}), ...Object.keys(after.answers)])
  const changed = [...questions].filter((question) => !sameAnswer(before?.answers[question], after.answers[question]))
  const old = changed.filter((question) => before?.answers[question])
  if (old.length > 0) await tx.deleteFrom('answers').where('form', '=', id).where('question', 'in', old).execute()
  const rows = changed.flatMap((question) => (after.answers[question] ?? []).map((answer) => ({ form: id, question, answer })))
  if (rows.length > 0) await tx.insertInto('answers').values(rows).execute()
}

export interface WrittenForm {
  readonly row: FormTable
  readonly answers: Answers
}

/** The answers of these forms, by form. */
export async function answersOf(tx: Kysely<Tables>, forms: readonly string[]): Promise<Map<string, Answers>> {
  const rows = forms.length === 0 ? [] : await tx.selectFrom('answers').selectAll().where('form', 'in', forms).execute()
  const found = new Map<string, Record<string, string[]>>()
  for (const { form, question, answer } of rows) {
    const own = found.get(form) ?? {}
    own[question] = [...(own[question] ?? []), answer]
    found.set(form, own)
  }
  return found
}
