import { type Kysely, type Migration, sql } from 'kysely'

/**
 * Calls and monthly totals from before: what an import is, its rows until it is kept, its daily sums, and totals of months. What an
 * import brings counts while its state is `kept`, and not before or after. There is no place for a number of a caller.
 */
export const imports: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('calls').addColumn('import_id', 'text').execute()
    await db.schema.createIndex('calls_import').on('calls').column('import_id').where(sql.ref('import_id'), 'is not', null).execute()
    await db.schema
      .alterTable('call_days')
      .addColumn('imported', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema
      .createTable('imports')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('what', 'text', (c) => c.notNull())
      .addColumn('line', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('received', 'integer', (c) => c.notNull())
      .addColumn('done', 'integer', (c) => c.notNull())
      .addColumn('told', 'text', (c) => c.notNull())
      .addColumn('found', 'text')
      .addColumn('left_out', 'text', (c) => c.notNull().defaultTo('[]'))
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('kept_by', 'text')
      .addColumn('kept_at', 'bigint')
      .addColumn('undone_by', 'text')
      .addColumn('undone_at', 'bigint')
      .execute()
    await db.schema
      .createTable('import_rows')
      .addColumn('import_id', 'text', (c) => c.notNull())
      .addColumn('arrived', 'bigint', (c) => c.notNull())
      .addColumn('n', 'integer', (c) => c.notNull())
      .addColumn('answered', 'integer', (c) => c.notNull())
      .addColumn('talked_s', 'real')
      .addColumn('waited_s', 'real')
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('alike', 'text')
      // In order of time: duplicates lie beside each other, and days are summed without sorting.
      .addPrimaryKeyConstraint('import_rows_key', ['import_id', 'arrived', 'n'])
      .modifyEnd(sql`without rowid`)
      .execute()
    await db.schema
      .createTable('import_days')
      .addColumn('import_id', 'text', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('week', 'text', (c) => c.notNull())
      .addColumn('month', 'text', (c) => c.notNull())
      .addColumn('answered', 'integer', (c) => c.notNull())
      .addColumn('abandoned', 'integer', (c) => c.notNull())
      .addColumn('abandoned_short', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('import_days_key', ['import_id', 'day'])
      .execute()
    await db.schema
      .createTable('month_totals')
      .addColumn('import_id', 'text', (c) => c.notNull())
      .addColumn('line', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('month', 'text', (c) => c.notNull())
      .addColumn('calls', 'integer', (c) => c.notNull())
      .addColumn('answered', 'integer')
      .addColumn('abandoned', 'integer')
      .addColumn('alike', 'text')
      .addPrimaryKeyConstraint('month_totals_key', ['import_id', 'month'])
      .execute()
    await sql`create view counted_calls as
      select * from calls where import_id is null or import_id in (select id from imports where state = 'kept')`.execute(db)
  },
}
