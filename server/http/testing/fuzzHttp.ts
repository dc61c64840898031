import { fuzzCsv } from '../../services/testing/fuzzCsv.ts'
import { fuzzHsds } from '../../services/testing/fuzzHsds.ts'
import { type Choosing, choosing, HOSTILE_TEXTS, hostileValue, spoiled, valueFor } from '../../testing/anyValue.ts'
import { apiRoutes } from '../api.ts'
import type { ApiParts, Route } from '../route.ts'

/** A request that somebody with or without a session could send. */
export interface FuzzedRequest {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** They end the session of who asks, or count as wrong passwords, after which nothing else is tried. */
const ENDING = ['DELETE /api/session', 'POST /api/session', 'PATCH /api/me', 'POST /api/setup']
const IDS = ['valj-att-sluta', '6f1c4e2c-0d0b-4b7a-9c55-0a0b6f6d2a11', 'sv', 'welcome', '2026-W47', 'usual', 'in-call.title', '0'] as const
const NAMES = [
  'from',
  'to',
  'day',
  'line',
  'lines',
  'year',
  'month',
  'period',
  'span',
  'place',
  'kind',
  'text',
  'ids',
  'format',
  'revision',
  'what',
] as const
const VALUES = [
  '2026-11-24',
  '2026-11',
  '2026-W47',
  '2026',
  'valj-att-sluta',
  '0180',
  'csv',
  'hsds',
  '1',
  'violenceTreatment',
  'week',
] as const
/** An address has no place for a surrogate alone. */
const inAddress = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))

/** Requests to every route of the API, good ones and spoiled ones; the same for the same seed, and without an end. */
export function* fuzzHttp(seed: number): Iterable<FuzzedRequest> {
  const choose = choosing(seed)
  const routes = apiRoutes({} as ApiParts).filter(({ method, path }) => !ENDING.includes(`${method.toUpperCase()} ${path}`))
  const csv = fuzzCsv(seed)[Symbol.iterator]()
  const hsds = fuzzHsds(seed)[Symbol.iterator]()
  for (;;) {
    const route = choose.one(routes)
    const file = (): string => String((choose.once(2) ? csv : hsds).next().value)
    const { body, type } = bodyFor(route, choose, file)
    const headers: Record<string, string> = body === undefined ? {} : { 'content-type': type }
    yield {
      method: choose.once(40)
        ? choose.one(body === undefined ? ['GET', 'PUT', 'DELETE'] : ['POST', 'PUT', 'DELETE'])
        : route.method.toUpperCase(),
      path: pathFor(route, choose),
      headers,
      body,
    }
  }
}

function pathFor({ path }: Route, choose: Choosing): string {
  const text = (good: readonly string[]): string => inAddress(choose.once(2) ? choose.one(good) : choose.one(HOSTILE_TEXTS).slice(0, 600))
  const named = path.replace(/:\w+|\{\*\w+\}/g, () => text(IDS) || 'x')
  const query = Array.from({ length: choose.below(4) }, () => `${text(NAMES)}=${text(VALUES)}`).join('&')
  return query === '' ? named : `${named}?${query}`
}

function bodyFor(route: Route, choose: Choosing, file: () => string): { readonly body: string | undefined; readonly type: string } {
  if (route.method === 'get') return { body: undefined, type: '' }
  if (route.mostBytes !== undefined) {
    const body = choose.once(3) ? JSON.stringify(spoiled([[1_700_000_000_000, 1, 2, 3]], choose)) : file()
    return { body, type: 'application/octet-stream' }
  }
  let value: unknown = route.body ? valueFor(route.body, choose) : undefined
  for (let times = choose.below(3); times > 0; times--) value = spoiled(value, choose)
  const text = JSON.stringify(choose.once(20) ? hostileValue(choose) : value) ?? ''
  const body = choose.once(20) ? text.slice(0, choose.below(text.length + 1)) : text
  return { body: body === '' ? undefined : body, type: choose.once(30) ? 'text/plain' : 'application/json' }
}
