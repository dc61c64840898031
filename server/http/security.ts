import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { type Config, isSecure } from '../config.ts'
import { sendRefusal } from './api.ts'

/** Headers that keep a page to itself: nothing from elsewhere, nothing to elsewhere, no frame, no referrer. */
export function securityHeaders(config: Config): RequestHandler[] {
  const self = "'self'"
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: [self],
          // Solid puts fixed style attributes into its templates; style elements stay forbidden.
          styleSrc: [self],
          styleSrcAttr: ["'unsafe-inline'"],
          imgSrc: [self, 'data:'],
          fontSrc: [self],
          mediaSrc: [self, 'blob:'],
          workerSrc: [self],
          manifestSrc: [self],
          // Some browsers do not count ws: and wss: of the same host as 'self'.
          connectSrc: [self, (request) => `ws://${hostOf(request)}`, (request) => `wss://${hostOf(request)}`],
          formAction: [self],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: isSecure(config) ? { maxAge: 31_536_000, includeSubDomains: true } : false,
      referrerPolicy: { policy: 'no-referrer' },
      xFrameOptions: { action: 'deny' },
      // A browser ignores them over plain HTTP, with a complaint in its console.
      crossOriginOpenerPolicy: isSecure(config),
      originAgentCluster: isSecure(config),
    }),
    (_request, response, next) => {
      response.setHeader('Cache-Control', 'no-store')
      response.setHeader('Permissions-Policy', 'microphone=(self), speaker-selection=(self), camera=(), geolocation=(), browsing-topics=()')
      next()
    },
  ]
}

/** Refuses requests that change something and come from another site's page. */
export function sameOriginOnly(config: Config): RequestHandler {
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD' || isSameOrigin(request, config)) next()
    else sendRefusal(response, { code: 'notAllowed' })
  }
}

/** Whether a request comes from a page of ours, or from a program that is no page. */
export function isSameOrigin(request: IncomingMessage, config: Config): boolean {
  const { origin } = request.headers
  if (origin === undefined) return request.headers['sec-fetch-site'] !== 'cross-site'
  if (origin === config.publicOrigin) return true
  return URL.canParse(origin) && new URL(origin).host === request.headers.host
}

/** The request's Host when it is one; it goes into a header, where nothing else may. */
function hostOf(request: IncomingMessage): string {
  const host = request.headers.host ?? ''
  return /^(?:[\w.-]+|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/.test(host) ? host : 'localhost'
}
