import { expect, it } from 'vitest'
import { serviceOf } from '../../../shared/services/testing/serviceOf.ts'
import { growths } from '../../../shared/testing/growth.ts'
import { COLUMNS, draftsOfCsv } from './csv.ts'
import { draftsOfHsds } from './hsds.ts'
import { MOST_SERVICES } from './limits.ts'
import { compare, type Draft } from './preview.ts'

const ID = '6f1c4e2c-0d0b-4b7a-9c55-0a0b6f6d2a11'
const known = [serviceOf({ id: ID, name: 'Lund' })]
const compared = (drafts: ReturnType<typeof draftsOfCsv>) => drafts.ok && compare(drafts.value, known)
const names = COLUMNS.filter((name) => name !== 'id')

it.each([
  ['a CSV', (text: string) => compared(draftsOfCsv(text, MOST_SERVICES))],
  ['rows of a CSV', (text: string) => compared(draftsOfCsv(`name;areas;contacts\n${text}`, MOST_SERVICES))],
  [
    'a cell of a CSV',
    (text: string) => compared(draftsOfCsv(`name;phone;email\nA;"${text.replaceAll('"', '""')}";${text}`, MOST_SERVICES)),
  ],
  [
    'a fact of a draft',
    (text: string) => names.map((name): Draft => ({ id: '', facts: { [name]: text } })).map((draft) => compare([draft], known)),
  ],
  [
    'a service of HSDS',
    (text: string) => {
      const phones = [{ id: ID, number: text }]
      const service = {
        id: ID,
        name: text,
        status: 'active',
        application_process: text,
        phones,
        schedules: [{ id: ID, description: text }],
      }
      return [draftsOfHsds({ ...service, url: text }, 1), draftsOfHsds({ ...service, email: text }, 1), compared(draftsOfHsds(service, 1))]
    },
  ],
])('%s is read in time that grows with its length alone', (_name, read) => {
  expect(growths(read)).toEqual([])
})

it('a file of one name throughout is compared in one pass', () => {
  const services = (count: number) =>
    Array.from({ length: count }, (_, at) => serviceOf({ id: `6f1c4e2c-0d0b-4b7a-9c55-${String(at).padStart(12, '0')}`, name: 'A' }))
  let read = 0
  const counted = services(2_000).map((service) =>
    Object.defineProperty({ ...service }, 'name', {
      get: () => {
        read++
        return 'A'
      },
    }),
  )
  const drafts = Array.from({ length: 2_000 }, (): Draft => ({ id: '', facts: { name: 'A', phone: 'x' } }))
  expect(compare(drafts, counted).every(({ row }) => row.what === 'faulty')).toBe(true)
  expect(read).toBeLessThan(10 * counted.length)
})
