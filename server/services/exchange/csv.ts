import Papa from 'papaparse'
import { type Outcome, ok, refuse } from '../../../shared/errors.ts'
import { CRITERIA, FACTS, type Service, type ServiceFacts } from '../../../shared/services/service.ts'
import { tooMany } from './limits.ts'
import type { Draft } from './preview.ts'

/** Without it Excel takes UTF-8 for something else. */
const BOM = '\uFEFF'
/** A text that begins so would be taken for a formula (OWASP, CSV Injection), or for the mark that keeps it from being one. */
const GUARDED = /^['=+\-@\t\r\n＝＋－＠]/

const guarded = (text: string): string => (GUARDED.test(text) ? `'${text}` : text)
const unguarded = (text: string): string => (text.startsWith("'") && GUARDED.test(text.slice(1)) ? text.slice(1) : text)

type Cells = Readonly<Record<string, string>>
const LISTS = ['targets', 'languages'] as const
const TICKS = ['runsLine', 'closed'] as const
const SPLIT = ['areas', 'criteria', 'partnerContact', 'contacts', 'level', ...LISTS, ...TICKS] as const
const PLAIN = FACTS.filter((name) => !(SPLIT as readonly string[]).includes(name))

/** The columns in their order; `id` is empty for a new service. */
export const COLUMNS: readonly string[] = [
  'id',
  ...PLAIN,
  'level',
  'areas',
  ...LISTS,
  ...CRITERIA.flatMap((name) => [`${name}.met`, `${name}.note`, `${name}.day`]),
  'partnerContact.systematic',
  'partnerContact.planned',
  'contacts',
  ...TICKS,
]

/**
 * Services as CSV (RFC 4180): UTF-8 with a byte order mark, semicolons, a row of names. Lists have commas between their items, an area is
 * PLACE:HOW, a contact ROLE|EMAIL|PHONE. A text that a spreadsheet would run gets an apostrophe before it, which is taken off again.
 */
export function csvOf(services: readonly Service[]): string {
  return csvHead(services.length) + csvRows(services)
}

/** What comes before the rows of so many services. */
export const csvHead = (count: number): string => BOM + Papa.unparse([COLUMNS as string[]], AS_CSV) + (count > 0 ? '\r\n' : '')

/** Rows without their names, each with its end. */
export function csvRows(services: readonly Service[]): string {
  const rows = services.map((service) => {
    const cells = cellsOf(service)
    return COLUMNS.map((name) => guarded(name === 'id' ? service.id : (cells[name] ?? '')))
  })
  return Papa.unparse(rows, AS_CSV) + (rows.length > 0 ? '\r\n' : '')
}

const AS_CSV = { delimiter: ';', newline: '\r\n' }

function cellsOf(facts: ServiceFacts): Cells {
  const criteria = CRITERIA.flatMap((name) => {
    const { met, note, day } = facts.criteria[name]
    return [
      [`${name}.met`, met],
      [`${name}.note`, note],
      [`${name}.day`, day ?? ''],
    ]
  })
  return Object.fromEntries([
    ...PLAIN.map((name) => [name, String(facts[name])]),
    ['level', facts.level ?? ''],
    ['areas', facts.areas.map(({ place, by }) => `${place}:${by}`).join(',')],
    ...LISTS.map((name) => [name, facts[name].join(',')]),
    ...criteria,
    ['partnerContact.systematic', facts.partnerContact.systematic],
    ['partnerContact.planned', facts.partnerContact.planned],
    ['contacts', facts.contacts.map(({ role, email, phone }) => `${role}|${email}|${phone}`).join(',')],
    ...TICKS.map((name) => [name, facts[name] ? 'yes' : 'no']),
  ]) as Cells
}

/**
 * What each row of a CSV says, to be checked as what a person enters is. Columns are known by name, in any order and with any of the usual
 * separators; what is not there says nothing of that fact. Refused when there is no row of names that has `name` or `id`, or when there are
 * more than `most` rows.
 */
export function draftsOfCsv(text: string, most: number): Outcome<Draft[]> {
  const { data, meta } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    skipEmptyLines: 'greedy',
    delimitersToGuess: [';', ',', '\t'],
    // It counts empty rows as well, which are let be.
    preview: 2 * most,
  })
  const [names = [], ...rows] = data
  if (rows.length > most || meta.truncated) return tooMany(most)
  const at = new Map(names.map((name, index) => [name.trim(), index] as const).reverse())
  if (!at.has('name') && !at.has('id')) return refuse('badRequest', 'file', 'must have a row of names, with name or id')
  const columns = COLUMNS.flatMap((name) => (at.has(name) ? [[name, at.get(name) ?? 0] as const] : []))
  return ok(
    rows.map((row) => {
      const cells: Cells = Object.fromEntries(
        columns.flatMap(([name, index]) => (row[index] === undefined ? [] : [[name, unguarded(row[index]).trim()]])),
      )
      return { id: cells.id ?? '', facts: factsFrom(cells) }
    }),
  )
}

function factsFrom(cells: Cells): Draft['facts'] {
  const given = (names: readonly string[], read: (text: string) => unknown) =>
    Object.fromEntries(names.flatMap((name) => (cells[name] === undefined ? [] : [[name, read(cells[name])]])))
  const group = (name: string, parts: readonly string[]) =>
    Object.fromEntries(parts.flatMap((part) => (cells[`${name}.${part}`] === undefined ? [] : [[part, cells[`${name}.${part}`]]])))
  const criterion = (name: string) => {
    const { day, ...rest } = group(name, ['met', 'note', 'day'])
    return day === undefined ? rest : { ...rest, day: orNull(day) }
  }
  return {
    ...given(PLAIN, (text) => text),
    ...given(['level'], orNull),
    ...given(['areas'], (text) => itemsOf(text).map(areaOf)),
    ...given(LISTS, itemsOf),
    criteria: Object.fromEntries(CRITERIA.map((name) => [name, criterion(name)])),
    partnerContact: group('partnerContact', ['systematic', 'planned']),
    ...given(['contacts'], (text) => itemsOf(text).map(contactOf)),
    ...given(TICKS, tick),
  }
}

const orNull = (text: string): string | null => (text === '' ? null : text)

function areaOf(item: string) {
  const [place, by = 'own'] = item.split(':').map((part) => part.trim())
  return { place, by }
}

const itemsOf = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

function contactOf(item: string) {
  const [role = '', email = '', phone = ''] = item.split('|').map((part) => part.trim())
  return { role, email, phone }
}

/** A text that is neither stays one, and is refused as such. */
const tick = (text: string): unknown => TICKED.get(text.toLowerCase()) ?? text
const TICKED: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['ja', true],
  ['no', false],
  ['nej', false],
  ['', false],
])
