import { EARLIEST } from './imports.ts'

/** How three numbers make a date when that is not plain from the writing. */
export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/** A time as it was written: a day (YYYY-MM-DD), seconds since its midnight (to 86 400, which is 24:00), and minutes east of UTC if it says so. */
export interface Written {
  readonly day: string
  readonly second: number
  readonly offset: number | null
}

export type TimeFault = 'noTime' | 'badTime' | 'noSuchTime'
type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: TimeFault }

const DAY_S = 86_400
/** Day 0 of Excel's calendar of 1900, which has a 29 February 1900 that never was: right for every day after it. */
const EXCEL_ZERO = Date.UTC(1899, 11, 30)
const EARLIEST_SERIAL = (EARLIEST - EXCEL_ZERO) / (DAY_S * 1000)
const LATEST_SERIAL = 80_000

const MONTHS: readonly RegExp[] = [/^jan/, /^feb/, /^mar/, /^apr/, /^ma[jy]/, /^jun/, /^jul/, /^aug/, /^sep/, /^o[ck]t/, /^nov/, /^de[ck]/]

/** The number of a month by its Swedish or English name, also cut short; 0 for none. */
export const monthNamed = (text: string): number => MONTHS.findIndex((name) => name.test(text.toLowerCase())) + 1

/** Reads a time in one text: a date and a time of day, with or without a zone, or a serial number of Excel. Never throws. */
export function readTime(text: string, order: DateOrder): Read<Written> {
  const trimmed = text.trim()
  if (trimmed === '') return fault('noTime')
  const serial = serialOf(trimmed)
  if (serial !== null) return { ok: true, value: { ...serialTime(serial), offset: null } }
  const date = dateAt(trimmed, order)
  if (!date) return fault('badTime')
  const clock = clockOf(date.rest.replace(/^(?:T|[\s,]|kl\.?)+/i, ''))
  return clock ? joined(date.day, clock) : fault('badTime')
}

/** Reads a time of which date and time of day stand apart. */
export function readParts(dateText: string, clockText: string, order: DateOrder): Read<Written> {
  const [dateTrimmed, clockTrimmed] = [dateText.trim(), clockText.trim()]
  if (dateTrimmed === '' || clockTrimmed === '') return fault('noTime')
  const serial = serialOf(dateTrimmed)
  const date = serial === null ? dateAt(dateTrimmed, order) : { day: serialTime(serial).day, rest: '' }
  // Programs that keep times as dates write a date of 00:00 beside the time.
  if (!date || !/^(?:T|\s*)?(?:0?0[:.]00(?:[:.]00(?:[.,]0+)?)?)?$/i.test(date.rest.trim())) return fault('badTime')
  const fraction = /^0?[.,]\d+$/.test(clockTrimmed) ? Number(clockTrimmed.replace(',', '.')) : null
  const clock = fraction === null ? clockOf(clockTrimmed) : { second: Math.round(fraction * DAY_S), offset: null }
  return clock ? joined(date.day, clock) : fault('badTime')
}

/** The day of a text that is a date and nothing else; null when it is none. */
export function readDay(text: string, order: DateOrder): string | null {
  const date = dateAt(text.trim(), order)
  return date?.day && date.rest === '' ? date.day : null
}

/** Whether a text is a time of day and nothing else. */
export const isClock = (text: string): boolean => clockOf(text.trim()) !== null

/** Which orders would make a date of the beginning of this text; null when the order does not matter. */
export function ordersOf(text: string): DateOrder[] | null {
  const numbers = THREE.exec(text.trim())
  if (!numbers || !isOpen(numbers)) return null
  return DATE_ORDERS.filter((order) => dateAt(text.trim(), order)?.day)
}

/** Numbers with the year at the end, or with two digits; `separator` between the first two. */
const THREE = /^(?<a>\d{1,2})(?<separator>[-/.])(?<b>\d{1,2})(?<second>\k<separator>|\s+|-)(?<c>\d{4}|\d{2})(?!\d)/
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?=$|\D|\d{6}$|\d{4}$)/
const NAMED = /^(?:\p{L}{2,8}[.,]?\s+)?(\d{1,2})[.\s-]*(\p{L}{3,9})\.?[\s,-]*(\d{4})(?!\d)/u
const NAMED_FIRST = /^(?:\p{L}{2,8}[.,]?\s+)?(\p{L}{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})(?!\d)/u

/** The order matters for slashes and hyphens alone, and where the year has two digits: 04.02.2019 and 4/2 2019 are written in one order only. */
function isOpen({ groups }: RegExpExecArray): boolean {
  const { separator, second, c = '' } = groups ?? {}
  return c.length === 2 || (separator !== '.' && second === separator)
}

/** A date at the beginning of a text; its day is empty when there is no such day. */
function dateAt(text: string, order: DateOrder): { readonly day: string; readonly rest: string } | null {
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst) return dated(yearFirst, Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]))
  const compact = COMPACT.exec(text)
  if (compact) return dated(compact, Number(compact[1]), Number(compact[2]), Number(compact[3]))
  const three = THREE.exec(text)
  if (three) {
    const [a, b, c] = [Number(three.groups?.a), Number(three.groups?.b), Number(three.groups?.c)]
    const short = three.groups?.c?.length === 2
    if (!isOpen(three) || order === 'dmy' || (order === 'ymd' && !short)) return dated(three, short ? century(c) : c, b, a)
    return order === 'mdy' ? dated(three, short ? century(c) : c, a, b) : dated(three, century(a), b, c)
  }
  const named = NAMED.exec(text)
  if (named && monthNamed(named[2] ?? '')) return dated(named, Number(named[3]), monthNamed(named[2] ?? ''), Number(named[1]))
  const first = NAMED_FIRST.exec(text)
  if (first && monthNamed(first[1] ?? '')) return dated(first, Number(first[3]), monthNamed(first[1] ?? ''), Number(first[2]))
  return null
}

/** Two digits: no call is from before 1990. */
const century = (year: number): number => (year >= 90 ? 1900 : 2000) + year

function dated(found: RegExpExecArray, year: number, month: number, day: number) {
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return { day: exists ? date.toISOString().slice(0, 10) : '', rest: found.input.slice(found[0].length) }
}

interface Clock {
  readonly second: number
  readonly offset: number | null
}

const CLOCK =
  /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?(?:\s*(a\.?m\.?|p\.?m\.?|fm|em)\b\.?)?\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?$/i
const COMPACT_CLOCK = /^(\d{2})(\d{2})(\d{2})?(z|[+-]\d{2}(?::?\d{2})?)?$/i

/** A time of day; its second is -1 when there is no such time. */
function clockOf(text: string): Clock | null {
  const full = CLOCK.exec(text)
  const compact = full ? null : COMPACT_CLOCK.exec(text)
  if (!full && !compact) return null
  const [hours = 0, minutes = 0, seconds = 0] = [1, 2, 3].map((group) => Number((full ?? compact)?.[group] ?? 0))
  const fraction = Number(`0.${full?.[4] ?? '0'}`)
  const half = full?.[5]?.toLowerCase()[0]
  const offset = offsetOf((full?.[6] ?? compact?.[4] ?? '').toLowerCase())
  if (half && (hours < 1 || hours > 12)) return { second: -1, offset }
  const hour = half === undefined ? hours : (hours % 12) + (half === 'p' || half === 'e' ? 12 : 0)
  const second = hour * 3_600 + minutes * 60 + seconds + Math.round(fraction * 1000) / 1000
  const exists = minutes < 60 && seconds < 60 && (hour < 24 || second === DAY_S) && offset !== Number.NEGATIVE_INFINITY
  return { second: exists ? second : -1, offset }
}

/** Minutes east of UTC; null for none said, minus infinity for one that is nowhere. */
function offsetOf(text: string): number | null {
  if (text === '') return null
  if (!/\d/.test(text)) return 0
  const digits = text.replace(/\D/g, '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return minutes > 14 * 60 ? Number.NEGATIVE_INFINITY : text.startsWith('-') ? -minutes : minutes
}

function joined(day: string, { second, offset }: Clock): Read<Written> {
  return day === '' || second < 0 ? fault('noSuchTime') : { ok: true, value: { day, second, offset } }
}

function serialOf(text: string): number | null {
  if (!/^\d{5}(?:[.,]\d+)?$/.test(text)) return null
  const serial = Number(text.replace(',', '.'))
  return serial >= EARLIEST_SERIAL && serial < LATEST_SERIAL ? serial : null
}

/** To the second: a serial number has no more in it. */
function serialTime(serial: number): { readonly day: string; readonly second: number } {
  const seconds = Math.round(serial * DAY_S)
  const day = new Date(EXCEL_ZERO + Math.floor(seconds / DAY_S) * DAY_S * 1000).toISOString().slice(0, 10)
  return { day, second: seconds % DAY_S }
}

const fault = (why: TimeFault): Read<never> => ({ ok: false, why })
