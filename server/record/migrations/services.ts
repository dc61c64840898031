import type { Kysely, Migration } from 'kysely'

/** The register of services with every version of each, meetings with them, and questions put to them by link. Nothing in it is of a caller. */
export const services: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('services')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('origin', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('facts', 'text', (c) => c.notNull())
      .addColumn('checked_at', 'bigint')
      .addColumn('checked_by', 'text')
      .execute()
    await db.schema
      .createTable('service_versions')
      .addColumn('service', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('account', 'text')
      .addColumn('way', 'text', (c) => c.notNull())
      .addColumn('facts', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('service_versions_key', ['service', 'version'])
      .execute()
    await db.schema
      .createTable('service_meetings')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('services', 'text', (c) => c.notNull())
      .addColumn('roles', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('views', 'text', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('service_asks')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('service', 'text', (c) => c.notNull())
      .addColumn('token', 'text', (c) => c.unique())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('expires', 'bigint', (c) => c.notNull())
      .addColumn('answered_at', 'bigint')
      .addColumn('facts', 'text')
      .execute()
  },
}
