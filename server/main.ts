/**
 * The program. Started plainly, it is the process that carries sound, and keeps a second one in which all else runs (server/keeper.ts);
 * `main.js user add …` makes an account instead of serving, `main.js rollups …` looks after the daily sums.
 */

/** Faults whose words are for the operator; of all others the stack is shown. */
const EXPECTED = ['ConfigError', 'SoundUnusable', 'RecordTaken', 'UsageError']

async function main(): Promise<void> {
  switch (process.argv[2]) {
    case 'rollups': {
      const { rollups } = await import('./rollups.ts')
      process.stdout.write(`${await rollups(process.argv.slice(3))}\n`)
      return
    }
    case 'user': {
      const { addUser } = await import('./user.ts')
      process.stdout.write(`${await addUser(process.argv.slice(3))}\n`)
      return
    }
    case 'signalling': {
      const { serve } = await import('./signalling.ts')
      return serve()
    }
    default: {
      const { keep } = await import('./keeper.ts')
      return keep(process.argv[1] ?? '')
    }
  }
}

main().catch((error: unknown) => {
  const expected = error instanceof Error && EXPECTED.includes(error.name)
  const words = error instanceof Error ? (expected ? error.message : error.stack) : String(error)
  process.stderr.write(`${words}\n`)
  process.exit(1)
})
