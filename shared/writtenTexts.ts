/** A text for the staff, in both of their languages. */
export interface StaffText {
  readonly sv: string
  readonly en: string
}

/** One version of a text that somebody here has written. Versions count up from 1; 0 is what came with Lyhörd, or that there is none. */
export interface WrittenText extends StaffText {
  readonly version: number
  /** ms since 1970 */
  readonly at: number
  /** `''` for somebody who is gone. */
  readonly by: string
}

/** The newest of each text that has been written, by its id. */
export type WrittenTexts = Readonly<Record<string, WrittenText>>

export interface NewText extends StaffText {
  /** The version that was read, 0 for none; `changedMeanwhile` when another one is there. */
  readonly version: number
}

/** Characters in one language. */
export const WRITTEN_MOST = 2_000

export const LANGUAGES_OF_STAFF = ['sv', 'en'] as const

export const isSameText = (one: StaffText, other: StaffText): boolean => LANGUAGES_OF_STAFF.every((each) => one[each] === other[each])

/** The language that a text lacks; null for none. One that may be empty is so in both languages, or in neither. */
export function lackingIn(text: StaffText, mayBeEmpty: boolean): (typeof LANGUAGES_OF_STAFF)[number] | null {
  const lacking = LANGUAGES_OF_STAFF.filter((each) => text[each].trim() === '')
  return mayBeEmpty && lacking.length === LANGUAGES_OF_STAFF.length ? null : (lacking[0] ?? null)
}
