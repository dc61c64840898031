import { ok, refuse } from '../../shared/errors.ts'
import type { Line } from '../../shared/floor/model.ts'
import { LANGUAGES, type Language } from '../../shared/languages.ts'
import { PROMPT_IDS, type PromptId, RECORDING_MAX_BYTES } from '../../shared/prompts.ts'
import { type ApiParts, type Asked, Content, floorNow, type Route, route, routeWithBytes } from '../http/route.ts'

const SUPERVISOR = ['supervisor'] as const
const ONE = '/api/lines/:id/prompts/:language/:prompt'

/** Of a line that exists, a language and a prompt of our lists: nothing else becomes part of a path. */
interface Place {
  readonly line: Line
  readonly language: Language
  readonly id: PromptId
}

/** What callers of a line hear, and the operator's own recordings of it. */
export function promptRoutes({ floor, recordings }: Pick<ApiParts, 'floor' | 'recordings'>): Route[] {
  const lineOf = (id: string): Line | null => {
    const { lines } = floorNow(floor)
    return Object.hasOwn(lines, id) ? (lines[id] ?? null) : null
  }
  function placeOf({ id, params }: Asked<unknown>): Place | null {
    const line = lineOf(id)
    const language = LANGUAGES.find((known) => known === params.language)
    const prompt = PROMPT_IDS.find((known) => known === params.prompt)
    return line && language && prompt ? { line, language, id: prompt } : null
  }

  return [
    route('get', '/api/lines/:id/prompts', SUPERVISOR, async ({ id }) => {
      const line = lineOf(id)
      return line ? ok(await recordings.list(line)) : refuse('notFound')
    }),

    route('get', ONE, SUPERVISOR, async (asked) => {
      const place = placeOf(asked)
      if (!place) return refuse('notFound')
      const audio = await recordings.audio(place.line, place.language, place.id)
      return audio.ok ? ok(new Content('audio/ogg', audio.value, `${place.line.id}-${place.language}-${place.id}.ogg`)) : audio
    }),

    routeWithBytes('put', ONE, SUPERVISOR, RECORDING_MAX_BYTES, async (asked) => {
      const place = placeOf(asked)
      if (!place) return refuse('notFound')
      if (!asked.body) return refuse('recordingTooLong', undefined, `must be at most ${RECORDING_MAX_BYTES} bytes`)
      const was = /^(?:\d{1,16}|none)$/.exec(asked.query.was ?? '')?.[0]
      if (asked.query.was !== undefined && was === undefined) return refuse('badRequest', 'was', 'must be a time in ms, or none')
      return recordings.put(place.line, place.language, place.id, asked.body, was === undefined ? was : was === 'none' ? null : Number(was))
    }),

    route('delete', ONE, SUPERVISOR, async (asked) => {
      const place = placeOf(asked)
      return place ? recordings.remove(place.line, place.language, place.id) : refuse('notFound')
    }),
  ]
}
