import { type Kysely, type Migration, sql } from 'kysely'

/** Daily sums for the service level, and sums of the forms by year, month and day. */
export const rollups: Migration = {
  async up(db: Kysely<unknown>) {
    for (const count of ['in_time', 'imported_answered', 'imported_abandoned'])
      await db.schema
        .alterTable('call_days')
        .addColumn(count, 'integer', (c) => c.notNull().defaultTo(0))
        .execute()
    await sql`update call_days set in_time = own.in_time, imported_answered = own.imported_answered, imported_abandoned = own.imported_abandoned
      from (select line, month, channel, kind, met_closed, day,
          sum(case when origin <> 'imported' and answered is not null and waited_s <= 60 then 1 else 0 end) as in_time,
          sum(case when origin = 'imported' and (answered is not null or outcome = 'answered') then 1 else 0 end) as imported_answered,
          sum(case when origin = 'imported' and answered is null and outcome = 'abandoned' then 1 else 0 end) as imported_abandoned
        from counted_calls where outcome is not null group by line, month, channel, kind, met_closed, day) as own
      where call_days.line = own.line and call_days.month = own.month and call_days.channel = own.channel and call_days.kind = own.kind
        and call_days.met_closed = own.met_closed and call_days.day = own.day`.execute(db)
    await db.schema
      .createTable('form_sums')
      .addColumn('line', 'text', (c) => c.notNull())
      .addColumn('span', 'text', (c) => c.notNull())
      .addColumn('question', 'text', (c) => c.notNull())
      .addColumn('category', 'text', (c) => c.notNull())
      .addColumn('answer', 'text', (c) => c.notNull())
      .addColumn('forms', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('form_sums_key', ['line', 'span', 'question', 'category', 'answer'])
      // The rows lie in the order in which they are asked for: what a report reads lies together.
      .modifyEnd(sql`without rowid`)
      .execute()
    await sql`insert into form_sums (line, span, question, category, answer, forms)
      with chosen as materialized (select forms.id, line, day, coalesce(who.answer, 'unknown') as category
        from forms left join answers as who on who.form = forms.id and who.question = 'caller_category' where forms.kind = 'call'),
      given as (select chosen.*, question, answer from chosen join answers on form = id and question <> 'caller_category'),
      days as (select line, day, question, category, answer, count(*) as forms from given group by 1, 2, 3, 4, 5
        union all select line, day, question, category, '', count(distinct id) from given
          where answer not in ('declined', 'unknown') group by 1, 2, 3, 4
        union all select line, day, 'caller_category', category, category, count(*) from chosen group by 1, 2, 4)
      select line, substr(day, 1, length), question, category, answer, sum(forms)
      from days, (select 4 as length union all select 7 union all select 10) group by 1, 2, 3, 4, 5`.execute(db)
  },
}
