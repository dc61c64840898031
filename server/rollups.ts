import { sql } from 'kysely'
import { readConfig } from './config.ts'
import { checkCallDays, monthsToSum, rebuildMonth } from './record/callDays.ts'
import { checkFormSums, rebuildYear, yearsToSum } from './record/formSums.ts'
import { type Db, openRecord } from './record/open.ts'

const USAGE = 'Usage: npm run rollups -- --check|--rebuild   (compares the sums with the calls and forms, or makes them anew from them)'
/** So many differences are told one by one. */
const MOST_TOLD = 20

/** A wrong command line, or sums that are wrong; its message says what. */
class UsageError extends Error {
  override readonly name = 'UsageError'
}

/**
 * Proves that the sums equal the calls and the forms (`--check`), or makes them anew (`--rebuild`) and proves it then, with the server
 * running or not: it never waits longer than for one month of a line, or one year of its forms. Gives the words for success; throws
 * UsageError with the days and spans that differ.
 */
export async function rollups(argv: readonly string[], env = process.env): Promise<string> {
  const [verb, ...rest] = argv
  if ((verb !== '--check' && verb !== '--rebuild') || rest.length > 0) throw new UsageError(USAGE)
  const db = await openRecord(readConfig(env).databaseFile)
  try {
    if (verb === '--rebuild') await rebuild(db)
    const different = await differences(db)
    if (different.length > 0) throw new UsageError(tellDifferent(different))
    const { rows } = await sql<{
      sums: number
    }>`select (select count(*) from call_days) + (select count(*) from form_sums) as sums`.execute(db)
    return `The sums equal the calls and the forms (${rows[0]?.sums} sums).`
  } finally {
    await db.destroy()
  }
}

async function rebuild(db: Db): Promise<void> {
  for (const month of await monthsToSum(db)) await db.transaction().execute((tx) => rebuildMonth(tx, month))
  for (const year of await yearsToSum(db)) await db.transaction().execute((tx) => rebuildYear(tx, year))
}

async function differences(db: Db): Promise<string[]> {
  const days = (await checkCallDays(db)).map(({ key }) => key)
  const spans: string[] = []
  for (const year of await yearsToSum(db)) spans.push(...(await checkFormSums(db, year)))
  return [...days, ...spans]
}

const tellDifferent = (keys: readonly string[]): string =>
  [
    `${keys.length} sums differ from the calls and the forms; --rebuild makes them anew.`,
    'Line, month, day, channel, kind, closed; or line, year or month or day, question, category, answer:',
    ...keys.slice(0, MOST_TOLD).map((key) => `  ${key}`),
  ].join('\n')
