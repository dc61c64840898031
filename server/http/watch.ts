import { type RequestHandler, Router } from 'express'
import type { Sessions } from '../auth/sessions.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { isOwnMachine } from '../shares/clientAddress.ts'
import { sendRefusal } from './api.ts'

export interface WatchParts {
  readonly config: Config
  readonly sessions: Sessions
  /** Resolves when database and switchboard are alive; throws otherwise. */
  readonly alive: () => Promise<void>
  /** The text of /metrics. */
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>
  readonly log: Log
}

/** For those who watch over the server: whether it lives, and its sums, which behind a proxy a supervisor alone reads here. */
export function createWatch({ config, sessions, alive, metrics, log }: WatchParts): Router {
  const health: RequestHandler = async (_request, response) => {
    try {
      await alive()
      response.json({ status: 'ok' })
    } catch (error) {
      log.error('not healthy', { error })
      response.status(503).json({ refusal: { code: 'serverFault' } })
    }
  }

  const sums: RequestHandler = async (request, response) => {
    const who = await sessions.find(request.headers.cookie)
    if (!isOwnMachine(request, config) && who?.me.role !== 'supervisor')
      return sendRefusal(response, { code: who ? 'notAllowed' : 'notSignedIn' })
    const { type, text } = await metrics()
    response.setHeader('Content-Type', type)
    response.end(text)
  }

  const router = Router()
  router.get('/healthz', health)
  router.get('/metrics', sums)
  return router
}
