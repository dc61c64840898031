import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { outliveFaults } from './faults.ts'
import { originOf } from './http/webServer.ts'

/** A shutdown takes no longer than this, in ms. */
const CLOSE_MS = 5_000

/** Faults whose words are for the operator; of all others the stack is shown. */
const EXPECTED = ['ConfigError', 'MediaPortTaken', 'RecordTaken', 'UsageError']

/** Serves until SIGTERM or SIGINT. With LYHORD_DEMO=1 it is a demonstration: calls are marked as such, and callers are simulated. */
async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const isDemo = process.env.LYHORD_DEMO === '1'
  const app = await createApp(config, { origin: isDemo ? 'demo' : 'live' })
  let stopDemo = (): void => {}
  let closing = false

  const close = (): void => {
    if (closing) return
    closing = true
    setTimeout(() => process.exit(1), CLOSE_MS).unref()
    stopDemo()
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        app.log.error('not closed cleanly', { error })
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', close)
  process.on('SIGINT', close)

  const { port, setupUrl } = await app.listen()
  outliveFaults(app.log)
  process.stdout.write(`Lyhörd serves at ${originOf(config, port)}\n`)
  if (isDemo) {
    const { startDemo } = await import('./demo/demo.ts')
    stopDemo = await startDemo(app, { ...config, port })
  } else if (setupUrl) process.stdout.write(`Make the first supervisor at ${setupUrl}\n`)
}

/** `main.js user add …` makes an account instead of serving, `main.js rollups …` looks after the daily sums. */
async function main(): Promise<void> {
  if (process.argv[2] === 'rollups') {
    const { rollups } = await import('./rollups.ts')
    process.stdout.write(`${await rollups(process.argv.slice(3))}\n`)
    return
  }
  if (process.argv[2] !== 'user') return serve()
  const { addUser } = await import('./user.ts')
  process.stdout.write(`${await addUser(process.argv.slice(3))}\n`)
}

main().catch((error: unknown) => {
  const expected = error instanceof Error && EXPECTED.includes(error.name)
  const words = error instanceof Error ? (expected ? error.message : error.stack) : String(error)
  process.stderr.write(`${words}\n`)
  process.exit(1)
})
