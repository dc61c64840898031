import { type Kysely, type Migration, sql } from 'kysely'

/** Messages that callers leave: what is known of each, the sealed key of its sound, and what has been done about it. */
export const messages: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('messages')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('line', 'text', (c) => c.notNull())
      .addColumn('language', 'text')
      .addColumn('arrived', 'bigint', (c) => c.notNull())
      .addColumn('length_s', 'real', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('claimed_by', 'text')
      .addColumn('claimed', 'bigint')
      .addColumn('heard', 'bigint')
      .addColumn('attempted', 'bigint')
      .addColumn('called_back', 'bigint')
      .addColumn('handled', 'bigint')
      .addColumn('erased', 'bigint')
      .addColumn('expires', 'bigint', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('month', 'text', (c) => c.notNull())
      .addColumn('origin', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('messages_line_month').on('messages').columns(['line', 'month']).execute()
    await db.schema.createIndex('messages_open').on('messages').column('expires').where(sql.ref('erased'), 'is', null).execute()
    await db.schema
      .createTable('message_keys')
      .addColumn('message', 'text', (c) => c.primaryKey())
      .addColumn('sealed', 'text', (c) => c.notNull())
      .addColumn('mark', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('message_events')
      .addColumn('message', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('account', 'text')
      .addColumn('what', 'text', (c) => c.notNull())
      .addColumn('outcome', 'text')
      .execute()
    await db.schema.createIndex('message_events_message').on('message_events').columns(['message', 'at']).execute()
  },
}
