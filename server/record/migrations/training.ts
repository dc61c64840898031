import { type Kysely, type Migration, sql } from 'kysely'

/** What advisors have been trained in, by whom it was entered. It goes with the account. */
export const training: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('training')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('what', 'text', (c) => c.notNull())
      .addColumn('entered_by', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .modifyEnd(sql`without rowid`)
      .execute()
    await db.schema.createIndex('training_account').on('training').columns(['account', 'day']).execute()
  },
}
