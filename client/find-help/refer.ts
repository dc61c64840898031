import type { Outcome } from '../../shared/errors.ts'
import { ok } from '../../shared/errors.ts'
import type { CallId } from '../../shared/floor/model.ts'
import type { FormState } from '../../shared/form/forms.ts'
import { SERVICES } from '../../shared/form/questionnaire.ts'
import type { PlaceId } from '../../shared/geography/places.ts'
import type { Reach } from '../../shared/services/find.ts'
import type { Service } from '../../shared/services/service.ts'
import type { api } from '../ui/api.ts'

/** What the advisor has told the caller of. `service` null: social services that the register has nothing of. */
export interface Referral {
  readonly service: Service | null
  /** How it came up; null for one that was found by name or is there for the whole country. */
  readonly reach: Reach | null
  /** Where help was looked for; null when it was not by place. */
  readonly place: PlaceId | null
}

/** The option of `referred_service_kind` (shared/form/questionnaire.json) that a referral is. */
export function kindOf({ service, reach }: Referral): string {
  if (service === null || service.kind === 'socialServices') return 'social_services_talks'
  if (service.kind === 'psychiatry') return 'psychiatry'
  if (service.kind === 'addictionCare') return 'addiction_care'
  if (['victimSupport', 'helpline', 'organisation'].includes(service.kind)) return 'other_helpline'
  if (service.kind !== 'violenceTreatment') return 'other'
  if (reach === 'own') return 'own_municipality'
  return reach === 'regional' ? 'regional' : 'nearby_municipality'
}

/**
 * Puts a referral into the form of a call: that there was one, where to and of what kind, and the municipality where that has not been
 * answered. What else the form says of referrals stays. Doing it once more changes nothing, so that it can be tried again.
 */
export async function refer(ask: Server, call: CallId, referral: Referral): Promise<Outcome> {
  return amend(ask, call, (answers) => ({
    referral_made: ['yes'],
    ...(referral.service ? { [SERVICES]: adding(answers[SERVICES], referral.service.id) } : {}),
    referred_service_kind: adding(answers.referred_service_kind, kindOf(referral)),
    ...(referral.place !== null && answers.municipality === undefined ? { municipality: [referral.place] } : {}),
  }))
}

/** Takes a referral back; `others` are those of the call that stay. */
export async function takeBack(ask: Server, call: CallId, referral: Referral, others: readonly Referral[]): Promise<Outcome> {
  const kind = kindOf(referral)
  return amend(ask, call, (answers) => ({
    ...(referral.service ? { [SERVICES]: without(answers[SERVICES], referral.service.id) } : {}),
    ...(others.some((other) => kindOf(other) === kind) ? {} : { referred_service_kind: without(answers.referred_service_kind, kind) }),
    ...(others.length > 0 ? {} : { referral_made: [] }),
  }))
}

type Server = Pick<typeof api, 'get' | 'put'>
type Said = Readonly<Record<string, readonly string[] | undefined>>

async function amend(ask: Server, call: CallId, change: (answers: Said) => Said): Promise<Outcome> {
  const form = await ask.get<FormState>(`/api/forms/${encodeURIComponent(call)}`)
  if (!form.ok) return form
  const answers = form.value.answers as Said
  for (const [question, answer] of Object.entries(change(answers))) {
    const saved = await ask.put<FormState>(`/api/forms/${encodeURIComponent(call)}/answers/${question}`, { answer })
    if (!saved.ok) return saved
  }
  return ok(undefined)
}

const EXCLUSIVE = ['unknown', 'declined']

function adding(answer: readonly string[] = [], id: string): string[] {
  return [...new Set([...answer.filter((one) => !EXCLUSIVE.includes(one)), id])]
}

const without = (answer: readonly string[] = [], id: string): string[] => answer.filter((one) => one !== id)
