import { addDays, weekdayOf } from '../zonedTime.ts'

/** ISO 8601 weeks as YYYY-Www, Monday first; they sort as text. Years 1900 to 2199. */
export type Week = string

const SHAPE = /^(?:19|20|21)\d{2}-W\d{2}$/

/** The week of a day, YYYY-MM-DD: the first of a year is the one with the year's first Thursday. */
export function weekOf(day: string): Week {
  const thursday = addDays(day, 3 - weekdayOf(day))
  const dayOfYear = (Date.parse(thursday) - Date.parse(`${thursday.slice(0, 4)}-01-01`)) / 86_400_000
  return `${thursday.slice(0, 4)}-W${String(Math.floor(dayOfYear / 7) + 1).padStart(2, '0')}`
}

/** The first day of a week, YYYY-MM-DD. */
export function mondayOf(week: Week): string {
  const fourth = `${week.slice(0, 4)}-01-04`
  return addDays(fourth, (Number(week.slice(6)) - 1) * 7 - weekdayOf(fourth))
}

/** Its seven days, Monday first. */
export const daysOfWeek = (week: Week): string[] => Array.from({ length: 7 }, (_, index) => addDays(mondayOf(week), index))

/** The week `count` weeks later. */
export const addWeeks = (week: Week, count: number): Week => weekOf(addDays(mondayOf(week), count * 7))

/** Whether a text is a week that there is: most years have no week 53. */
export const isWeek = (text: string): boolean => SHAPE.test(text) && Number(text.slice(6)) > 0 && weekOf(mondayOf(text)) === text
