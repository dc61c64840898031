import type { Kysely, Migration } from 'kysely'

/** Notes and decisions of the weekly meetings. */
export const meetings: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('meeting_notes')
      .addColumn('week', 'text', (c) => c.notNull())
      .addColumn('lines', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('meeting_notes_key', ['week', 'lines'])
      .execute()
    await db.schema
      .createTable('meeting_decisions')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('week', 'text', (c) => c.notNull())
      .addColumn('lines', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('done_in', 'text')
      .addColumn('done_account', 'text')
      .addColumn('done_at', 'bigint')
      .execute()
    await db.schema.createIndex('meeting_decisions_done').on('meeting_decisions').columns(['done_in', 'week']).execute()
  },
}
