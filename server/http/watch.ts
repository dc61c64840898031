import { type RequestHandler, Router } from 'express'
import { isLocal } from '../auth/addressThrottle.ts'
import type { Sessions } from '../auth/sessions.ts'
import type { Log } from '../log.ts'
import { sendRefusal } from './api.ts'

export interface WatchParts {
  readonly sessions: Sessions
  /** Resolves when database and switchboard are alive; throws otherwise. */
  readonly alive: () => Promise<void>
  /** The text of /metrics. */
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>
  readonly log: Log
}

/** For those who watch over the server: whether it lives, and its sums. */
export function createWatch({ sessions, alive, metrics, log }: WatchParts): Router {
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
    if (!isLocal(request) && who?.me.role !== 'supervisor') return sendRefusal(response, { code: who ? 'notAllowed' : 'notSignedIn' })
    const { type, text } = await metrics()
    response.setHeader('Content-Type', type)
    response.end(text)
  }

  const router = Router()
  router.get('/healthz', health)
  router.get('/metrics', sums)
  return router
}
