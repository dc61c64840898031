import { z } from 'zod'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import { placeOf } from '../../shared/geography/places.ts'
import { findByName } from '../../shared/services/byName.ts'
import { coverageOf, criteriaReport } from '../../shared/services/coverage.ts'
import { nationwide } from '../../shared/services/find.ts'
import { helpFor, withoutContacts } from '../../shared/services/help.ts'
import { HELP_KINDS, REGISTER_FORMATS, type RegisterFormat } from '../../shared/services/register.ts'
import type { Service } from '../../shared/services/service.ts'
import { inPieces } from '../pieces.ts'
import { csvHead, csvRows } from '../services/exchange/csv.ts'
import { hsdsOf } from '../services/exchange/hsds.ts'
import { MOST_BYTES } from '../services/exchange/limits.ts'
import {
  answerInput,
  checkInput,
  decisionInput,
  meetingInput,
  newServiceInput,
  serviceChangeInput,
  tokenInput,
} from '../services/inputs.ts'
import { day, parse } from './inputs.ts'
import { type ApiParts, Content, type Route, route, routeWith, routeWithBytes, signedIn } from './route.ts'

const STAFF = ['advisor', 'supervisor'] as const
const SUPERVISOR = ['supervisor'] as const
const MOST_OF_ANY = Math.max(...Object.values(MOST_BYTES))
/** Services that are written out at once: some ms. */
const AT_ONCE = 100

const helpQuery = z.object({
  place: z.string().refine((id) => placeOf(id) !== undefined, 'must be a place'),
  kind: z.enum(HELP_KINDS, { error: `must be of ${HELP_KINDS.join(', ')}` }).default('violenceTreatment'),
})
const nameQuery = z.object({ text: z.string().max(100, 'must have at most 100 characters') })
const namesQuery = z.object({ ids: z.string().max(4_000, 'must have at most 4,000 characters') })
const reportQuery = z.object({ day })
const format = z.enum(REGISTER_FORMATS, { error: `must be of ${REGISTER_FORMATS.join(', ')}` })
const fileQuery = z.object({ format })
const importQuery = z.object({ format, revision: z.coerce.number().int('must be the revision of the preview') })

type Parts = Pick<ApiParts, 'register' | 'registerFiles' | 'serviceMeetings' | 'asks'>

/** Where there is help, for advisors during a call. Contacts of staff at services are never among it. */
export function helpRoutes({ register }: Pick<Parts, 'register'>): Route[] {
  return [
    route('get', '/api/help', STAFF, async ({ query }) => {
      const asked = parse(helpQuery, query)
      return asked.ok ? ok(helpFor(asked.value.place, asked.value.kind, register.all())) : asked
    }),
    route('get', '/api/help/everywhere', STAFF, async () => ok(nationwide(register.all()).map(withoutContacts))),
    route('get', '/api/help/named', STAFF, async ({ query }) => {
      const asked = parse(nameQuery, query)
      return asked.ok ? ok(findByName(asked.value.text, register.all()).map(withoutContacts)) : asked
    }),
    route('get', '/api/help/names', STAFF, async ({ query }) => {
      const asked = parse(namesQuery, query)
      if (!asked.ok) return asked
      const known = asked.value.ids.split(',').flatMap((id) => register.find(id) ?? [])
      return ok(Object.fromEntries(known.map(({ id, name }) => [id, name])))
    }),
  ]
}

/** The register as supervisors keep it: services and their versions, files, meetings, questions to services, reports. */
export function registerRoutes({ register, registerFiles, serviceMeetings, asks }: Parts): Route[] {
  return [
    route('get', '/api/register', SUPERVISOR, async () => ok(new Content(JSON_TYPE, await jsonOf(register.all()), 'register.json'))),

    routeWith('post', '/api/register', SUPERVISOR, newServiceInput, async (asked) => {
      const { facts, checked } = asked.body
      const by = { account: signedIn(asked).me.id, way: 'entered', checked } as const
      return only(await register.write([{ id: null, version: 0, facts }], by))
    }),

    routeWith('put', '/api/register/:id', SUPERVISOR, serviceChangeInput, async (asked) => {
      const { version, facts, checked } = asked.body
      const by = { account: signedIn(asked).me.id, way: 'changed', checked } as const
      return only(await register.write([{ id: asked.id, version, facts }], by))
    }),

    routeWith('post', '/api/register/:id/check', SUPERVISOR, checkInput, async (asked) =>
      register.check(asked.id, asked.body.version, signedIn(asked).me.id),
    ),

    route('get', '/api/register/:id/history', SUPERVISOR, async ({ id }) =>
      register.find(id) ? ok(await register.history(id)) : refuse('notFound'),
    ),

    route('get', '/api/register/report', SUPERVISOR, async ({ query }) => {
      const asked = parse(reportQuery, query)
      if (!asked.ok) return asked
      const services = register.all()
      return ok({ day: asked.value.day, counties: coverageOf(services, asked.value.day), criteria: criteriaReport(services) })
    }),

    route('get', '/api/register/file', SUPERVISOR, async ({ query }) => {
      const asked = parse(fileQuery, query)
      if (!asked.ok) return asked
      const services = register.all()
      return ok(
        asked.value.format === 'csv'
          ? new Content('text/csv; charset=utf-8', await csvInPieces(services), 'register.csv')
          : new Content(JSON_TYPE, await jsonOf(services, hsdsOf, 1), 'register.json'),
      )
    }),

    routeWithBytes('post', '/api/register/preview', SUPERVISOR, MOST_OF_ANY, async ({ query, body }) => {
      const asked = parse(fileQuery, query)
      if (!asked.ok) return asked
      const file = fileOf(asked.value.format, body)
      if (!file.ok) return file
      const json = await registerFiles.preview(asked.value.format, file.value, register.all(), register.revision())
      return json.ok ? ok(new Content(JSON_TYPE, json.value, 'preview.json')) : json
    }),

    // The file comes once more, so that nothing of it lies on the server between the look and the decision.
    routeWithBytes('post', '/api/register/import', SUPERVISOR, MOST_OF_ANY, async (asked) => {
      const query = parse(importQuery, asked.query)
      if (!query.ok) return query
      const file = fileOf(query.value.format, asked.body)
      if (!file.ok) return file
      if (query.value.revision !== register.revision()) return refuse('changedMeanwhile', 'revision')
      const writes = await registerFiles.writes(query.value.format, file.value, register.all())
      if (!writes.ok) return writes
      if (query.value.revision !== register.revision()) return refuse('changedMeanwhile', 'revision')
      const written = await register.write(writes.value, { account: signedIn(asked).me.id, way: 'imported' })
      return written.ok ? ok({ written: written.value.length }) : written
    }),

    route('get', '/api/register/meetings', SUPERVISOR, async () => ok(await serviceMeetings.list())),
    routeWith('post', '/api/register/meetings', SUPERVISOR, meetingInput, async (asked) =>
      asked.body.services.every((id) => register.find(id))
        ? ok(await serviceMeetings.add(asked.body, signedIn(asked).me.id))
        : refuse('notFound', 'services'),
    ),
    route('delete', '/api/register/meetings/:id', SUPERVISOR, async ({ id }) =>
      (await serviceMeetings.remove(id)) ? ok(undefined) : refuse('notFound'),
    ),

    route('get', '/api/register/asks', SUPERVISOR, async () => ok(await asks.list())),
    route('post', '/api/register/:id/asks', SUPERVISOR, async (asked) => asks.make(asked.id, signedIn(asked).me.id)),
    route('delete', '/api/register/asks/:id', SUPERVISOR, async ({ id }) => ((await asks.remove(id)) ? ok(undefined) : refuse('notFound'))),
    routeWith('post', '/api/register/asks/:id/decision', SUPERVISOR, decisionInput, async (asked) =>
      asks.decide(asked.id, asked.body.approve, asked.body.version, signedIn(asked).me.id),
    ),
  ]
}

/** A service's own answers, by a link that takes one. Needs no account, sets no cookie. */
export function askRoutes({ asks }: Pick<Parts, 'asks'>): Route[] {
  return [
    routeWith('post', '/api/ask', 'anyone', tokenInput, async ({ body }) => asks.open(body.token)),
    routeWith('post', '/api/ask/answer', 'anyone', answerInput, async ({ body }) => asks.answer(body.token, body.facts)),
  ]
}

function fileOf(asked: RegisterFormat, body: Buffer | null): Outcome<Buffer> {
  const most = MOST_BYTES[asked]
  return body && body.length <= most ? ok(body) : refuse('badRequest', 'file', `must have at most ${most} bytes`)
}

const JSON_TYPE = 'application/json; charset=utf-8'

/** As JSON.stringify would have it, with others' turns in between: a register is some MB. */
async function jsonOf(
  services: readonly Service[],
  shown: (piece: readonly Service[]) => readonly unknown[] = (piece) => piece,
  spaces?: number,
): Promise<Buffer> {
  if (services.length === 0) return Buffer.from('[]')
  const end = spaces === undefined ? ']' : '\n]'
  const pieces = await inPieces(services, AT_ONCE, (piece) => JSON.stringify(shown(piece), null, spaces).slice(1, -end.length))
  return joined([`[${pieces[0]}`, ...pieces.slice(1).map((piece) => `,${piece}`), end])
}

const csvInPieces = async (services: readonly Service[]): Promise<Buffer> =>
  joined([csvHead(services.length), ...(await inPieces(services, AT_ONCE, csvRows))])

const joined = async (texts: readonly string[]): Promise<Buffer> =>
  Buffer.concat(await inPieces(texts, 8, (piece) => Buffer.from(piece.join(''))))

/** The one of a list of one. */
const only = <T>(written: Outcome<readonly T[]>): Outcome<T> => {
  if (!written.ok) return written
  const [one] = written.value
  return one === undefined ? refuse('notFound') : ok(one)
}
