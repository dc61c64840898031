import { createApp } from './app.ts'
import { SETUP_HOURS } from './auth/setupToken.ts'
import { readConfig } from './config.ts'
import { outliveFaults } from './faults.ts'
import { originOf } from './http/webServer.ts'
import { keeperChannel, tellKeeper } from './media/sound/process.ts'
import { openSound } from './media/sound/sound.ts'
import { clientsAreToldBy } from './shares/clientAddress.ts'

/** A shutdown takes no longer than this, in ms. */
const CLOSE_MS = 5_000

/**
 * All but the sound: pages, SIP, the floor and the record, in a process that the keeper has begun. Serves until SIGTERM or SIGINT, and ends
 * at once when the keeper is gone. With LYHORD_DEMO=1 it is a demonstration: calls are marked as such, and callers are simulated.
 */
export async function serve(): Promise<void> {
  const channel = keeperChannel(() => process.exit(1))
  const config = readConfig(process.env)
  const isDemo = process.env.LYHORD_DEMO === '1'
  const app = await createApp(config, {
    origin: isDemo ? 'demo' : 'live',
    ...(channel && { openSound: (settings, onFault) => openSound(channel, settings, onFault) }),
  })
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
  const again = process.env.LYHORD_AGAIN === '1'
  tellKeeper({ is: 'serves', port })
  if (!again) process.stdout.write(`Lyhörd serves at ${originOf(config, port)}\n${clientsAreToldBy(config)}\n`)
  if (isDemo) {
    const { startDemo } = await import('./demo/demo.ts')
    stopDemo = await startDemo(app, { ...config, port })
  } else if (setupUrl) {
    process.stdout.write(`Make the first supervisor at ${setupUrl}\n`)
    process.stdout.write(`The address works once, within ${SETUP_HOURS} hours; a restart makes a new one.\n`)
  }
}
