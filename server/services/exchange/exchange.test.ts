import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../../shared/errors.ts'
import { factsOf, noFacts, type Service } from '../../../shared/services/service.ts'
import { anyService } from '../../../shared/services/testing/anyService.ts'
import { serviceOf } from '../../../shared/services/testing/serviceOf.ts'
import { csvOf, draftsOfCsv } from './csv.ts'
import { draftsOfHsds, hsdsOf } from './hsds.ts'
import { compare, type Draft } from './preview.ts'

const anyRegister = fc.uniqueArray(anyService, { maxLength: 8, selector: ({ id }) => id })
const MOST = 6_000
const csv = (text: string): Draft[] => taken(draftsOfCsv(text, MOST))
const hsds = (json: unknown): Draft[] => taken(draftsOfHsds(json, MOST))
const taken = (drafts: Outcome<Draft[]>): Draft[] => {
  return drafts.ok ? drafts.value : expect.fail(JSON.stringify(drafts.refusal))
}
const ways: readonly [string, (services: readonly Service[]) => Draft[]][] = [
  ['CSV', (services) => csv(csvOf(services))],
  ['HSDS', (services) => hsds(JSON.parse(JSON.stringify(hsdsOf(services))))],
]

describe.each(ways)('a register that goes out as %s and comes back', (_name, roundTrip) => {
  it('is the same, service by service', () => {
    fc.assert(
      fc.property(anyRegister, (services) => {
        expect(compare(roundTrip(services), services).map(({ row }) => row.what)).toEqual(services.map(() => 'same'))
      }),
      { numRuns: 60 },
    )
  })

  it('makes the same services where there was nothing', () => {
    fc.assert(
      fc.property(anyRegister, (services) => {
        const written = compare(roundTrip(services), []).map(({ row, write }) => [row.what, write?.facts])
        expect(written).toEqual(services.map((service) => ['new', factsOf(service)]))
      }),
      { numRuns: 40 },
    )
  })

  it('brings what was changed on the way, and nothing else', () => {
    fc.assert(
      fc.property(anyRegister, anyService, (services, other) => {
        const away = services.map((service, at) => (at === 0 ? { ...service, hours: other.hours, criteria: other.criteria } : service))
        const brought = compare(roundTrip(away), services)
        for (const [at, { row, write }] of brought.entries()) {
          if (write) expect(write.facts).toEqual(factsOf(away[at] ?? noFacts))
          for (const { fact } of row.changes) expect(['hours', 'criteria']).toContain(fact)
        }
      }),
      { numRuns: 40 },
    )
  })
})

const lund = serviceOf({ id: '6f1c4e2c-0d0b-4b7a-9c55-0a0b6f6d2a11', name: 'Lund', organisation: 'Kommunen', phone: '046-12 34 56' })

describe('a CSV by hand', () => {
  it('is known by its names, in any order, with commas, and changes only what it has', () => {
    const [change, fresh] = compare(csv('name,organisation,waitingTime\nLund,Kommunen,"tre veckor, ungefär"\nEslöv,,\n'), [lund])
    expect(change?.row).toMatchObject({
      what: 'changed',
      id: lund.id,
      changes: [{ fact: 'waitingTime', from: '', to: 'tre veckor, ungefär' }],
    })
    expect(change?.write?.facts.phone).toBe('046-12 34 56')
    expect(fresh?.row).toMatchObject({ what: 'new', id: null, name: 'Eslöv' })
  })

  it.each([
    ['name;phone\nX;ring mig\n', 'phone'],
    ['name;areas\nX;1280:alltid\n', 'areas.0.by'],
    ['name;areas\nX;9999\n', 'areas.0.place'],
    ['name;level\nX;bra\n', 'level'],
    ['name;training.met\nX;kanske\n', 'criteria.training.met'],
    ['name;closed\nX;snart\n', 'closed'],
    ['name;web\nX;javascript:alert(1)\n', 'web'],
    ['name;phone\n;08-1234\n', 'name'],
  ])('%j is told to be wrong in %s', (text, field) => {
    const [one] = compare(csv(text), [])
    expect(one?.row).toMatchObject({ what: 'faulty', fault: { field } })
    expect(one?.write).toBeNull()
  })

  it('cannot be read without its names', () => {
    expect(draftsOfCsv('Lund;Kommunen\n', MOST)).toMatchObject({ ok: false, refusal: { field: 'file' } })
  })

  it('takes one service once', () => {
    const rows = compare(csv(`id;name\n${lund.id};A\n${lund.id};B\n`), [lund]).map(({ row }) => row.what)
    expect(rows).toEqual(['changed', 'faulty'])
  })

  it('has nothing in it that a spreadsheet would run', () => {
    const text = csvOf([serviceOf({ id: lund.id, name: '=1+1', note: '@SUM(A1)', phone: '+46 46 12 34 56' })])
    for (const cell of text.split(/[;\r\n]+/)) expect(cell).not.toMatch(/^"?[=+@-]/)
  })
})

describe('an HSDS file of somebody else', () => {
  it('brings what the specification has fields for', () => {
    const drafts = hsds({
      contents: [
        {
          id: 'ac148810-d857-441c-9679-408f346de14b',
          name: 'Samtalsmottagningen',
          status: 'active',
          email: 'info@example.org',
          phones: [{ id: '1554f2e2-a373-45db-a3fa-9fc48a61c15e', number: '08-123 45 67' }],
          organization: { id: 'd9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610', name: 'Föreningen', description: '' },
          languages: [{ id: '2989d3ed-c547-48f8-8f9d-432d81c7892e', code: 'ar' }],
        },
      ],
    })
    const known = serviceOf({ id: 'ac148810-d857-441c-9679-408f346de14b', phone: '1', phoneOutOfHours: '08-123 45 68' })
    expect(compare(drafts, [known])[0]?.write?.facts, 'and says nothing of the rest').toMatchObject({ phoneOutOfHours: '08-123 45 68' })
    const [one] = compare(drafts, [])
    expect(one?.write?.facts).toEqual({
      ...noFacts,
      name: 'Samtalsmottagningen',
      organisation: 'Föreningen',
      email: 'info@example.org',
      phone: '08-123 45 67',
      languages: ['ar'],
    })
  })

  it.each([
    [{ name: 'X', status: 'active' }, '0.id'],
    [{ id: 'ac148810-d857-441c-9679-408f346de14b', name: 'X', status: 'open' }, '0.status'],
    [{ id: 'ac148810-d857-441c-9679-408f346de14b', name: 'X', status: 'active', phones: [{ number: '1' }] }, '0.phones.0.id'],
    [{ id: 'ac148810-d857-441c-9679-408f346de14b', name: 'X', status: 'active', email: 'nobody' }, '0.email'],
    ['a text', '0'],
  ])('%j is refused at %s', (json, field) => {
    expect(draftsOfHsds(json, MOST)).toMatchObject({ ok: false, refusal: { code: 'badRequest', field } })
  })
})
