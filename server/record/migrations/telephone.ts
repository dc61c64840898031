import { type Kysely, type Migration, sql } from 'kysely'
import { plainService } from '../../../shared/floor/service.ts'

/** What the telephone network brings: a line's number, hours and service, languages, call-backs and interpreters. */
export const telephone: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('lines')
      .addColumn('number', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
    await db.schema.alterTable('lines').addColumn('hours', 'text').execute()
    await db.schema
      .alterTable('lines')
      .addColumn('service', 'text', (c) => c.notNull().defaultTo('{}'))
      .execute()
    await sql`update lines set service = ${JSON.stringify(plainService)}`.execute(db)
    await db.schema
      .alterTable('accounts')
      .addColumn('languages', 'text', (c) => c.notNull().defaultTo('[]'))
      .execute()
    await db.schema
      .alterTable('calls')
      .addColumn('kind', 'text', (c) => c.notNull().defaultTo('call'))
      .execute()
    await db.schema.alterTable('calls').addColumn('reason', 'text').execute()
    await db.schema.alterTable('calls').addColumn('language', 'text').execute()
    await db.schema
      .alterTable('calls')
      .addColumn('met_closed', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema
      .alterTable('calls')
      .addColumn('interpreted_s', 'real', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('calls').addColumn('interpreted_language', 'text').execute()
  },
}
