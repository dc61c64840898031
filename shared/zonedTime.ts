/**
 * The clock on the wall of a time zone, and back to moments. Days are YYYY-MM-DD, minutes count from midnight (0 to 1440).
 * Zones are IANA names; an unknown one throws RangeError.
 */
export interface WallTime {
  readonly day: string
  readonly minute: number
}

export const MINUTE_MS = 60_000
export const DAY_MS = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

/** What the wall shows at a moment (ms since 1970); seconds are dropped. */
export function wallOf(at: number, timeZone: string): WallTime {
  const text = formatOf(timeZone).format(at)
  return { day: text.slice(0, 10), minute: Number(text.slice(-5, -3)) * 60 + Number(text.slice(-2)) }
}

/**
 * The first moment (ms since 1970) at which the wall shows this day and minute, or a later one. An hour that a clock change
 * leaves out is the moment of the change; an hour that comes twice begins when it comes first. So a later reading never gives
 * an earlier moment, and minute 1440 is minute 0 of the next day.
 */
export function momentOf(day: string, minute: number, timeZone: string): number {
  const reading = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS
  const before = reading - readingOf(reading - DAY_MS, timeZone) + (reading - DAY_MS)
  const after = reading - readingOf(reading + DAY_MS, timeZone) + (reading + DAY_MS)
  const first = Math.min(before, after)
  const last = Math.max(before, after)
  if (readingOf(first, timeZone) === reading) return first
  return readingOf(last, timeZone) === reading ? last : changeBetween(first, last, reading, timeZone)
}

/** The day `days` later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}

/** The wall's reading as if it were UTC, to reckon with. */
function readingOf(at: number, timeZone: string): number {
  const { day, minute } = wallOf(at, timeZone)
  return Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS
}

/** The moment of the clock change that skips `reading`: the wall shows less at `low` and more at `high`. */
function changeBetween(low: number, high: number, reading: number, timeZone: string): number {
  let [under, over] = [low, high]
  while (over - under > MINUTE_MS) {
    const middle = under + Math.floor((over - under) / 2 / MINUTE_MS) * MINUTE_MS
    if (readingOf(middle, timeZone) < reading) under = middle
    else over = middle
  }
  return over
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    const digits = '2-digit'
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
      hourCycle: 'h23',
    })
    formats.set(timeZone, format)
  }
  return format
}
