import type { Kysely, Migration } from 'kysely'

/** Which session a board's new one takes the place of; the old one stays good until the new one is used. */
export const sessionRotation: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('sessions').addColumn('replaces', 'text').execute()
    await db.schema.createIndex('sessions_expires').on('sessions').column('expires').execute()
  },
}
