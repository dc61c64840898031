import type { Kysely, Migration } from 'kysely'

/** Answers to e-mails, each as a line and an hour. */
export const replies: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('email_replies')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('line', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('week', 'text', (c) => c.notNull())
      .addColumn('month', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('email_replies_line_month').on('email_replies').columns(['line', 'month']).execute()
  },
}
