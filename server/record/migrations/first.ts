import { type Kysely, type Migration, sql } from 'kysely'
import { dayOf } from '../../stats/calendar.ts'

const DEFAULT_ZONE = 'Europe/Stockholm'

/** Lines, accounts, sessions, boards and calls. */
export const first: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('lines')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('greeting', 'text', (c) => c.notNull())
      .addColumn('place', 'integer', (c) => c.notNull())
      .addColumn('started_on', 'text', (c) => c.notNull())
      .addColumn('catchment', 'integer', (c) => c.notNull())
      .addColumn('time_zone', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('accounts')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('username', 'text', (c) => c.notNull().unique())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('password', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('account_lines')
      .addColumn('account', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('line', 'text', (c) => c.notNull().references('lines.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('account_lines_key', ['account', 'line'])
      .execute()
    await db.schema
      .createTable('board_links')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('lines', 'text', (c) => c.notNull())
      .addColumn('created', 'bigint', (c) => c.notNull())
      .addColumn('ticket', 'text', (c) => c.unique())
      .addColumn('ticket_expires', 'bigint', (c) => c.notNull())
      .addColumn('old_ticket', 'text', (c) => c.unique())
      .addColumn('used', 'bigint')
      .addColumn('seen', 'bigint')
      .execute()
    await db.schema
      .createTable('sessions')
      .addColumn('token', 'text', (c) => c.primaryKey())
      .addColumn('account', 'text', (c) => c.references('accounts.id').onDelete('cascade'))
      .addColumn('board', 'text', (c) => c.references('board_links.id').onDelete('cascade'))
      .addColumn('created', 'bigint', (c) => c.notNull())
      .addColumn('seen', 'bigint', (c) => c.notNull())
      .addColumn('expires', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('calls')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('line', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('arrived', 'bigint', (c) => c.notNull())
      .addColumn('answered', 'bigint')
      .addColumn('ended', 'bigint')
      .addColumn('waited_s', 'real', (c) => c.notNull())
      .addColumn('talked_s', 'real', (c) => c.notNull())
      .addColumn('held_s', 'real', (c) => c.notNull())
      .addColumn('outcome', 'text')
      .addColumn('advisor', 'text')
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('week', 'text', (c) => c.notNull())
      .addColumn('month', 'text', (c) => c.notNull())
      .addColumn('heartbeat_at', 'bigint', (c) => c.notNull())
      .addColumn('origin', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('calls_line_month').on('calls').columns(['line', 'month']).execute()
    await db.schema.createIndex('calls_line_day').on('calls').columns(['line', 'day']).execute()
    // Few calls are open at a time: the beat and the start must not read a year of them.
    await db.schema.createIndex('calls_open').on('calls').column('heartbeat_at').where(sql.ref('ended'), 'is', null).execute()
    await db.schema
      .createTable('meta')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('value', 'text', (c) => c.notNull())
      .execute()
    await sql`insert into lines (id, name, greeting, place, started_on, catchment, time_zone)
      values ('valj-att-sluta', 'Välj att sluta', '', 1, ${dayOf(Date.now(), DEFAULT_ZONE)}, 10400000, ${DEFAULT_ZONE})`.execute(db)
    await sql`insert into meta (name, value) values ('rev', '0')`.execute(db)
  },
}
