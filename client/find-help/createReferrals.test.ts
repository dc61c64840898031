import fc from 'fast-check'
import { createRoot, createSignal } from 'solid-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import { serviceOf } from '../../shared/services/testing/serviceOf.ts'
import { createReferrals } from './createReferrals.ts'
import { kindOf, type Referral } from './refer.ts'

type Said = Record<string, readonly string[]>
const referral = (id: string, kind: 'violenceTreatment' | 'psychiatry' = 'violenceTreatment'): Referral => ({
  service: serviceOf({ id, kind }),
  reach: 'own',
  place: '1280',
})
const [lund, malmo, clinic] = [referral('lund'), referral('malmo'), referral('clinic', 'psychiatry')]
const social: Referral = { service: null, reach: 'own', place: '1280' }

/** Forms of calls in a test's hands, and a page that refers. `server.link`: what becomes of what is sent. */
function open() {
  const forms: Record<string, Said> = {}
  const server = { link: 'whole' as 'whole' | 'cut' | 'answersLost', refusing: '' }
  const [call, setCall] = createSignal<string | undefined>('first')
  const of = (path: string) => (forms[path.split('/')[3] ?? ''] ??= {})
  const ask = {
    get: async (path: string) => (server.link === 'cut' ? refuse('serverFault') : ok({ answers: { ...of(path) } })),
    async put(path: string, body: { answer: readonly string[] }) {
      if (server.link === 'cut') return refuse('serverFault')
      if (server.refusing !== '' && body.answer.includes(server.refusing)) return refuse('badRequest', 'answer')
      const question = path.split('/').at(-1) ?? ''
      if (body.answer.length > 0) of(path)[question] = body.answer
      else delete of(path)[question]
      return server.link === 'answersLost' ? refuse('serverFault') : ok({})
    },
  } as { get: <T>(path: string) => Promise<Outcome<T>>; put: <T>(path: string, body: unknown) => Promise<Outcome<T>> }
  const { referrals, dispose } = createRoot((dispose) => ({
    dispose,
    referrals: createReferrals({ call, ask, live: { onFormSaved: () => () => {} } }),
  }))
  disposers.push(dispose)
  return {
    ...{ referrals, server, forms },
    nextCall() {
      setCall('second')
      referrals.clear()
    },
  }
}

const disposers: (() => void)[] = []
const settle = () => vi.advanceTimersByTimeAsync(5_000)

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', new EventTarget())
})
afterEach(() => {
  for (const dispose of disposers.splice(0)) dispose()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('referrals of a page', () => {
  it('are shown at once, kept while the server is away, and sent when it is back, those of a call that is over too', async () => {
    const { referrals, server, forms, nextCall } = open()
    server.link = 'cut'
    referrals.toggle(lund)
    await settle()
    expect([referrals.has(lund), referrals.isWaiting(lund), referrals.away()]).toEqual([true, true, 1])
    nextCall()
    expect([referrals.has(lund), referrals.isWaiting(lund), referrals.away()]).toEqual([false, false, 1])
    expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true })), 'the page is not left without a question').toBe(false)
    server.link = 'whole'
    await settle()
    expect(forms.first).toMatchObject({ referral_made: ['yes'], referred_service: ['lund'], municipality: ['1280'] })
    expect([forms.second, referrals.has(lund), referrals.away()]).toEqual([undefined, false, 0])
    expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(true)
  })

  it('are taken from the page again when the server does not take them, and the others stay', async () => {
    const { referrals, server, forms } = open()
    server.refusing = 'lund'
    for (const one of [lund, clinic]) referrals.toggle(one)
    await settle()
    expect(referrals.refused()).toMatchObject({ referral: { service: { id: 'lund' } }, refusal: { code: 'badRequest' } })
    expect([referrals.has(lund), referrals.has(clinic), referrals.isWaiting(clinic)]).toEqual([false, true, false])
    expect(forms.first?.referred_service).toEqual(['clinic'])
    referrals.toggle(malmo)
    expect(referrals.refused()).toBeUndefined()
  })

  it('come to what was pressed last, whatever becomes of the link meanwhile', async () => {
    const act = fc.oneof(
      fc.constantFrom(lund, malmo, clinic, social).map((referral) => ({ is: 'toggle', referral }) as const),
      fc.constantFrom('whole', 'cut', 'answersLost').map((link) => ({ is: 'link', link }) as const),
      fc.integer({ min: 0, max: 3_000 }).map((ms) => ({ is: 'wait', ms }) as const),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
        const { referrals, server, forms } = open()
        const made = new Map<Referral, boolean>()
        for (const one of acts) {
          if (one.is === 'link') server.link = one.link
          else if (one.is === 'wait') await vi.advanceTimersByTimeAsync(one.ms)
          else {
            referrals.toggle(one.referral)
            made.set(one.referral, !made.get(one.referral))
          }
        }
        server.link = 'whole'
        await vi.advanceTimersByTimeAsync(20_000)
        const stays = [...made].flatMap(([referral, stays]) => (stays ? [referral] : []))
        const answers = forms.first ?? {}
        expect(new Set(answers.referred_service)).toEqual(new Set(stays.flatMap(({ service }) => service?.id ?? [])))
        expect(new Set(answers.referred_service_kind)).toEqual(new Set(stays.map(kindOf)))
        expect(answers.referral_made).toEqual(stays.length > 0 ? ['yes'] : undefined)
        for (const one of [lund, malmo, clinic, social])
          expect([referrals.has(one), referrals.isWaiting(one)]).toEqual([stays.includes(one), false])
        disposers.pop()?.()
      }),
      { numRuns: 60 },
    )
  })
})
