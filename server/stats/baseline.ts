import { PUBLISHED, RESPECT_MONTHS } from '../../shared/volume/publishedFigures.ts'

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

export const RESPECT_PHONELINE: FirstMonths = {
  calls: RESPECT_MONTHS.map(({ calls }) => calls),
  average: PUBLISHED.respectAverage.value,
  catchment: PUBLISHED.respectCatchment.value,
}

export const VALJ_ATT_SLUTA_2019: FirstMonths = {
  calls: [PUBLISHED.vasFeb2019.value, PUBLISHED.vasMar2019.value, PUBLISHED.vasApr2019.value],
  average: PUBLISHED.vasAverage2019.value,
  catchment: PUBLISHED.vasCatchmentPilot.value,
}

/** Calls in the month of that number (1 is the first). */
export const callsInMonth = (months: FirstMonths, number: number): number => months.calls[number - 1] ?? months.average

export { perMillion } from '../../shared/volume/baseline.ts'
