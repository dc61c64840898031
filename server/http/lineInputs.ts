import { z } from 'zod'
import type { LinePatch, NewLine } from '../../shared/http.ts'
import { LANGUAGES } from '../../shared/languages.ts'
import { isHoliday } from '../hours/holidays.ts'
import { isTimeZone } from '../stats/calendar.ts'
import { day, lineId, name } from './inputs.ts'

/** A number of the public network: + and 7 to 15 digits (E.164), or as dialled inside the country. */
const dialled = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 -]{2,20}$/, 'must be a telephone number, such as 020-555 666 or +46 20 555 666')

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time, HH:MM')
const span = z.object({ from: clock, to: clock }).refine(({ from, to }) => from < to, 'must end after it begins')
const spans = z
  .array(span)
  .max(6, 'must have at most 6 spans')
  .refine(
    (all) => all.every((one, index) => index === 0 || (all[index - 1]?.to ?? '') <= one.from),
    'must have spans in order that do not overlap',
  )

const hours = z.object({
  week: z.array(spans).length(7, 'must have seven days'),
  holidays: z
    .array(z.string().refine(isHoliday, 'must be an id of /api/holidays'))
    .max(40)
    .transform((ids) => [...new Set(ids)]),
  exceptions: z
    .array(z.object({ day, spans, note: z.string().trim().max(80, 'must have at most 80 characters') }))
    .max(400, 'must have at most 400 exceptions')
    .refine((all) => new Set(all.map((one) => one.day)).size === all.length, 'must have each day once'),
})

const languageCode = z.string().regex(/^[a-z]{2,3}$/, 'must be an ISO 639 code of two or three letters')

const service = z.object({
  languages: z
    .array(z.enum(LANGUAGES, { error: `must be of ${LANGUAGES.join(', ')}` }))
    .min(1, 'must have at least one language')
    .transform((all) => [...new Set(all)]),
  languageMenu: z.boolean(),
  sayPosition: z.boolean(),
  atClosing: z.enum(['answer', 'voicemail'], { error: 'must be answer or voicemail' }),
  voicemail: z.object({
    whenClosed: z.boolean(),
    byKey: z.boolean(),
    afterWaitS: z
      .int('must be a whole number of seconds')
      .min(30, 'must be at least 30 seconds')
      .max(3_600, 'must be at most an hour')
      .nullable(),
    keepDays: z.int('must be a whole number of days').min(1, 'must be at least 1 day').max(90, 'must be at most 90 days'),
  }),
  callBack: z.object({
    shows: z.enum(['nothing', 'lineNumber'], { error: 'must be nothing or lineNumber' }),
    prefixes: z.array(z.string().regex(/^\+[1-9]\d{0,10}$/, 'must be + and digits, such as +46 or +4670')).max(40),
    blocksSpecial: z.boolean(),
  }),
  interpreters: z
    .array(
      z.object({
        id: z.string().regex(/^[a-zA-Z0-9-]{1,40}$/),
        name,
        number: dialled,
        languages: z.array(languageCode).min(1, 'must have at least one language').max(120),
      }),
    )
    .max(40, 'must have at most 40 interpreter services')
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'must have each id once'),
})

const lineFields = {
  name,
  greeting: z.string().trim().max(2_000, 'must have at most 2000 characters'),
  order: z.int().min(0).max(10_000),
  startedOn: day,
  catchment: z.int().min(0).max(10_000_000_000),
  timeZone: z.string().max(60).refine(isTimeZone, 'must be an IANA time zone such as Europe/Stockholm'),
}
const telephoneFields = { number: z.union([z.literal(''), dialled]), hours: hours.nullable(), service }

export const newLineInput: z.ZodType<NewLine> = z.object({
  id: lineId,
  ...lineFields,
  number: telephoneFields.number.default(''),
  hours: telephoneFields.hours.default(null),
  service: service.optional(),
})
/** `hours` and `service` are replaced as a whole. */
export const linePatchInput: z.ZodType<LinePatch> = z.object({ ...lineFields, ...telephoneFields }).partial()
