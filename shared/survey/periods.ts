import { addMonths, daysIn, monthsFrom } from '../volume/months.ts'

/** A quarter of a year, YYYY-Qn: the finest that is known of when somebody answered. */
export type Quarter = string

/** Quarters that are told as one, both counted. */
export interface SurveySpan {
  readonly from: Quarter
  readonly to: Quarter
  /** Still going on, or with too few answers as yet. */
  readonly open: boolean
}

/** A period is told when at least so many have answered in it. */
export const LEAST_ANSWERS = 10

/** The quarter of a day or a month, YYYY-MM-DD or YYYY-MM. */
export const quarterOf = (day: string): Quarter => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

const firstMonth = (quarter: Quarter): string => `${quarter.slice(0, 4)}-${String(Number(quarter.slice(6)) * 3 - 2).padStart(2, '0')}`

/** First and last day of these quarters, YYYY-MM-DD. */
export function daysOfSpan({ from, to }: Pick<SurveySpan, 'from' | 'to'>): { readonly from: string; readonly to: string } {
  const last = addMonths(firstMonth(to), 2)
  return { from: `${firstMonth(from)}-01`, to: `${last}-${daysIn(last)}` }
}

/** All quarters from one to another, both counted. */
export const quartersFrom = (from: Quarter, to: Quarter): Quarter[] => [
  ...new Set(monthsFrom(firstMonth(from), firstMonth(to)).map(quarterOf)),
]

/**
 * The periods in which answers are told, oldest first: from `first` on as many quarters as it takes until `LEAST_ANSWERS` have answered, then the
 * next. Only quarters that are over make one, so what has been told of a period never changes; and no two overlap. So nobody can watch
 * the figures to see what the last caller answered, nor work out a few answers from the difference between two periods. What is left, with the
 * quarter that is going on, is open. `answered` tells how many answered in a quarter.
 */
export function spansOfAnswers(first: Quarter, now: Quarter, answered: (quarter: Quarter) => number): SurveySpan[] {
  const spans: SurveySpan[] = []
  let from = first
  let sum = 0
  for (const quarter of quartersFrom(first, now)) {
    if (quarter === now) spans.push({ from, to: now, open: true })
    sum += answered(quarter)
    if (quarter === now || sum < LEAST_ANSWERS) continue
    spans.push({ from, to: quarter, open: false })
    from = quarterOf(addMonths(firstMonth(quarter), 3))
    sum = 0
  }
  return spans
}
