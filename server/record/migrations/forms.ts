import type { Kysely, Migration } from 'kysely'

/** Forms about calls, and their answers as rows, so that they can be counted as they lie. No column has a place for free text. */
export const forms: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('forms')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('call', 'text', (c) => c.unique())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('line', 'text', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('forms_line_day').on('forms').columns(['line', 'day']).execute()
    await db.schema
      .createTable('answers')
      .addColumn('form', 'text', (c) => c.notNull())
      .addColumn('question', 'text', (c) => c.notNull())
      .addColumn('answer', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('answers_key', ['form', 'question', 'answer'])
      .execute()
  },
}
