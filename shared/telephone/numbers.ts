import { AsYouType, type PhoneNumber, parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/max'
import { type Outcome, ok, refuse } from '../errors.ts'
import type { CallBackService } from '../floor/service.ts'
import { type NumberKind, swedishKind, worldKind } from './plan.ts'

/**
 * Telephone numbers as Swedes write them. A number passes through here as an argument and an answer only: no refusal, error or
 * log line made from these functions has a digit of it. Big for a page (the plans of all countries): load it when it is needed.
 */

/** A number that can be dialled. */
export interface DialledNumber {
  /** E.164, + and 7 to 15 digits; of Swedish short numbers, which E.164 has no place for, the digits alone. */
  readonly dial: string
  readonly kind: NumberKind
  /** ISO 3166 code; undefined for networks that belong to no country. */
  readonly country: string | undefined
}

/** Why a number is not called: its kind, that its beginning is not among the line's, or that one of our own lines has it. */
export type NotAllowed = Exclude<NumberKind, 'ordinary'> | 'prefix' | 'own'

/** Why what was typed is no number: nothing, other characters than a number has, no area code, digits too few or too many, or a series that nobody has. */
export const UNREADABLE = ['empty', 'characters', 'areaCode', 'tooShort', 'tooLong', 'noSeries'] as const
export type Unreadable = (typeof UNREADABLE)[number]

export type NumberCheck =
  | { readonly is: 'ok'; readonly number: DialledNumber }
  | { readonly is: 'unreadable'; readonly why: Unreadable }
  | { readonly is: 'notAllowed'; readonly why: NotAllowed }

/** What people put between digits: blanks, hyphens of all lengths, dots, slashes and brackets; and unseen marks of copied text. */
const BETWEEN = /[\s\u00ad\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060-\u2069\u2212\ufeff.\-/()[\]]/gu

/**
 * The number that was typed or pasted: 070-123 45 67, 0046 70 ..., +46 (0)70 ..., or short as 112. Null for what cannot be dialled:
 * letters, too few or too many digits, or no area code (a Swedish number begins with 0 where it does not begin with +46).
 */
export function readNumber(typed: string): DialledNumber | null {
  const bare = withoutMarks(typed)
  if (!/^\+?\d{3,20}$/.test(bare)) return null
  const international = bare.replace(/^00/, '+')
  const short = international.replace(/^\+46/, '')
  const shortKind = swedishKind(short)
  if (shortKind === 'emergency' || shortKind === 'short' || shortKind === 'directory')
    return { dial: short, kind: shortKind, country: 'SE' }
  if (!/^[+0]/.test(international)) return null
  const parsed = parsePhoneNumberFromString(international, { defaultCountry: 'SE', extract: false })
  if (!parsed?.isPossible()) return null
  if (parsed.countryCallingCode !== '46')
    return { dial: parsed.number, kind: worldKind(parsed.countryCallingCode, parsed.getType()), country: parsed.country }
  if (isTooShort(parsed)) return null
  return { dial: parsed.number, kind: swedishKind(parsed.nationalNumber) ?? 'ordinary', country: 'SE' }
}

/** The digits, and what else is no mark between them. */
const withoutMarks = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/^\s*tel:/i, '')
    .replace(/^(\s*(?:\+|00)[\s\d]{1,6})\(0\)/, '$1')
    .replace(BETWEEN, '')

/** What is wrong with what `readNumber` could not read. */
export function unreadableWhy(typed: string): Unreadable {
  const bare = withoutMarks(typed)
  if (bare === '') return 'empty'
  if (!/^\+?\d+$/.test(bare)) return 'characters'
  const international = bare.replace(/^00/, '+')
  const digits = international.replace(/\D/g, '').length
  if (digits < LEAST_DIGITS) return 'tooShort'
  if (digits > MOST_DIGITS) return 'tooLong'
  if (!/^[+0]/.test(international)) return 'areaCode'
  const swedish = /^(?:\+46|0)(\d*)$/.exec(international)?.[1]
  if (swedish !== undefined) return swedish.length > MOST_SWEDISH ? 'tooLong' : 'tooShort'
  switch (validatePhoneNumberLength(international, 'SE')) {
    case 'TOO_LONG':
      return 'tooLong'
    case 'INVALID_COUNTRY':
    case 'INVALID_LENGTH':
      return 'noSeries'
    default:
      return 'tooShort'
  }
}

/** E.164 and the Swedish plan: no number that is dialled with area or country code has fewer, none has more. */
const LEAST_DIGITS = 6
const MOST_DIGITS = 15
/** After the 0, by the numbering plan of Post- och telestyrelsen. */
const MOST_SWEDISH = 9

/**
 * The digits of Swedish numbers that are only possible by their count: six are a free number or none, and mobile numbers have nine
 * after the 0; one that is forgotten is the commonest slip.
 */
function isTooShort({ nationalNumber }: PhoneNumber): boolean {
  return (
    nationalNumber.startsWith('0') ||
    (nationalNumber.length < 7 && !nationalNumber.startsWith('20')) ||
    (/^7[02369]/.test(nationalNumber) && nationalNumber.length !== 9)
  )
}

/** Whether a line may call what was typed, by its settings. `own`: the numbers of our own lines, where nobody is to be called back. */
export function checkNumber(
  typed: string,
  { prefixes, blocksSpecial }: Pick<CallBackService, 'prefixes' | 'blocksSpecial'>,
  own: readonly string[] = [],
): NumberCheck {
  const number = readNumber(typed)
  if (!number) return { is: 'unreadable', why: unreadableWhy(typed) }
  const { dial, kind } = number
  if (own.some((each) => sameNumber(each, dial))) return { is: 'notAllowed', why: 'own' }
  if (blocksSpecial && kind !== 'ordinary') return { is: 'notAllowed', why: kind }
  const full = dial.startsWith('+') ? dial : `+46${dial}`
  return prefixes.some((prefix) => full.startsWith(prefix)) ? { is: 'ok', number } : { is: 'notAllowed', why: 'prefix' }
}

/** What to dial, E.164 or a Swedish short number, or `numberUnreadable` or `numberNotAllowed`, whose `detail` says why and holds no digit. */
export function allowedNumber(
  typed: string,
  service: Pick<CallBackService, 'prefixes' | 'blocksSpecial'>,
  own: readonly string[] = [],
): Outcome<string> {
  const check = checkNumber(typed, service, own)
  switch (check.is) {
    case 'ok':
      return ok(check.number.dial)
    case 'unreadable':
      return refuse('numberUnreadable', 'number', 'must be a whole telephone number with area code, or + and country code')
    case 'notAllowed':
      return refuse('numberNotAllowed', 'number', check.why)
  }
}

/** A number of the settings as it is dialled (see `DialledNumber.dial`); null when it is none. */
export const e164 = (text: string): string | null => readNumber(text)?.dial ?? null

/** Why what was typed cannot be a number of the settings, of a line or an interpreter service: it is no number, or a rescue service answers. Null: it can. */
export function settingFault(typed: string): 'unreadable' | 'emergency' | null {
  const number = readNumber(typed)
  if (!number) return 'unreadable'
  return number.kind === 'emergency' ? 'emergency' : null
}

/** Whether two ways of writing mean one number; an operator may leave out the + of an international one. False when either is none. */
export function sameNumber(a: string, b: string): boolean {
  const ways = (text: string): (string | null)[] => [e164(text), /^[1-9]/.test(text) ? e164(`+${text}`) : null]
  return ways(a).some((one) => one !== null && ways(b).includes(one))
}

/** What is typed, grouped as far as it goes: 07012345 is 070-123 45. What is no number is left as it is. */
export function groupTyped(typed: string): string {
  const bare = typed.replace(BETWEEN, '')
  return /^\+?\d+$/.test(bare) ? new AsYouType('SE').input(bare) : typed
}

/** A number of `readNumber` as it is written: 070-123 45 67 in Sweden, +45 12 34 56 78 elsewhere. */
export function writtenNumber(dial: string): string {
  const parsed = parsePhoneNumberFromString(dial)
  if (!parsed) return dial
  const national = parsed.formatNational()
  return parsed.countryCallingCode === '46' && national.startsWith('0') ? national : parsed.formatInternational()
}

/** A number for a voice, digit by digit with a pause between groups: "0 7 0, 1 2 3, 4 5, 6 7". */
export function spelledNumber(dial: string): string {
  return writtenNumber(dial)
    .split(/[\s-]+/)
    .map((group) => [...group].join(' '))
    .join(', ')
}
