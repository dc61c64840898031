import { z } from 'zod'
import { ok, refuse } from '../../shared/errors.ts'
import { type Closing, type NewAnswer, type NewFormNote, NOTE_MOST } from '../../shared/form/forms.ts'
import { CLOSING_CATEGORIES, RULED } from '../../shared/form/questionnaire.ts'
import { FINDING_KINDS } from '../../shared/notes/guard.ts'
import { lackingIn } from '../../shared/writtenTexts.ts'
import { newTextInput } from './inputs.ts'
import { type ApiParts, type Route, route, routeWith, signedIn } from './route.ts'

const STAFF = ['advisor', 'supervisor'] as const
const SUPERVISOR = ['supervisor'] as const
const answer: z.ZodType<NewAnswer> = z.object({ answer: z.array(z.string().min(1).max(64)).max(40, 'must have at most 40 answers') })
const note: z.ZodType<NewFormNote> = z.object({
  text: z.string().max(NOTE_MOST, `must have at most ${NOTE_MOST} characters`),
  confirmed: z.array(z.enum(FINDING_KINDS, { error: `must be of ${FINDING_KINDS.join(', ')}` })).max(FINDING_KINDS.length),
})
const closing: z.ZodType<Closing> = z
  .object({
    closed: z.boolean('must be true or false'),
    as: z.enum(CLOSING_CATEGORIES, { error: `must be of ${CLOSING_CATEGORIES.join(', ')}` }).optional(),
  })
  .refine(({ closed, as }) => closed || as === undefined, { path: ['as'], message: 'must not be there when the form is opened again' })

const isRuled = (question: string): boolean => RULED.some(({ id }) => id === question)

/** Filling in forms: each advisor on their own calls of today (shared/form/forms.ts); and the operator's own rules for how. */
export function formRoutes({ forms, formRules }: Pick<ApiParts, 'forms' | 'formRules'>): Route[] {
  const me = (asked: Parameters<typeof signedIn>[0]): string => signedIn(asked).me.id
  const of = (asked: { readonly params: Readonly<Record<string, string>> }): string => asked.params.call ?? ''
  return [
    route('get', '/api/forms', STAFF, async (asked) => ok(await forms.today(me(asked)))),
    route('get', '/api/forms/:call', STAFF, (asked) => forms.read(me(asked), of(asked))),
    route('get', '/api/form-rules', STAFF, async () => ok(await formRules.newest())),
    route('get', '/api/form-rules/:id', STAFF, async ({ id }) => (isRuled(id) ? ok(await formRules.versions(id)) : refuse('notFound'))),
    routeWith('put', '/api/form-rules/:id', SUPERVISOR, newTextInput, async (asked) => {
      if (!isRuled(asked.id)) return refuse('notFound')
      const lacking = lackingIn(asked.body, true)
      return lacking === null ? formRules.write(asked.id, asked.body, me(asked)) : refuse('badRequest', lacking, 'must not be empty')
    }),
    routeWith('put', '/api/forms/:call/answers/:question', STAFF, answer, (asked) =>
      forms.answer(me(asked), of(asked), asked.params.question ?? '', asked.body.answer),
    ),
    routeWith('put', '/api/forms/:call/note', STAFF, note, (asked) => forms.note(me(asked), of(asked), asked.body)),
    routeWith('put', '/api/forms/:call/closed', STAFF, closing, (asked) => forms.close(me(asked), of(asked), asked.body)),
  ]
}
