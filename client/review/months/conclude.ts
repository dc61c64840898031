import { type Comparison, comparisonsOf } from '../../../shared/volume/compare.ts'
import type { Month } from '../../../shared/volume/months.ts'
import type { LineVolume, RunningMonth } from '../../../shared/volume/volume.ts'
import { createWords, formatNumber, language } from '../../i18n/i18n.ts'
import { concludeWords } from './concludeWords.ts'
import { monthName } from './names.ts'

const words = createWords(concludeWords)
/** So many months are named one by one; of more, the sum is. */
const MOST_NAMED = 4

/** What a line's months say beside its baseline and what they do not, in sentences; those of one channel alone are not compared. */
export function conclusionsOf(line: LineVolume): string[] {
  const comparisons = comparisonsOf(line, 'all')
  if (comparisons.length === 0) return [words().nothing]
  return comparisons.map((each) => `${measured(line, each)} ${judged(each)}`)
}

function measured(line: LineVolume, { months, calls, baseline, perMillion }: Comparison): string {
  const [first = '', last = ''] = [months[0], months.at(-1)]
  const few = months.length <= MOST_NAMED
  const { is } = line.settings.baseline
  const own = few ? listed(calls) : words().inAll(formatNumber(sum(calls)), months.length)
  const theirs =
    is === 'respectAverage' || is === 'target' || isAverage(line, months) ? words().each(formatNumber(baseline[0] ?? 0), is) : ''
  const other = theirs || (few ? listed(baseline) : formatNumber(sum(baseline)))
  const against = `${words().against(spanOf(first, last), own, other)}${theirs ? '' : ` (${counted(line, months)})`}`
  return perMillion ? `${against}; ${words().rates(rate(perMillion.own), rate(perMillion.baseline))}.` : `${against}.`
}

/** Respect Phoneline's later months are known by their average alone. */
function isAverage(line: LineVolume, months: readonly Month[]): boolean {
  return (
    line.settings.baseline.is === 'respectMonths' &&
    line.months.some(({ month, baseline }) => month === months[0] && baseline?.counted === null)
  )
}

/** Whose months lie beside, and which. */
function counted(line: LineVolume, months: readonly Month[]): string {
  const beside = line.months.flatMap(({ month, baseline }) => (months.includes(month) && baseline?.counted ? [baseline.counted] : []))
  const [first = '', last = ''] = [beside[0], beside.at(-1)]
  return words().whose(line.settings.baseline.is === 'own', first <= last ? spanOf(first, last) : spanOf(last, first))
}

function judged({ times, verdict, perMillion }: Comparison): string {
  if (times === null) return words().tooFew
  const range = Number.isFinite(times.high) ? words().between(factor(times.low), factor(times.high)) : words().atLeast(factor(times.low))
  return words().verdicts[verdict](words().times(factor(times.ratio), perMillion !== null), range)
}

/** What the running month will come to, in sentences. */
export function forecastText({ month, calls, openHours, openHoursInAll, forecast, imported }: RunningMonth): string {
  const soFar = words().soFar(monthName(month, 'long'), formatNumber(calls), formatNumber(openHours), formatNumber(openHoursInAll))
  if (forecast === null && imported > 0) return `${soFar} ${words().notOurs}`
  if (forecast === null) return `${soFar} ${openHoursInAll > 0 ? words().notYet : words().neverOpen}`
  if (forecast.low === forecast.high) return `${soFar} ${words().done(formatNumber(forecast.low))}`
  return `${soFar} ${words().willBe(formatNumber(forecast.low), formatNumber(forecast.high))}`
}

/** A month, or the first and the last of several. */
const spanOf = (first: Month, last: Month): string => (first === last ? monthName(first) : words().span(monthName(first), monthName(last)))
const listed = (numbers: readonly number[]): string =>
  new Intl.ListFormat(language(), { type: 'conjunction' }).format(numbers.map((number) => formatNumber(number)))
const rate = (value: number): string => formatNumber(value, value < 1 ? 2 : 1)
const factor = (value: number): string => formatNumber(value, value < 100 ? 1 : 0)
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
