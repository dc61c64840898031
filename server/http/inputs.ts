import { z } from 'zod'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { AccountPatch, Changing, Credentials, NewAccount, NewBoard, PasswordChange, SetupRequest } from '../../shared/http.ts'
import { LANGUAGES } from '../../shared/languages.ts'
import { MEDIA_CHECK_LINE, PASSWORD_MAX, PASSWORD_MIN } from '../../shared/limits.ts'
import { type NewText, WRITTEN_MOST } from '../../shared/writtenTexts.ts'

/** What a change was made from: compared with what is there, and never stored. */
export const was = <P>(): z.ZodType<P> => z.record(z.string(), z.unknown()) as unknown as z.ZodType<P>

export const name = z.string().trim().min(1, 'must not be empty').max(80, 'must have at most 80 characters')
const username = z.string().regex(/^[a-z0-9._-]{2,32}$/, 'must be 2 to 32 of a-z, 0-9, dot, hyphen and underscore')
/** A password of which nothing is asked but that it can be checked. */
const anyPassword = z.string().max(PASSWORD_MAX, `must have at most ${PASSWORD_MAX} characters`)
/** Whether it can be guessed is judged with the account's names (auth/passwordRules.ts). */
const newPassword = anyPassword.min(PASSWORD_MIN, `must have at least ${PASSWORD_MIN} characters`)
export const lineId = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/, 'must be 1 to 32 lower-case letters, digits and inner hyphens')
  .refine((id) => id !== MEDIA_CHECK_LINE, `must not be ${MEDIA_CHECK_LINE}`)
const lineIds = z
  .array(lineId)
  .max(100)
  .transform((ids) => [...new Set(ids)])
const secret = z.string().min(1, 'must not be empty').max(200, 'is too long')
const staffRole = z.enum(['advisor', 'supervisor'], { error: 'must be advisor or supervisor' })

export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, YYYY-MM-DD')
  .refine((text) => new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) ?? false, 'must be a day that exists')

const languages = z.array(z.enum(LANGUAGES, { error: `must be of ${LANGUAGES.join(', ')}` })).max(LANGUAGES.length)
const accountFields = {
  ...{ name, role: staffRole, password: newPassword, lines: lineIds, languages: languages.optional() },
  lawyer: z.boolean('must be true or false').optional(),
  qualification: z.string().trim().max(200, 'must have at most 200 characters').optional(),
}

export const setupInput: z.ZodType<SetupRequest> = z.object({ token: secret, username, name, password: newPassword, lineName: name })
/** Anything can be tried: whether it is a user is the answer's business. */
export const credentialsInput: z.ZodType<Credentials> = z.object({ username: z.string().max(200), password: anyPassword })
export const passwordChangeInput: z.ZodType<PasswordChange> = z.object({ oldPassword: anyPassword, newPassword })
export const ticketInput: z.ZodType<{ readonly ticket: string }> = z.object({ ticket: secret })
export const newAccountInput: z.ZodType<NewAccount> = z.object({ username, ...accountFields })
export const accountPatchInput: z.ZodType<Changing<AccountPatch>> = z.object({ ...accountFields, was: was<AccountPatch>() }).partial()
export const newBoardInput: z.ZodType<NewBoard> = z.object({ name, lines: lineIds })

const writtenText = z.string('must be a text').trim().max(WRITTEN_MOST, `must have at most ${WRITTEN_MOST} characters`)
export const newTextInput: z.ZodType<NewText> = z.object({
  ...{ sv: writtenText, en: writtenText },
  version: z.int('must be the version that was read').min(0),
})

const PASSWORD_FIELDS = ['password', 'newPassword']

/** The input as its schema wants it, or a refusal that names the first field that is wrong and what is allowed; never what was sent. */
export function parse<T>(schema: z.ZodType<T>, input: unknown): Outcome<T> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  const field = issue?.path.join('.') ?? ''
  const code = issue?.code === 'too_small' && PASSWORD_FIELDS.includes(field) ? 'weakPassword' : 'badRequest'
  return refuse(code, field || undefined, issue?.message)
}
