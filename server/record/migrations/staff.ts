import { type Kysely, type Migration, sql } from 'kysely'

/** The legal grounds that the operator has written down for what is kept, and who has taken out what is kept of whom. */
export const staff: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('data_grounds')
      .addColumn('kind', 'text', (c) => c.primaryKey())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .modifyEnd(sql`without rowid`)
      .execute()
    await db.schema
      .createTable('account_readings')
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('reader', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('account_readings_account').on('account_readings').columns(['account', 'at']).execute()
    // Accounts have been removed before without it.
    await sql`insert into meta (name, value) values ('accounts removed', '')`.execute(db)
  },
}
