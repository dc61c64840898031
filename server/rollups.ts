import { readConfig } from './config.ts'
import { checkCallDays, rebuildCallDays } from './record/callDays.ts'
import { openRecord } from './record/open.ts'

const USAGE = 'Usage: npm run rollups -- --check|--rebuild   (compares the daily sums with the calls, or makes them anew from the calls)'
/** So many differences are told one by one. */
const MOST_TOLD = 20

/** A wrong command line, or sums that are wrong; its message says what. */
class UsageError extends Error {
  override readonly name = 'UsageError'
}

/**
 * Proves that the daily sums equal the calls (`--check`), or makes them anew (`--rebuild`) and proves it then, with the server running
 * or not. Gives the words for success; throws UsageError with the days that differ.
 */
export async function rollups(argv: readonly string[], env = process.env): Promise<string> {
  const [verb, ...rest] = argv
  if ((verb !== '--check' && verb !== '--rebuild') || rest.length > 0) throw new UsageError(USAGE)
  const db = await openRecord(readConfig(env).databaseFile)
  try {
    // One transaction: no call may end between the sums and the check.
    return await db.transaction().execute(async (tx) => {
      if (verb === '--rebuild') await rebuildCallDays(tx)
      const differences = await checkCallDays(tx)
      const { rows } = await tx
        .selectFrom('call_days')
        .select((is) => is.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
      if (differences.length === 0) return `The daily sums equal the calls (${rows} sums).`
      const told = differences.slice(0, MOST_TOLD).map(({ key }) => `  ${key}`)
      throw new UsageError(
        [
          `${differences.length} daily sums differ from the calls; --rebuild makes them anew. Line, month, day, channel, kind, closed:`,
          ...told,
        ].join('\n'),
      )
    })
  } finally {
    await db.destroy()
  }
}
