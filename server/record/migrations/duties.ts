import { type Kysely, type Migration, sql } from 'kysely'

/**
 * Reports to social services and the police, sealed, and who has read them; what was weighed, as a month and a kind; the laws that the
 * guidance names; who of the staff is a lawyer, and what they have trained for. Nothing of it hangs on a call, and the order of rows tells nothing.
 */
export const duties: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('duty_reports')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('line', 'text', (c) => c.notNull())
      .addColumn('author', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('made_on', 'text', (c) => c.notNull())
      .addColumn('sent_on', 'text')
      .addColumn('erased_on', 'text')
      .addColumn('sealed', 'text')
      .addColumn('mark', 'text')
      .modifyEnd(sql`without rowid`)
      .execute()
    await db.schema
      .createTable('duty_readings')
      .addColumn('report', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('duty_readings_report').on('duty_readings').columns(['report', 'at']).execute()
    await db.schema
      .createTable('duty_counts')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('line', 'text', (c) => c.notNull())
      .addColumn('month', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('what', 'text', (c) => c.notNull())
      .modifyEnd(sql`without rowid`)
      .execute()
    await db.schema
      .createTable('duty_settings')
      .addColumn('version', 'integer', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('way', 'text', (c) => c.notNull())
      .addColumn('settings', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .alterTable('accounts')
      .addColumn('lawyer', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema
      .alterTable('accounts')
      .addColumn('qualification', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
  },
}
