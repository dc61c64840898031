/**
 * Published first months of two helplines for people who use violence, to lay beside our own.
 * Respect Phoneline (United Kingdom), October to December 2004, and Välj att sluta (Sweden), February to April 2019:
 * County Administrative Board of Stockholm, report on set-up and first operation, 2019; the averages:
 * National Board of Health and Welfare, interim report on the pilot, 2019-11-26.
 */
export interface FirstMonths {
  /** Calls of the months 1, 2, 3 of service. */
  readonly calls: readonly number[]
  /** About so many a month after that. */
  readonly average: number
  /** Inhabitants of the catchment area. */
  readonly catchment: number
}

export const RESPECT_PHONELINE: FirstMonths = { calls: [101, 116, 72], average: 100, catchment: 60_000_000 }

export const VALJ_ATT_SLUTA_2019: FirstMonths = { calls: [50, 69, 40], average: 50, catchment: 3_600_000 }

/** Calls in the month of that number (1 is the first). */
export const callsInMonth = (months: FirstMonths, number: number): number => months.calls[number - 1] ?? months.average

/** Calls per million inhabitants; null without inhabitants. */
export const perMillion = (calls: number, catchment: number): number | null => (catchment > 0 ? calls / (catchment / 1_000_000) : null)
