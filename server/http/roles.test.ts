import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '../../shared/wire.ts'
import { startTestApp, type TestApp } from '../testApp.ts'
import { apiRoutes } from './api.ts'
import type { ApiParts, Route } from './route.ts'

// The table is read without an app: handlers are not called here.
const routes = apiRoutes({} as ApiParts)

/** Who may do what, once more and by hand: the table must agree with it. */
const OPEN = [
  'GET /api/setup',
  'POST /api/setup',
  'POST /api/session',
  'DELETE /api/session',
  'POST /api/board-session',
  'GET /api/lines',
  'POST /api/ask',
  'POST /api/ask/answer',
]
const SIGNED_IN = ['GET /api/me', 'GET /api/floor']
const STAFF = [
  'GET /api/session',
  'POST /api/session/input',
  'PATCH /api/me',
  'GET /api/messages',
  'GET /api/messages/:id/audio',
  'POST /api/messages/:id/claim',
  'POST /api/messages/:id/release',
  'POST /api/messages/:id/called-back',
  'POST /api/messages/:id/not-reached',
  'POST /api/messages/:id/close',
  'POST /api/replies',
  'DELETE /api/replies/:id',
  'GET /api/replies/count',
  'GET /api/forms',
  'GET /api/forms/:call',
  'PUT /api/forms/:call/answers/:question',
  'PUT /api/forms/:call/note',
  'PUT /api/forms/:call/closed',
  'GET /api/duties',
  'PUT /api/duties/counts/:id',
  'DELETE /api/duties/counts/:id',
  'GET /api/duties/reports',
  'GET /api/duties/reports/:id',
  'PUT /api/duties/reports/:id',
  'POST /api/duties/reports/:id/sent',
  'DELETE /api/duties/reports/:id',
  'POST /api/duties/laws/:id/confirm',
  'GET /api/me/data',
  'GET /api/duties/texts/:id',
  'PUT /api/duties/texts/:id',
  'GET /api/form-rules',
  'GET /api/form-rules/:id',
  'GET /api/me/training',
  'GET /api/knowledge',
  'GET /api/knowledge/:id',
  'GET /api/help',
  'GET /api/help/everywhere',
  'GET /api/help/named',
  'GET /api/help/names',
]

const nameOf = ({ method, path }: Route) => `${method.toUpperCase()} ${path}`

function mayAsk(route: Route, role: Role | null): boolean {
  const name = nameOf(route)
  if (OPEN.includes(name)) return true
  if (SIGNED_IN.includes(name)) return role !== null
  if (STAFF.includes(name)) return role === 'advisor' || role === 'supervisor'
  return role === 'supervisor'
}

describe('every route for every role', () => {
  let server: TestApp
  const cookies = new Map<Role | null, string | undefined>([[null, undefined]])

  beforeAll(async () => {
    server = await startTestApp()
    for (const role of ROLES) cookies.set(role, (await server.person(`a-${role}`, role)).cookie)
    await server.person('another', 'supervisor')
  })
  afterAll(() => server.close())

  const cases = routes
    // Signing out would end the session that the next case needs.
    .filter((route) => nameOf(route) !== 'DELETE /api/session')
    .flatMap((route) => [null, ...ROLES].map((role) => ({ name: `${nameOf(route)} as ${role ?? 'nobody'}`, route, role })))

  it.each(cases)('$name', async ({ route, role }) => {
    const cookie = cookies.get(role)
    const path = route.path.replace(':id', 'nothing')
    const body = route.body ? { body: {} } : {}
    const answer = await server.ask(route.method.toUpperCase(), path, { ...body, ...(cookie === undefined ? {} : { cookie }) })
    if (mayAsk(route, role)) expect([200, 204, 400, 404]).toContain(answer.status)
    else expect(answer.status).toBe(role === null ? 401 : 403)
  })

  it('knows the supervisor routes by name', () => {
    const named = [...OPEN, ...SIGNED_IN, ...STAFF]
    expect(routes.map(nameOf).filter((name) => !named.includes(name))).toEqual([
      'GET /api/accounts',
      'POST /api/accounts',
      'PATCH /api/accounts/:id',
      'DELETE /api/accounts/:id',
      'POST /api/lines',
      'PATCH /api/lines/:id',
      'DELETE /api/lines/:id',
      'GET /api/boards',
      'POST /api/boards',
      'DELETE /api/boards/:id',
      'GET /api/holidays',
      'GET /api/lines/:id/prompts',
      'GET /api/lines/:id/prompts/:language/:prompt',
      'PUT /api/lines/:id/prompts/:language/:prompt',
      'DELETE /api/lines/:id/prompts/:language/:prompt',
      'PUT /api/form-rules/:id',
      'GET /api/review/months',
      'PUT /api/review/lines/:id/settings',
      'POST /api/review/marks',
      'PUT /api/review/marks/:id',
      'DELETE /api/review/marks/:id',
      'GET /api/review/week',
      'GET /api/review/calls',
      'GET /api/review/meeting',
      'PUT /api/review/meeting/note',
      'POST /api/review/decisions',
      'PUT /api/review/decisions/:id',
      'DELETE /api/review/decisions/:id',
      'GET /api/review/notes',
      'DELETE /api/review/notes/:id',
      'GET /api/review/report',
      'GET /api/review/staffing',
      'GET /api/review/survey',
      'PUT /api/review/survey/services',
      'DELETE /api/review/survey/services/:id',
      'PUT /api/review/survey/keeping',
      'GET /api/imports',
      'POST /api/imports',
      'PUT /api/imports/:id/rows/:first',
      'POST /api/imports/:id/complete',
      'POST /api/totals',
      'POST /api/imports/:id/keep',
      'POST /api/imports/:id/undo',
      'DELETE /api/imports/:id',
      'GET /api/register',
      'POST /api/register',
      'PUT /api/register/:id',
      'POST /api/register/:id/check',
      'GET /api/register/:id/history',
      'GET /api/register/report',
      'GET /api/register/file',
      'POST /api/register/preview',
      'POST /api/register/import',
      'GET /api/register/meetings',
      'POST /api/register/meetings',
      'DELETE /api/register/meetings/:id',
      'GET /api/register/asks',
      'POST /api/register/:id/asks',
      'DELETE /api/register/asks/:id',
      'POST /api/register/asks/:id/decision',
      'PUT /api/duties/settings',
      'GET /api/duties/versions',
      'GET /api/duties/counts',
      'GET /api/accounts/:id/data',
      'GET /api/accounts/:id/training',
      'POST /api/accounts/:id/training',
      'DELETE /api/accounts/:id/training/:entry',
      'GET /api/data-map',
      'PUT /api/data-map/:id',
      'PUT /api/knowledge/:id',
    ])
  })
})
