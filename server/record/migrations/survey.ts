import { type Kysely, type Migration, sql } from 'kysely'

/**
 * What callers have answered afterwards, as sums alone: of no answer is there a row of its own. And what services count themselves of those who
 * came to them, year by year.
 */
export const survey: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('survey_counts')
      .addColumn('line', 'text', (c) => c.notNull())
      .addColumn('quarter', 'text', (c) => c.notNull())
      .addColumn('question', 'text', (c) => c.notNull())
      .addColumn('answer', 'text', (c) => c.notNull())
      .addColumn('count', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('survey_counts_key', ['line', 'quarter', 'question', 'answer'])
      .modifyEnd(sql`without rowid`)
      .execute()
    await db.schema
      .createTable('referral_counts')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('line', 'text', (c) => c.notNull())
      .addColumn('year', 'integer', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('service', 'text')
      .addColumn('contacted', 'integer', (c) => c.notNull())
      .addColumn('started', 'integer')
      .addColumn('source', 'text', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('referral_counts_one', ['line', 'year', 'name'])
      .execute()
  },
}
