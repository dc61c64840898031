import { type Kysely, type RawBuilder, sql } from 'kysely'
import { DECLINED, UNKNOWN } from '../../shared/form/questionnaire.ts'
import { CATEGORY_QUESTION } from '../../shared/reports/report.ts'
import type { FormSumTable, Tables } from './schema.ts'

/** The `answer` of the sum of forms that answered a question at all. */
export const ANSWERED = ''

const KEY = ['line', 'span', 'question', 'category', 'answer'] as const

/**
 * Adds a form about a call, with its answers, to the sums, or takes it away again (-1). In the transaction that writes it: before a form or
 * an answer of it changes or goes it is taken away, and when it is as it shall be it is added. One about a call-back counts nowhere.
 */
export async function countForm(tx: Kysely<Tables>, form: string, by: 1 | -1): Promise<void> {
  const own = sql`id = ${form}`
  await sql`insert into form_sums (${columns}) select line, substr(day, 1, length), question, category, answer, ${by} * forms
    from (${daysOf(own)}), ${lengths} where true
    on conflict (line, span, question, category, answer) do update set forms = form_sums.forms + excluded.forms`.execute(tx)
  if (by === -1)
    await sql`delete from form_sums where forms = 0 and (line, span) in
      (select line, substr(day, 1, length) from forms, ${lengths} where ${own})`.execute(tx)
}

/** The years of each line that have forms or sums. */
export async function yearsToSum(db: Kysely<Tables>): Promise<YearOfLine[]> {
  const query = sql<YearOfLine>`select distinct line, substr(day, 1, 4) as year from forms
    union select distinct line, substr(span, 1, 4) as year from form_sums order by line, year`
  return (await query.execute(db)).rows
}

export interface YearOfLine {
  readonly line: string
  /** YYYY */
  readonly year: string
}

/** Makes the sums of a year of a line anew from its forms. In a transaction. */
export async function rebuildYear(tx: Kysely<Tables>, { line, year }: YearOfLine): Promise<void> {
  const [from, to] = [year, `${year}-99`]
  await tx.deleteFrom('form_sums').where('line', '=', line).where('span', '>=', from).where('span', '<', to).execute()
  await sql`insert into form_sums (${columns}) ${summedOf(sql`line = ${line} and day >= ${from} and day < ${to}`)}`.execute(tx)
}

/** Makes all sums anew from the forms. In a transaction. */
export async function rebuildFormSums(tx: Kysely<Tables>): Promise<void> {
  await tx.deleteFrom('form_sums').execute()
  await sql`insert into form_sums (${columns}) ${summedOf(sql`true`)}`.execute(tx)
}

/** Sums of one line's year that are not those of its forms, as their keys. None proves that they are equal. One statement, which sees one moment. */
export async function checkFormSums(db: Kysely<Tables>, { line, year }: YearOfLine): Promise<string[]> {
  const [from, to] = [year, `${year}-99`]
  const there = sql`select ${columns} from form_sums where line = ${line} and span >= ${from} and span < ${to}`
  const { rows } = await sql<FormSumTable>`
    with made as materialized (${summedOf(sql`line = ${line} and day >= ${from} and day < ${to}`)}), there as (${there})
    select * from (select * from there except select * from made) union select * from (select * from made except select * from there)`.execute(
    db,
  )
  return [...new Set(rows.map((row) => KEY.map((name) => row[name]).join(' ')))].sort()
}

const columns = sql.join([...KEY, 'forms'].map((name) => sql.ref(name)))
/** A day's text begins with its month's, and that with its year's. */
const lengths = sql`(select 4 as length union all select 7 union all select 10)`

/** What these forms say, day by day. */
const daysOf = (which: RawBuilder<unknown>) => sql`
  with chosen as materialized (select forms.id, line, day, coalesce(who.answer, ${sql.lit(UNKNOWN)}) as category
    from forms left join answers as who on who.form = forms.id and who.question = ${sql.lit(CATEGORY_QUESTION)}
    where forms.kind = 'call' and ${which}),
  given as (select chosen.*, question, answer from chosen join answers on form = id and question <> ${sql.lit(CATEGORY_QUESTION)})
  select line, day, question, category, answer, count(*) as forms from given group by 1, 2, 3, 4, 5
  union all select line, day, question, category, ${sql.lit(ANSWERED)}, count(distinct id) from given
    where answer not in (${sql.lit(DECLINED)}, ${sql.lit(UNKNOWN)}) group by 1, 2, 3, 4
  union all select line, day, ${sql.lit(CATEGORY_QUESTION)}, category, category, count(*) from chosen group by 1, 2, 4`

const summedOf = (which: RawBuilder<unknown>) => sql`
  select line, substr(day, 1, length) as span, question, category, answer, sum(forms) as forms
  from (${daysOf(which)}), ${lengths} group by 1, 2, 3, 4, 5`
