import { LONGEST_S } from './imports.ts'

export type SecondsRead =
  | { readonly ok: true; readonly value: number | null }
  | { readonly ok: false; readonly why: 'badSeconds' | 'tooLong' }

const PLAIN = /^(\d{1,9})(?:[.,](\d{1,6}))?\s*(?:s|sek|sec|sekunder|seconds)?\.?$/i
const CLOCK = /^(?:(\d{1,3}):)?(\d{1,4}):(\d{2})(?:[.,](\d{1,6}))?$/
const UNITS =
  /^(?:(\d{1,3})\s*(?:h|tim|timmar|hours?)\s*)?(?:(\d{1,4})\s*(?:m|min|minuter|minutes?)\s*)?(?:(\d{1,5})\s*(?:s|sek|sec|sekunder|seconds?))?$/i

/**
 * A length in seconds: 125, 125,5, 2:05 (minutes and seconds), 0:02:05, 2 min 5 s. Spaces between thousands are skipped; nothing and a
 * dash are no value. Never throws.
 */
export function readSeconds(text: string): SecondsRead {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed === '-' || trimmed === '–') return { ok: true, value: null }
  const plain = PLAIN.exec(trimmed.replace(/(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))/g, ''))
  if (plain) return within(Number(`${plain[1]}.${plain[2] ?? 0}`))
  const clock = CLOCK.exec(trimmed)
  if (clock) {
    const [hours, minutes, seconds] = [Number(clock[1] ?? 0), Number(clock[2]), Number(`${clock[3]}.${clock[4] ?? 0}`)]
    if (seconds >= 60 || (clock[1] !== undefined && minutes >= 60)) return { ok: false, why: 'badSeconds' }
    return within(hours * 3_600 + minutes * 60 + seconds)
  }
  const units = UNITS.exec(trimmed)
  if (units) return within(Number(units[1] ?? 0) * 3_600 + Number(units[2] ?? 0) * 60 + Number(units[3] ?? 0))
  return { ok: false, why: 'badSeconds' }
}

function within(value: number): SecondsRead {
  return value > LONGEST_S ? { ok: false, why: 'tooLong' } : { ok: true, value }
}

/** A whole number of calls: 1234, 1 234, 1.234 or 1,234 (three digits after each). Null for none, undefined for something else. */
export function readCount(text: string): number | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed === '-' || trimmed === '–') return null
  if (!/^\d{1,9}$/.test(trimmed) && !/^\d{1,3}(?:[\s\u00a0\u202f.,]\d{3})+$/.test(trimmed)) return undefined
  return Number(trimmed.replace(/\D/g, ''))
}

/**
 * Whether a text has a telephone number in it, or what could be one: an address for calls, a plus, seven digits or more with nothing but
 * what is written between the digits of a number, or six and more in one piece. Ask only of what is no time.
 */
export function looksLikeNumber(text: string): boolean {
  return /(?:sips?|tel):|@/i.test(text) || /\+\s?\d{3,}/.test(text) || /\d{6,}/.test(text) || /(?:\d[\s\u00a0().\-/]{0,2}){7,}/.test(text)
}
