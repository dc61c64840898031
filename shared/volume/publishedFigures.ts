/** Documents that published the figures, as they are named to readers. */
export const PUBLISHED_SOURCES = {
  countyBoard2019: {
    sv: 'Länsstyrelsen i Stockholm: rapport om uppbyggnad och första tidens drift, 2019',
    en: 'County Administrative Board of Stockholm: report on set-up and first operation, 2019',
  },
  interim2019: {
    sv: 'Socialstyrelsen: delrapport om försöksverksamheten, 2019-11-26',
    en: 'National Board of Health and Welfare: interim report on the pilot, 2019-11-26',
  },
  followUp2021: {
    sv: 'Socialstyrelsen: nyhet om uppföljningen av 2021',
    en: 'National Board of Health and Welfare: news about the follow-up of 2021',
  },
} as const
export type PublishedSource = keyof typeof PUBLISHED_SOURCES

/** A published number of calls or inhabitants. */
export interface PublishedFigure {
  readonly line: 'respect-phoneline' | 'valj-att-sluta'
  readonly value: number
  /** `callsPerMonth` is an average over the period. */
  readonly unit: 'calls' | 'callsPerMonth' | 'inhabitants'
  /** `exact`: as published; `approximate` and `rounded`: published as such; `read`: exact, with a month that the source does not name. */
  readonly kind: 'exact' | 'approximate' | 'rounded' | 'read'
  /** First and last day, YYYY-MM-DD; null when none was published. */
  readonly from: string | null
  readonly to: string | null
  readonly source: PublishedSource
}

const respect = { line: 'respect-phoneline', source: 'countyBoard2019' } as const
const vas = { line: 'valj-att-sluta', source: 'countyBoard2019' } as const

/**
 * What has been published of calls to helplines for people who use violence, as data: Respect Phoneline (United Kingdom) and
 * Välj att sluta (Sweden). The report gives 50, 69 and 40 as the first three months of a line that began on 4 February 2019;
 * that these are calendar months is our reading (`read`). The national catchment of 2021 is our own estimate, in `LATER_CATCHMENT`.
 */
export const PUBLISHED = {
  respectOct2004: { ...respect, value: 101, unit: 'calls', kind: 'exact', from: '2004-10-01', to: '2004-10-31' },
  respectNov2004: { ...respect, value: 116, unit: 'calls', kind: 'exact', from: '2004-11-01', to: '2004-11-30' },
  respectDec2004: { ...respect, value: 72, unit: 'calls', kind: 'exact', from: '2004-12-01', to: '2004-12-31' },
  respectCatchment: { ...respect, value: 60_000_000, unit: 'inhabitants', kind: 'rounded', from: '2004-01-01', to: '2004-12-31' },
  respectAverage: { ...respect, value: 100, unit: 'callsPerMonth', kind: 'approximate', from: null, to: null, source: 'interim2019' },
  vasFeb2019: { ...vas, value: 50, unit: 'calls', kind: 'read', from: '2019-02-04', to: '2019-02-28' },
  vasMar2019: { ...vas, value: 69, unit: 'calls', kind: 'read', from: '2019-03-01', to: '2019-03-31' },
  vasApr2019: { ...vas, value: 40, unit: 'calls', kind: 'read', from: '2019-04-01', to: '2019-04-30' },
  vasCatchmentPilot: { ...vas, value: 3_600_000, unit: 'inhabitants', kind: 'rounded', from: '2019-02-04', to: '2020-12-31' },
  vasAverage2019: {
    ...{ ...vas, source: 'interim2019' },
    ...{ value: 50, unit: 'callsPerMonth', kind: 'approximate', from: '2019-02-04', to: '2019-11-25' },
  },
  vasAll2019: { ...vas, value: 505, unit: 'calls', kind: 'exact', from: '2019-02-04', to: '2019-11-25' },
  vasAll2021: { ...vas, value: 331, unit: 'calls', kind: 'exact', from: '2021-03-22', to: '2021-11-01', source: 'followUp2021' },
  vasToAugust2021: {
    ...{ ...vas, source: 'followUp2021' },
    ...{ value: 35, unit: 'callsPerMonth', kind: 'rounded', from: '2021-03-22', to: '2021-08-31' },
  },
} as const satisfies Record<string, PublishedFigure>

/** Inhabitants of Sweden from 2021, rounded; the sources of the national line give none. */
export const LATER_CATCHMENT = { from: '2021-01-01', inhabitants: 10_400_000 } as const

/** Respect Phoneline's published months, oldest first: YYYY-MM and its calls. */
export const RESPECT_MONTHS: readonly { readonly month: string; readonly calls: number }[] = [
  PUBLISHED.respectOct2004,
  PUBLISHED.respectNov2004,
  PUBLISHED.respectDec2004,
].map(({ from, value }) => ({ month: from.slice(0, 7), calls: value }))
