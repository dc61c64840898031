import type { Kysely, Migration } from 'kysely'

/**
 * Signed-in time of the advisors of a line, hour by hour, as sums in seconds. There is no column for who: `most` is how many were signed in
 * at the same time, so that a figure of one person alone can be left out.
 */
export const presence: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('presence_hours')
      .addColumn('line', 'text', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('hour', 'integer', (c) => c.notNull())
      .addColumn('week', 'text', (c) => c.notNull())
      .addColumn('month', 'text', (c) => c.notNull())
      .addColumn('available_s', 'real', (c) => c.notNull())
      .addColumn('offered_s', 'real', (c) => c.notNull())
      .addColumn('talking_s', 'real', (c) => c.notNull())
      .addColumn('elsewhere_s', 'real', (c) => c.notNull())
      .addColumn('after_call_s', 'real', (c) => c.notNull())
      .addColumn('paused_s', 'real', (c) => c.notNull())
      .addColumn('missed', 'integer', (c) => c.notNull())
      .addColumn('most', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('presence_hours_key', ['line', 'day', 'hour'])
      .execute()
  },
}
