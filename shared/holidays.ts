/** A day that people in Sweden know by name, on which a line may be closed. */
export interface Holiday {
  readonly id: string
  /** A public holiday by law; the eve of one, off for most; or a day on which many leave early. */
  readonly kind: 'public' | 'eve' | 'short'
  readonly names: { readonly sv: string; readonly en: string }
}

/** Holidays by name in the order of the year, and on which days (YYYY-MM-DD) they fall this year and the next two. */
export interface HolidayCalendar {
  readonly holidays: readonly Holiday[]
  readonly days: readonly { readonly day: string; readonly holiday: string }[]
}
