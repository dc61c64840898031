import type { PublicLine } from './http.ts'
import { openingWords } from './openingWords.ts'
import { addDays, wallOf } from './zonedTime.ts'

/** What is known of a line's hours now, for whoever may want to call. */
type Known = Pick<PublicLine, 'open' | 'opensAt' | 'closesAt' | 'timeZone' | 'takesMessages'>
type Tongue = keyof typeof openingWords

/** In which language it is said, and on whose clock the reader looks: an IANA name. */
export interface Reader {
  readonly language: Tongue
  readonly timeZone: string
}

/** What is said before a call: that one may call and until when, or that the line is closed. Null for a line that is always open. `now` in ms since 1970. */
export function idleText(line: Known, now: number, reader: Reader): string | null {
  const words = openingWords[reader.language]
  if (!line.open) return [words.closed, ...opensText(line, now, reader)].join(' ')
  return line.closesAt === null ? null : words.openUntil(whenText(line.closesAt, now, line.timeZone, 'time', reader))
}

/** When a closed line opens, in a sentence; none when that is not in sight. */
export function opensText({ opensAt, timeZone }: Pick<Known, 'opensAt' | 'timeZone'>, now: number, reader: Reader): string[] {
  return opensAt === null ? [] : [openingWords[reader.language].opens(whenText(opensAt, now, timeZone, 'day', reader))]
}

/** What one can do while the line is closed: leave a message, or come back. */
export function closedText({ takesMessages, opensAt }: Pick<Known, 'takesMessages' | 'opensAt'>, language: Tongue): string {
  const words = openingWords[language]
  if (takesMessages) return words.message
  return opensAt === null ? words.tryAnyway : `${words.welcome} ${words.tryAnyway}`
}

/**
 * A moment on the line's own clock: 'i dag 16.00', 'i morgon 08.30', 'måndag 30 november 08.30'. As 'time', which
 * follows "until", the day is left out when it is today. Whose clock it is, is said where the reader's own shows something else.
 */
export function whenText(at: number, now: number, timeZone: string, as: 'day' | 'time', reader: Reader): string {
  const words = openingWords[reader.language]
  const there = wallOf(at, timeZone)
  const here = wallOf(at, reader.timeZone)
  const plain = clockText(at, timeZone, reader.language)
  const time = there.day === here.day && there.minute === here.minute ? plain : words.zone(plain, placeOfZone(timeZone))
  const today = wallOf(now, timeZone).day
  if (there.day === today) return as === 'time' ? time : words.today(time)
  if (there.day === addDays(today, 1)) return words.tomorrow(time)
  const day = format(at, reader.language, { weekday: 'long', day: 'numeric', month: 'long', timeZone })
  return as === 'time' ? words.untilDay(day, time) : words.onDay(day, time)
}

/** A moment on a clock: '08.30' in Swedish, '08:30' in English. */
export function clockText(at: number, timeZone: string, language: Tongue): string {
  return timeText(format(at, language, { hour: '2-digit', minute: '2-digit', hour12: false, timeZone }), language)
}

/** 'HH:MM' as it is written in a language. */
export const timeText = (time: string, language: string): string => (language === 'sv' ? time.replace(':', '.') : time)

/** The place whose clock a zone shows: 'Stockholm' of 'Europe/Stockholm'. */
export const placeOfZone = (timeZone: string): string => timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone

const format = (at: number, language: Tongue, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', options).format(at)
