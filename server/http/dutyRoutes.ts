import { z } from 'zod'
import { LAW_TOPICS, MOST_KEEP_DAYS, type NewDutySettings } from '../../shared/duties/law.ts'
import {
  COUNTED,
  type DutyState,
  type NewCount,
  REPORT_FIELDS,
  REPORT_KINDS,
  REPORT_MOST,
  type ReportDraft,
  SENT_WAYS,
  type Sending,
} from '../../shared/duties/reports.ts'
import { guidanceText, mayBeEmpty } from '../../shared/duties/texts.ts'
import { ok, refuse } from '../../shared/errors.ts'
import type { Line } from '../../shared/floor/model.ts'
import { linesInOrder } from '../../shared/floor/questions.ts'
import { placeOf } from '../../shared/geography/places.ts'
import { lackingIn } from '../../shared/writtenTexts.ts'
import type { Asker } from '../voicemail/voicemail.ts'
import { day, newTextInput, parse } from './inputs.ts'
import { type ApiParts, type Asked, floorNow, type Route, route, routeWith, signedIn } from './route.ts'

const STAFF = ['advisor', 'supervisor'] as const
const SUPERVISOR = ['supervisor'] as const

const id = z.uuid('must be a random id (UUID)')
const kind = z.enum(REPORT_KINDS, { error: `must be of ${REPORT_KINDS.join(', ')}` })
const lineField = z.string().min(1).max(64)
const text = (most: number) => z.string().max(most, `must have at most ${most} characters`)
const keepDays = z.int(`must be a whole number of 1 to ${MOST_KEEP_DAYS}`).min(1).max(MOST_KEEP_DAYS)
const version = z.int().min(0)

const draft = z
  .object({
    kind,
    call: z.string().min(1).max(64).nullable(),
    line: lineField,
    place: z
      .string()
      .refine((place) => placeOf(place) !== undefined, 'must be a place')
      .nullable(),
    texts: z.record(z.string(), text(REPORT_MOST)),
    version,
  })
  .refine(({ kind: of, texts }) => Object.keys(texts).every((field) => (REPORT_FIELDS[of] as readonly string[]).includes(field)), {
    path: ['texts'],
    message: 'must have the fields of its kind alone',
  }) as z.ZodType<ReportDraft>
const sending: z.ZodType<Sending> = z.object({
  how: z.enum(SENT_WAYS, { error: `must be of ${SENT_WAYS.join(', ')}` }),
  at: z.int('must be ms since 1970').min(0),
})
const newCount = z.object({
  line: lineField,
  kind,
  what: z.enum(COUNTED).refine((what) => what !== 'reported', 'must be why there was no report'),
}) as z.ZodType<NewCount>
const settings: z.ZodType<NewDutySettings> = z.object({
  version,
  keepSentDays: keepDays,
  keepUnsentDays: keepDays,
  laws: z
    .array(
      z.object({
        id: z.string().regex(/^[a-z0-9-]{1,64}$/, 'must be 1 to 64 of a-z, 0-9 and hyphen'),
        topic: z.enum(LAW_TOPICS, { error: `must be of ${LAW_TOPICS.join(', ')}` }),
        act: text(200).min(1, 'must not be empty'),
        provision: text(80),
        from: day.nullable(),
        until: day.nullable(),
        source: text(300).min(1, 'must not be empty'),
        sourceDate: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'must be YYYY, YYYY-MM or YYYY-MM-DD'),
        note: text(1_000),
      }),
    )
    .max(50)
    .refine((laws) => new Set(laws.map((law) => law.id)).size === laws.length, 'must have ids of their own'),
})
const confirmation = z.object({ version })
const yearQuery = z.object({ year: z.coerce.number().int('must be a year').min(2000).max(2200) })

/** Duties to report: guidance for advisors, reports that nobody but their author and supervisors of the line can read, and counts (shared/duties/reports.ts). */
export function dutyRoutes({ floor, voicemail, dutyBook, dutyTexts, dutyCounts, dutyReports }: ApiParts): Route[] {
  function askerOf(asked: Asked<unknown>): Asker {
    const { id: own, role } = signedIn(asked).me
    return { id: own, lines: floorNow(floor).advisors[own]?.lines ?? [], supervises: role === 'supervisor' }
  }
  /** One of the asker's own lines. */
  const ownLine = (asked: Asked<unknown>, line: string): Line | undefined =>
    askerOf(asked).lines.includes(line) ? floorNow(floor).lines[line] : undefined

  return [
    route('get', '/api/duties', STAFF, async (asked) => {
      const why = voicemail.fault()
      const locked = why === 'keyMissing' || why === 'keyUnreadable' || why === 'keyWrong' ? why : null
      return ok<DutyState>({
        ...{ settings: await dutyBook.now(), texts: await dutyTexts.newest(), locked },
        mayConfirm: await dutyBook.mayConfirm(signedIn(asked).me.id),
      })
    }),

    routeWith('put', '/api/duties/counts/:id', STAFF, newCount, async (asked) => {
      const own = parse(id, asked.id)
      if (!own.ok) return refuse('badRequest', 'id', 'must be a random id (UUID)')
      const line = ownLine(asked, asked.body.line)
      if (!line) return refuse('notAllowed', 'line')
      await dutyCounts.add(own.value, line, asked.body)
      return ok(undefined)
    }),
    // the id is random and only the page that has just counted knows it
    route('delete', '/api/duties/counts/:id', STAFF, async (asked) =>
      (await dutyCounts.remove(asked.id)) ? ok(undefined) : refuse('notFound'),
    ),

    route('get', '/api/duties/reports', STAFF, async (asked) => ok(await dutyReports.list(askerOf(asked)))),
    route('get', '/api/duties/reports/:id', STAFF, (asked) => dutyReports.open(asked.id, askerOf(asked))),
    routeWith('put', '/api/duties/reports/:id', STAFF, draft, async (asked) => {
      const own = parse(id, asked.id)
      return own.ok ? dutyReports.save(own.value, asked.body, askerOf(asked)) : refuse('badRequest', 'id', 'must be a random id (UUID)')
    }),
    routeWith('post', '/api/duties/reports/:id/sent', STAFF, sending, (asked) =>
      dutyReports.markSent(asked.id, asked.body, askerOf(asked)),
    ),
    route('delete', '/api/duties/reports/:id', STAFF, (asked) => dutyReports.discard(asked.id, askerOf(asked))),

    routeWith('post', '/api/duties/laws/:id/confirm', STAFF, confirmation, (asked) =>
      dutyBook.confirm(asked.id, asked.body.version, signedIn(asked).me.id),
    ),

    route('get', '/api/duties/texts/:id', STAFF, async ({ id: text }) =>
      guidanceText(text) ? ok(await dutyTexts.versions(text)) : refuse('notFound'),
    ),
    routeWith('put', '/api/duties/texts/:id', STAFF, newTextInput, async (asked) => {
      const { id: account } = signedIn(asked).me
      if (!(await dutyBook.mayConfirm(account))) return refuse('notAllowed')
      const known = guidanceText(asked.id)
      if (!known) return refuse('notFound')
      const lacking = lackingIn(asked.body, mayBeEmpty(known))
      return lacking === null ? dutyTexts.write(asked.id, asked.body, account) : refuse('badRequest', lacking, 'must not be empty')
    }),

    routeWith('put', '/api/duties/settings', SUPERVISOR, settings, (asked) => dutyBook.change(asked.body, signedIn(asked).me.id)),
    route('get', '/api/duties/versions', SUPERVISOR, async () => ok(await dutyBook.versions())),
    route('get', '/api/duties/counts', SUPERVISOR, async ({ query }) => {
      const asked = parse(yearQuery, query)
      if (!asked.ok) return asked
      return ok(
        await dutyCounts.read(
          linesInOrder(floorNow(floor)).map((line) => line.id),
          asked.value.year,
        ),
      )
    }),
  ]
}
