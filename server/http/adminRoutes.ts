import { ok, refuse } from '../../shared/errors.ts'
import type { Floor, Line, LineId } from '../../shared/floor/model.ts'
import { newLineService } from '../../shared/floor/service.ts'
import { sameNumber } from '../../shared/telephone/numbers.ts'
import { accountPatchInput, newAccountInput, newBoardInput } from './inputs.ts'
import { linePatchInput, newLineInput } from './lineInputs.ts'
import { type ApiParts, floorNow, type Route, route, routeWith, signedIn } from './route.ts'

const SUPERVISOR = ['supervisor'] as const

/** Accounts, lines and boards, for supervisors. */
export function adminRoutes({ floor, accounts, boards }: ApiParts): Route[] {
  return [
    route('get', '/api/accounts', SUPERVISOR, async () => ok(await accounts.list())),

    routeWith('post', '/api/accounts', SUPERVISOR, newAccountInput, async ({ body }) =>
      unknownLine(floorNow(floor), body.lines) ? noSuchLine : accounts.create(body),
    ),

    routeWith('patch', '/api/accounts/:id', SUPERVISOR, accountPatchInput, async (asked) =>
      unknownLine(floorNow(floor), asked.body.lines ?? []) ? noSuchLine : accounts.change(asked.id, asked.body, signedIn(asked).key),
    ),

    route('delete', '/api/accounts/:id', SUPERVISOR, async ({ id }) => accounts.remove(id)),

    routeWith('post', '/api/lines', SUPERVISOR, newLineInput, async ({ body }) => {
      if (floorNow(floor).lines[body.id]) return refuse('lineTaken', 'id')
      if (isTaken(floorNow(floor).lines, body.id, body.number))
        return refuse('numberTaken', 'number', 'must be the number of no other line')
      const { number, hours, service } = newLineService
      const line: Line = { ...body, number: body.number ?? number, hours: body.hours ?? hours, service: body.service ?? service }
      const set = await floor.submit({ type: 'setLine', line })
      return set.ok ? ok(line) : set
    }),

    routeWith('patch', '/api/lines/:id', SUPERVISOR, linePatchInput, async ({ id, body: { was = {}, ...patch } }) => {
      const { lines } = floorNow(floor)
      if (!Object.hasOwn(lines, id)) return refuse('notFound')
      if (isTaken(lines, id, patch.number)) return refuse('numberTaken', 'number', 'must be the number of no other line')
      const set = await floor.submit({ type: 'changeLine', line: id, patch, was })
      return set.ok ? ok(set.value.floor.lines[id]) : set
    }),

    route('delete', '/api/lines/:id', SUPERVISOR, async ({ id }) => {
      const now = floorNow(floor)
      if (!now.lines[id]) return refuse('notFound')
      if (Object.keys(now.lines).length === 1) return refuse('lastLine')
      const removed = await floor.submit({ type: 'removeLine', line: id })
      if (!removed.ok) return removed
      for (const { id: advisor, name, lines, languages } of Object.values(removed.value.floor.advisors)) {
        if (lines.includes(id))
          await floor.submit({ type: 'setAdvisor', advisor, name, lines: lines.filter((line) => line !== id), languages })
      }
      return ok(undefined)
    }),

    route('get', '/api/boards', SUPERVISOR, async () => ok(await boards.list())),

    routeWith('post', '/api/boards', SUPERVISOR, newBoardInput, async ({ body }) =>
      unknownLine(floorNow(floor), body.lines) ? noSuchLine : ok(await boards.make(body)),
    ),

    route('delete', '/api/boards/:id', SUPERVISOR, async ({ id }) => ((await boards.remove(id)) ? ok(undefined) : refuse('notFound'))),
  ]
}

const noSuchLine = refuse('unknownLine', 'lines')

/** Whether another line is reached by that number: a call to it could only reach one of the two. */
function isTaken(lines: Floor['lines'], id: LineId, number = ''): boolean {
  return Object.values(lines).some((line) => line.id !== id && sameNumber(line.number, number))
}

function unknownLine(floor: Floor, lines: readonly string[]): boolean {
  return lines.some((line) => !Object.hasOwn(floor.lines, line))
}
