import type { PublicLine } from '../../shared/http.ts'
import { addDays, wallOf } from '../../shared/zonedTime.ts'
import { createWords, formatDate, formatTime, language } from '../i18n/i18n.ts'
import { openingWords } from './openingWords.ts'

const words = createWords(openingWords)

/** What is said before a call: that one may call and until when, or that the line is closed. Null for a line of which nothing is known, or that is always open. */
export function idleText(line: PublicLine | undefined, now: number): string | null {
  if (!line) return null
  if (!line.open) return [words().closed, ...opensText(line, now)].join(' ')
  return line.closesAt === null ? null : words().openUntil(whenText(line.closesAt, now, line.timeZone, 'time'))
}

/** When a closed line opens, in a sentence; none when that is not in sight. */
export function opensText({ opensAt, timeZone }: Pick<PublicLine, 'opensAt' | 'timeZone'>, now: number): string[] {
  return opensAt === null ? [] : [words().opens(whenText(opensAt, now, timeZone, 'day'))]
}

/**
 * A moment on the line's own clock: 'i dag 16.00', 'i morgon 08.30', 'måndag 30 november 08.30'. As 'time' the day is left out when it
 * is today. Whose clock it is, is said where the reader's own shows something else.
 */
export function whenText(at: number, now: number, timeZone: string, as: 'day' | 'time', ownZone = ownTimeZone()): string {
  const clock = formatTime(at, timeZone)
  const there = wallOf(at, timeZone)
  const here = wallOf(at, ownZone)
  const plain = language() === 'sv' ? clock.replace(':', '.') : clock
  const place = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone
  const time = there.day === here.day && there.minute === here.minute ? plain : words().zone(plain, place)
  const today = wallOf(now, timeZone).day
  if (there.day === today) return as === 'time' ? time : words().today(time)
  if (there.day === addDays(today, 1)) return words().tomorrow(time)
  return words().onDay(formatDate(at, { weekday: 'long', day: 'numeric', month: 'long', timeZone }), time)
}

function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
