import { EARLIEST, type MonthTotal } from './imports.ts'
import { readCount } from './numbers.ts'
import { DATE_ORDERS, monthNamed, readDay } from './times.ts'

/** Why a line of monthly totals cannot be read. */
export const TOTAL_FAULTS = ['badMonth', 'notOver', 'tooEarly', 'badNumber', 'noCalls', 'tooMany', 'twice'] as const
export type TotalFault = (typeof TOTAL_FAULTS)[number]

/** `row` counts from 1, headings included, as a spreadsheet does. */
export interface TotalsRead {
  readonly totals: readonly MonthTotal[]
  readonly faults: readonly { readonly row: number; readonly why: TotalFault }[]
}

/** No month of a helpline has more calls. */
export const MOST_IN_MONTH = 10_000_000
const EARLIEST_MONTH = new Date(EARLIEST).toISOString().slice(0, 7)

/** 2019-02, 201902, 2/2019, feb 2019, or any day of the month; null for none. */
export function readMonth(text: string): string | null {
  const trimmed = text.trim()
  const first = /^(\d{4})[-/. ]?(\d{1,2})$/.exec(trimmed)
  if (first) return monthOf(Number(first[1]), Number(first[2]))
  const last = /^(\d{1,2})[-/. ](\d{4})$/.exec(trimmed)
  if (last) return monthOf(Number(last[2]), Number(last[1]))
  const named = /^(\p{L}{3,9})\.?[\s,-]*(\d{4})$/u.exec(trimmed) ?? /^(?<year>\d{4})[\s,-]*(?<name>\p{L}{3,9})\.?$/u.exec(trimmed)
  if (named) return monthOf(Number(named.groups?.year ?? named[2]), monthNamed(named.groups?.name ?? named[1] ?? ''))
  // Of a day, the month is sure only when every order gives the same.
  const months = new Set(DATE_ORDERS.map((order) => readDay(trimmed, order)?.slice(0, 7)).filter((month) => month))
  return months.size === 1 ? ([...months][0] ?? null) : null
}

/**
 * Months with their totals: the month, all calls, and perhaps answered and abandoned ones, in this order or as the headings say. `present`
 * is the month that is running; only months before it have a total. Never throws.
 */
export function readTotals(rows: readonly (readonly string[])[], present: string): TotalsRead {
  const headed = rows.findIndex((row) => row.some((cell) => cell.trim() !== ''))
  const first = rows[headed] ?? []
  const isHeading = first.length > 0 && first.every((cell) => readMonth(cell) === null && typeof readCount(cell) !== 'number')
  const places = isHeading ? placesOf(first) : PLAIN
  const totals: MonthTotal[] = []
  const faults: { row: number; why: TotalFault }[] = []
  const seen = new Set<string>()
  for (const [index, row] of rows.entries()) {
    if ((isHeading && index === headed) || row.every((cell) => cell.trim() === '')) continue
    const read = readTotal(row, places, present)
    if (typeof read === 'string') faults.push({ row: index + 1, why: read })
    else if (seen.has(read.month)) faults.push({ row: index + 1, why: 'twice' })
    else {
      seen.add(read.month)
      totals.push(read)
    }
  }
  return { totals: totals.sort((a, b) => (a.month < b.month ? -1 : 1)), faults }
}

interface Places {
  readonly month: number
  readonly calls: number
  readonly answered: number
  readonly abandoned: number
}
const PLAIN: Places = { month: 0, calls: 1, answered: 2, abandoned: 3 }
const NONE = -1

function placesOf(headings: readonly string[]): Places {
  const find = (heading: RegExp) => headings.findIndex((text) => heading.test(text))
  const answered = headings.findIndex((text) => /besvarad|answered/i.test(text) && !/obesvar|unanswered|inte|ej |not /i.test(text))
  const abandoned = find(/obesvar|unanswered|abandon|övergiv|missa|missed|lagt på|(?:inte|ej) besvar/i)
  const month = Math.max(0, find(/månad|month|period|datum|date/i))
  const calls = headings.findIndex((text, at) => /samtal|calls|antal|total|count/i.test(text) && ![answered, abandoned, month].includes(at))
  return { month, calls: calls === NONE ? month + 1 : calls, answered, abandoned }
}

function readTotal(row: readonly string[], places: Places, present: string): MonthTotal | TotalFault {
  const month = readMonth(row[places.month] ?? '')
  if (month === null) return 'badMonth'
  if (month >= present) return 'notOver'
  if (month < EARLIEST_MONTH) return 'tooEarly'
  const [calls, answered, abandoned] = [places.calls, places.answered, places.abandoned].map((at) => readCount(row[at] ?? ''))
  if (calls === undefined || answered === undefined || abandoned === undefined) return 'badNumber'
  if (calls === null) return 'noCalls'
  if (calls > MOST_IN_MONTH || (answered ?? 0) + (abandoned ?? 0) > calls) return 'tooMany'
  return { month, calls, answered, abandoned }
}

const monthOf = (year: number, month: number): string | null =>
  year >= 1000 && month >= 1 && month <= 12 ? `${year}-${String(month).padStart(2, '0')}` : null
