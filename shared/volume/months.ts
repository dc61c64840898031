/** Months as YYYY-MM; they sort as text. */
export type Month = string

/** How many months `month` is after `start`; negative before it. */
export function monthsAfter(start: Month, month: Month): number {
  const [startYear, startMonth] = numbersOf(start)
  const [year, number] = numbersOf(month)
  return (year - startYear) * 12 + number - startMonth
}

/** The month `count` months later; years 0 to 9999. */
export function addMonths(month: Month, count: number): Month {
  const [year, number] = numbersOf(month)
  const all = year * 12 + number - 1 + count
  return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}`
}

/** Every month from `from` to `to`, both counted; none when `to` is earlier. */
export function monthsFrom(from: Month, to: Month): Month[] {
  return Array.from({ length: Math.max(0, monthsAfter(from, to) + 1) }, (_, index) => addMonths(from, index))
}

/** How many days a month has. */
export function daysIn(month: Month): number {
  const [year, number] = numbersOf(month)
  return new Date(Date.UTC(year, number, 0)).getUTCDate()
}

/** 1 to 12. */
export const monthOfYear = (month: Month): number => numbersOf(month)[1]

function numbersOf(month: Month): [year: number, month: number] {
  return [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
}
