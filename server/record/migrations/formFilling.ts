import { type Kysely, type Migration, sql } from 'kysely'

/**
 * Forms that are filled in: when they were saved, whether they are closed, and notes apart from the answers. Forms and answers lie in the
 * order of their random ids: an order of writing would lead from the forms of a week to its calls.
 */
export const formFilling: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('forms').renameTo('old_forms').execute()
    await db.schema
      .createTable('forms')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('call', 'text', (c) => c.unique())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('line', 'text', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('closed', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('rev', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('saved', 'bigint')
      .modifyEnd(sql`without rowid`)
      .execute()
    await sql`insert into forms (id, call, kind, line, day, version) select id, call, kind, line, day, version from old_forms`.execute(db)
    await db.schema.dropTable('old_forms').execute()
    await db.schema.createIndex('forms_line_day').on('forms').columns(['line', 'day']).execute()

    await db.schema.alterTable('answers').renameTo('old_answers').execute()
    await db.schema
      .createTable('answers')
      .addColumn('form', 'text', (c) => c.notNull())
      .addColumn('question', 'text', (c) => c.notNull())
      .addColumn('answer', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('answers_key', ['form', 'question', 'answer'])
      .modifyEnd(sql`without rowid`)
      .execute()
    await sql`insert into answers select form, question, answer from old_answers`.execute(db)
    await db.schema.dropTable('old_answers').execute()

    await db.schema
      .createTable('form_notes')
      .addColumn('form', 'text', (c) => c.primaryKey())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('erase_on', 'text', (c) => c.notNull())
      .addColumn('confirmed', 'text', (c) => c.notNull())
      .modifyEnd(sql`without rowid`)
      .execute()
    await db.schema.createIndex('form_notes_erase_on').on('form_notes').column('erase_on').execute()
  },
}
