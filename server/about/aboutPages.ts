import { type Request, type Response, Router } from 'express'
import type { Line, LineId } from '../../shared/floor/model.ts'
import type { PublicLine } from '../../shared/http.ts'
import { nationwide } from '../../shared/services/find.ts'
import type { Service } from '../../shared/services/service.ts'
import type { Config } from '../config.ts'
import { languageOf, plainAssets, sendPage } from '../plain/page.ts'
import { type AboutFrame, aboutPage, missingPage, SPOKEN } from './page.ts'

export interface AboutParts {
  readonly config: Config
  /** All lines, in their order. */
  readonly lines: () => readonly Line[]
  /** What everybody may know of a line now. */
  readonly knownOf: (line: Line) => PublicLine
  /** The register as it is now. */
  readonly services: () => readonly Service[]
  /** ms since 1970. */
  readonly clock: () => number
}

/**
 * The page about a line at `/about`, and of one that is named at `/about/LINE`: a document that the server writes, so that it needs no script.
 * It reads nothing of who asks but the language. `/om`, as one says it in Swedish, leads to it.
 */
export function createAboutPages({ config, lines, knownOf, services, clock }: AboutParts): Router {
  const router = Router({ caseSensitive: false })
  const assets = plainAssets(config.clientDir)

  router.get(['/om', '/om/:line'], (request, response) => {
    const [, query] = request.originalUrl.split('?')
    const named = namedIn(request)
    response.redirect(302, `/about${named === '' ? '' : `/${encodeURIComponent(named)}`}${query ? `?${query}` : ''}`)
  })

  router.get(['/about', '/about/:line'], (request, response: Response) => {
    response.setHeader('Vary', 'Accept-Language')
    const query = new URLSearchParams(request.originalUrl.split('?')[1])
    const named = namedIn(request)
    const line = named === '' ? lines()[0] : lines().find(({ id }) => id === named)
    const frame: AboutFrame = {
      language: languageOf(query.get('lang'), request, SPOKEN),
      rest: named === '' ? '' : `/${encodeURIComponent(named)}`,
      assets,
    }
    if (!line) return sendPage(response, 404, missingPage(frame, lines().length > 0))
    const elsewhere = nationwide(services()).filter(isForSubjected)
    sendPage(response, 200, aboutPage(frame, { line, known: knownOf(line), elsewhere, now: clock() }))
  })
  return router
}

const namedIn = (request: Request): LineId => String(request.params.line ?? '')

const isForSubjected = ({ targets, runsLine }: Service): boolean => targets.includes('subjected') && !runsLine
