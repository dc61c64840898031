import { describe, expect, it } from 'vitest'
import { QUESTIONS } from '../../shared/form/questionnaire.ts'
import { REACHES } from '../../shared/services/find.ts'
import { SERVICE_KINDS } from '../../shared/services/service.ts'
import { serviceOf } from '../../shared/services/testing/serviceOf.ts'
import { kindOf } from './refer.ts'
import { saidOf, textOf } from './say.ts'

describe('the kind of a referral', () => {
  it.each([
    ['violenceTreatment', 'own', 'own_municipality'],
    ['violenceTreatment', 'agreement', 'nearby_municipality'],
    ['violenceTreatment', 'neighbour', 'nearby_municipality'],
    ['violenceTreatment', 'regional', 'regional'],
    ['socialServices', 'own', 'social_services_talks'],
    ['psychiatry', 'near', 'psychiatry'],
    ['addictionCare', 'own', 'addiction_care'],
    ['helpline', null, 'other_helpline'],
    ['familyCounselling', 'own', 'other'],
  ] as const)('of %s found as %s is %s', (kind, reach, expected) => {
    expect(kindOf({ service: serviceOf({ id: 'a', kind }), reach, place: null })).toBe(expected)
  })

  it('is one that the form knows, whatever was found', () => {
    const known = QUESTIONS.find(({ id }) => id === 'referred_service_kind')?.options.map(({ id }) => id)
    for (const kind of SERVICE_KINDS)
      for (const reach of [...REACHES, null]) expect(known).toContain(kindOf({ service: serviceOf({ id: 'a', kind }), reach, place: null }))
    expect(known).toContain(kindOf({ service: null, reach: 'own', place: '1280' }))
  })
})

it('says what is known of a service, the number first, and leaves out what is not', () => {
  const service = serviceOf({
    id: 'a',
    name: 'Kriscentrum',
    phone: '046-12 34 56',
    web: 'https://example.org/stod/',
    languages: ['sv', 'kmr'],
    interpreter: 'yes',
    contacts: [{ role: 'manager', email: 'chef@example.org', phone: '' }],
  })
  expect(saidOf(service).map(({ text }) => text)).toEqual(['046-12 34 56', 'example.org/stod', 'svenska, kurdiska (kurmanji)', 'Ja'])
  expect(textOf(service)).toBe(
    'Kriscentrum\nTelefon: 046-12 34 56\nWebbsida: example.org/stod\nSpråk: svenska, kurdiska (kurmanji)\nTolk kan ordnas: Ja',
  )
})
