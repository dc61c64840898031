import { createApp, originOf } from './app.ts'
import { ConfigError, readConfig } from './config.ts'

/** A shutdown takes no longer than this, in ms. */
const CLOSE_MS = 5_000

/** Serves until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const demo = process.env.LYHORD_DEMO === '1'
  const app = await createApp(config, { origin: demo ? 'demo' : 'live' })
  let stopDemo: (() => Promise<void> | void) | undefined

  let closing = false
  const close = (): void => {
    if (closing) return
    closing = true
    setTimeout(() => process.exit(1), CLOSE_MS).unref()
    Promise.resolve(stopDemo?.())
      .then(() => app.close())
      .then(
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
  process.stdout.write(`Lyhörd serves at ${originOf(config, port)}\n`)
  if (setupUrl && !demo) process.stdout.write(`Make the first supervisor at ${setupUrl}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
