import type { Kysely, Migration } from 'kysely'

/** Texts that the operator's own people write, such as the guidance on duties, with every version. */
export const writtenTexts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('written_texts')
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('sv', 'text', (c) => c.notNull())
      .addColumn('en', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('written_texts_key', ['id', 'version'])
      .execute()
  },
}
