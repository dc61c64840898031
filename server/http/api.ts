import type { IncomingMessage } from 'node:http'
import { type ErrorRequestHandler, json, type Request, type RequestHandler, type Response, Router } from 'express'
import { type Outcome, ok, type Refusal, refuse } from '../../shared/errors.ts'
import { hoursRoutes } from '../hours/hoursRoutes.ts'
import { promptRoutes } from '../prompts/promptRoutes.ts'
import { adminRoutes } from './adminRoutes.ts'
import { dutyRoutes } from './dutyRoutes.ts'
import { addressOf } from './fairShares.ts'
import { formRoutes } from './formRoutes.ts'
import { importRoutes } from './importRoutes.ts'
import { parse } from './inputs.ts'
import { isDeeperThan, MOST_DEEP } from './jsonDepth.ts'
import { knowledgeRoutes } from './knowledgeRoutes.ts'
import { messageRoutes } from './messageRoutes.ts'
import { askRoutes, helpRoutes, registerRoutes } from './registerRoutes.ts'
import { replyRoutes } from './replyRoutes.ts'
import { reportRoutes } from './reportRoutes.ts'
import { reviewRoutes } from './reviewRoutes.ts'
import { type ApiParts, Content, type Route } from './route.ts'
import { sessionRoutes } from './sessionRoutes.ts'
import { staffRoutes } from './staffRoutes.ts'
import { RETRY_AFTER_S, STATUS } from './status.ts'
import { surveyRoutes } from './surveyRoutes.ts'
import { weekRoutes } from './weekRoutes.ts'

/** It has counts of its own, which know whose device somebody comes from: what a neighbour does must not shut that one out. */
const SIGN_IN = '/api/session'

/** Every route of /api, in one table. */
export function apiRoutes(parts: ApiParts): Route[] {
  return [
    ...sessionRoutes(parts),
    ...adminRoutes(parts),
    ...hoursRoutes(parts),
    ...promptRoutes(parts),
    ...replyRoutes(parts),
    ...formRoutes(parts),
    ...messageRoutes(parts),
    ...reviewRoutes(parts),
    ...weekRoutes(parts),
    ...reportRoutes(parts),
    ...surveyRoutes(parts),
    ...importRoutes(parts),
    ...helpRoutes(parts),
    ...registerRoutes(parts),
    ...askRoutes(parts),
    ...dutyRoutes(parts),
    ...staffRoutes(parts),
    ...knowledgeRoutes(parts),
  ]
}

/** The routes on express: parsed, checked for role, answered as JSON. */
export function createApi(parts: ApiParts): Router {
  const router = Router({ caseSensitive: true })
  router.use(json({ limit: '64kb', strict: true, verify: refuseDeep }))
  for (const one of apiRoutes(parts)) router[one.method](one.path, served(one, parts))
  router.use('/api', (_request, response) => sendRefusal(response, { code: 'notFound' }))
  return router
}

function served(route: Route, parts: ApiParts): RequestHandler {
  return async (request, response) => {
    const begun = performance.now()
    const outcome = await answer(route, parts, request, response)
    if (!outcome.ok) sendRefusal(response, outcome.refusal)
    else if (outcome.value === undefined) response.status(204).end()
    else if (outcome.value instanceof Content) sendFile(response, outcome.value)
    else response.json(outcome.value)
    const ms = Math.round(performance.now() - begun)
    parts.log.debug('http', { method: request.method, route: route.path, status: response.statusCode, ms })
  }
}

async function answer(route: Route, parts: ApiParts, request: Request, response: Response): Promise<Outcome<unknown>> {
  const who = await parts.sessions.find(request.headers.cookie)
  if (route.roles !== 'anyone') {
    if (!who) return refuse('notSignedIn')
    if (!route.roles.includes(who.me.role)) return refuse('notAllowed')
  } else if (route.method !== 'get' && !who && route.path !== SIGN_IN) {
    const client = parts.strangers.clientOf(request)
    if (client.is === 'stranger' && !parts.strangers.ledger.take(client.networks, 'knocks')) return refuse('tooManyAttempts')
  }
  // Whoever changes something is there; what is only read, a page reads by itself.
  if (who && request.method !== 'GET') await parts.sessions.input(who.key)
  const body = await bodyOf(route, request)
  if (!body.ok) return body
  const params = Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]))
  const query = Object.fromEntries(new URLSearchParams(request.originalUrl.split('?')[1]))
  const setCookie = (value: string) => void response.append('Set-Cookie', value)
  return route.handle({
    body: body.value,
    id: params.id ?? '',
    params,
    query,
    who,
    cookie: request.headers.cookie,
    address: addressOf(parts.strangers, request),
    setCookie,
  })
}

async function bodyOf(route: Route, request: Request): Promise<Outcome<unknown>> {
  if (route.mostBytes !== undefined) return ok(await readBytes(request, route.mostBytes))
  return route.body ? parse(route.body, request.body) : ok(undefined)
}

function refuseDeep(_request: IncomingMessage, _response: unknown, body: Buffer): void {
  if (isDeeperThan(body, MOST_DEEP)) throw Object.assign(new Error('too deep'), { status: 400 })
}

/** The whole body; null when it has more than that. What is too much is let pass by, so that the sender hears the answer. */
export async function readBytes(request: IncomingMessage, most: number): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let size = Number(request.headers['content-length'] ?? 0)
  if (size <= most) {
    size = 0
    for await (const part of request.iterator({ destroyOnReturn: false })) {
      size += part.length
      if (size > most) break
      parts.push(part)
    }
  }
  if (size <= most) return Buffer.concat(parts)
  request.resume()
  return null
}

/** Sends a file that no browser opens as a page of ours (RFC 6266, 4.1). */
function sendFile(response: Response, { type, bytes, fileName }: Content): void {
  // Our own names have no other signs; a name that came from elsewhere cannot leave its quotes.
  response.setHeader('Content-Disposition', `attachment; filename="${fileName.replaceAll(/[^\w.-]/g, '_')}"`)
  response.type(type).send(bytes)
}

/** Sends a refusal with its status. */
export function sendRefusal(response: Response, refusal: Refusal): void {
  const seconds = RETRY_AFTER_S[refusal.code]
  if (seconds !== undefined) response.setHeader('Retry-After', String(seconds))
  response.status(STATUS[refusal.code]).json({ refusal })
}

/** The one place where a surprise ends: told to the log, and nothing of it to who asked. What could not be read is a bad request, and not told at all. */
export function lastResort(log: ApiParts['log']): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error)
    const status = (error as { status?: unknown } | null)?.status
    if (typeof status === 'number' && status >= 400 && status < 500) return sendRefusal(response, { code: 'badRequest' })
    log.error('http fault', { error })
    sendRefusal(response, { code: 'serverFault' })
  }
}
