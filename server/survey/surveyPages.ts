import { type Request, Router } from 'express'
import type { Line } from '../../shared/floor/model.ts'
import { LANGUAGES } from '../../shared/languages.ts'
import { readSurvey } from '../../shared/survey/answers.ts'
import { surveyNow } from '../../shared/survey/survey.ts'
import type { Config } from '../config.ts'
import { readBytes } from '../http/api.ts'
import { addressOf } from '../http/fairShares.ts'
import { isSameOrigin } from '../http/security.ts'
import type { Log } from '../log.ts'
import { languageOf, plainAssets, sendPage } from '../plain/page.ts'
import type { Strangers } from '../shares/strangers.ts'
import type { SurveyTaking } from './answers.ts'
import { type SurveyFault, type SurveyFrame, surveyPage, thanksPage } from './page.ts'

export interface SurveyParts {
  readonly config: Config
  /** All lines, in their order. */
  readonly lines: () => readonly Line[]
  readonly taking: SurveyTaking
  readonly strangers: Strangers
  readonly log: Log
}

/** Many times what the longest answer takes. */
const MOST_BYTES = 8_192
/** Of a choice that has been sent back. */
const STATUS: Readonly<Record<SurveyFault, number>> = { empty: 400, unknown: 400, tooMany: 429, unreadable: 400, fault: 500 }

/**
 * The survey of callers at `/survey`, and of a line at `/survey/LINE`: documents that the server writes, so that they need no script. Nothing is told
 * to the log of who came, not even that somebody did. It stands before what refuses requests of other sites, for whoever is refused here
 * reads a page. `/svar` and `/enkat`, as one says them, lead to it.
 */
export function createSurveyPages({ config, lines, taking, strangers, log }: SurveyParts): Router {
  const router = Router({ caseSensitive: false })
  const assets = plainAssets(config.clientDir)

  router.use(['/survey', '/svar', '/enkat'], (_request, response, next) => {
    // With no-referrer a browser would not say that the form it sends is one of ours.
    response.setHeader('Referrer-Policy', 'same-origin')
    response.setHeader('Vary', 'Accept-Language')
    next()
  })
  router.get(['/svar', '/enkat'], (_request, response) => response.redirect(302, '/survey'))

  const frameOf = (request: Request, asked: string | null): { readonly frame: SurveyFrame; readonly line: Line } | null => {
    const named = String(request.params.line ?? '')
    const line = named === '' ? lines()[0] : lines().find(({ id }) => id === named)
    if (!line) return null
    const path = named === '' ? '/survey' : `/survey/${line.id}`
    return { line, frame: { language: languageOf(asked, request, LANGUAGES), path, lineName: line.name, assets } }
  }

  router.get(['/survey', '/survey/:line'], (request, response, next) => {
    const query = new URLSearchParams(request.originalUrl.split('?')[1])
    const found = frameOf(request, query.get('lang'))
    if (!found) return next()
    const thanks = query.has('thanks')
    sendPage(response, 200, thanks ? thanksPage(found.frame) : surveyPage(found.frame, surveyNow(), null, () => false))
  })

  router.post(['/survey', '/survey/:line'], async (request, response, next) => {
    const sent = new URLSearchParams((await readBytes(request, MOST_BYTES))?.toString('utf8'))
    const pairs = [...sent].filter(([name]) => name !== 'lang')
    const found = frameOf(request, sent.get('lang'))
    if (!found) return next()
    const { frame, line } = found
    const refuse = (fault: SurveyFault) => {
      const isChosen = (question: string, option: string) => pairs.some(([name, value]) => name === question && value === option)
      sendPage(response, STATUS[fault], surveyPage(frame, surveyNow(), fault, isChosen))
    }
    if (isFromElsewhere(request, config) || !request.is('application/x-www-form-urlencoded')) return refuse('unreadable')
    const reading = readSurvey(surveyNow(), pairs)
    // What was too long to read has no field at all.
    if (reading.is !== 'answers') return refuse(reading.is === 'empty' && !sent.has('lang') ? 'unreadable' : reading.is)
    try {
      const taken = await taking.add(line, addressOf(strangers, request), reading.answers)
      if (!taken.ok) return refuse('tooMany')
    } catch (error) {
      log.error('survey fault', { error })
      return refuse('fault')
    }
    response.redirect(303, `${frame.path}?thanks&lang=${frame.language}`)
  })
  return router
}

/** Whether another site's page sends the form. A browser that does not tell is believed: there is nothing here that it could take over. */
function isFromElsewhere(request: Request, config: Config): boolean {
  const site = request.headers['sec-fetch-site']
  if (request.headers.origin === 'null') return site !== undefined && site !== 'same-origin'
  return !isSameOrigin(request, config)
}
