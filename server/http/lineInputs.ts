import { z } from 'zod'
import { plainService } from '../../shared/floor/service.ts'
import { UNDECIDED } from '../../shared/form/questionnaire.ts'
import type { Changing, LinePatch, NewLine } from '../../shared/http.ts'
import { LANGUAGES } from '../../shared/languages.ts'
import { settingFault } from '../../shared/telephone/numbers.ts'
import { isHoliday } from '../hours/holidays.ts'
import { isTimeZone } from '../stats/calendar.ts'
import { day, lineId, name, was } from './inputs.ts'

/** A number of the public network as it is written, but none where a rescue service answers. */
const dialled = z
  .string('must be a text')
  .trim()
  .max(30, 'must have at most 30 characters')
  .refine((text) => settingFault(text) !== 'unreadable', 'must be a telephone number, such as 020-555 666 or +46 20 555 666')
  .refine((text) => settingFault(text) !== 'emergency', 'must not be an emergency number')

const clock = z.string('must be a time, HH:MM').regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time, HH:MM')
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
    .max(40, 'must have at most 40 holidays')
    .transform((ids) => [...new Set(ids)]),
  exceptions: z
    .array(z.object({ day, spans, note: z.string().trim().max(80, 'must have at most 80 characters') }))
    .max(400, 'must have at most 400 exceptions')
    .refine((all) => new Set(all.map((one) => one.day)).size === all.length, 'must have each day once'),
})

const yesOrNo = z.boolean('must be true or false')

const languageCode = z.string().regex(/^[a-z]{2,3}$/, 'must be an ISO 639 code of two or three letters')

const service = z.object({
  languages: z
    .array(z.enum(LANGUAGES, { error: `must be of ${LANGUAGES.join(', ')}` }))
    .min(1, 'must have at least one language')
    .transform((all) => [...new Set(all)]),
  languageMenu: yesOrNo,
  sayPosition: yesOrNo,
  atClosing: z.enum(['answer', 'voicemail'], { error: 'must be answer or voicemail' }),
  voicemail: z.object({
    whenClosed: yesOrNo,
    byKey: yesOrNo,
    afterWaitS: z
      .int('must be a whole number of seconds')
      .min(30, 'must be at least 30 seconds')
      .max(3_600, 'must be at most an hour')
      .nullable(),
    keepDays: z.int('must be a whole number of days').min(1, 'must be at least 1 day').max(90, 'must be at most 90 days'),
  }),
  callBack: z.object({
    shows: z.enum(['nothing', 'lineNumber'], { error: 'must be nothing or lineNumber' }),
    prefixes: z
      .array(z.string().regex(/^\+[1-9]\d{0,10}$/, 'must be + and 1 to 11 digits, such as +46 or +4670'))
      .max(40, 'must have at most 40 beginnings'),
    blocksSpecial: yesOrNo,
  }),
  interpreters: z
    .array(
      z.object({
        id: z.string().regex(/^[a-zA-Z0-9-]{1,40}$/, 'must be 1 to 40 letters, digits and hyphens'),
        name,
        number: dialled,
        languages: z.array(languageCode).min(1, 'must have at least one language').max(120, 'must have at most 120 languages'),
      }),
    )
    .max(40, 'must have at most 40 interpreter services')
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'must have each id once'),
  // who knows nothing of forms leaves them as sparing as they can be
  forms: z
    .object({
      decided: z.array(z.enum(UNDECIDED, { error: `must be of ${UNDECIDED.join(', ')}` })).transform((all) => [...new Set(all)]),
      cutMonths: z.int('must be a whole number of months').min(1, 'must be at least 1 month').max(36, 'must be at most 36 months'),
      noteDays: z.int('must be a whole number of days').min(1, 'must be at least 1 day').max(365, 'must be at most 365 days'),
    })
    .default({ ...plainService.forms, decided: [] }),
})

const wholeNumber = (most: number) => {
  const error = `must be a whole number from 0 to ${most}`
  return z.int(error).min(0, error).max(most, error)
}

const ZONE = 'must be an IANA time zone such as Europe/Stockholm'

const lineFields = {
  name,
  greeting: z.string().trim().max(2_000, 'must have at most 2000 characters'),
  order: wholeNumber(10_000),
  startedOn: day,
  catchment: wholeNumber(10_000_000_000),
  timeZone: z.string(ZONE).max(60, ZONE).refine(isTimeZone, ZONE),
}
const telephoneFields = { number: z.literal('').or(dialled), hours: hours.nullable(), service }

export const newLineInput: z.ZodType<NewLine> = z.object({
  id: lineId,
  ...lineFields,
  number: telephoneFields.number.default(''),
  hours: telephoneFields.hours.default(null),
  service: service.optional(),
})
export const linePatchInput: z.ZodType<Changing<LinePatch>> = z
  .object({ ...lineFields, ...telephoneFields, was: was<LinePatch>() })
  .partial()
