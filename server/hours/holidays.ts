import Holidays from 'date-holidays'
import type { Holiday, HolidayCalendar } from '../../shared/holidays.ts'

/**
 * The Swedish holidays that a line can close on, by our own names; `rule` is the one in date-holidays that gives their days.
 * Public ones are those of lag (1989:253) om allmänna helgdagar that are not plain Sundays.
 */
const SWEDISH = [
  { id: 'newYearsDay', kind: 'public', rule: '01-01', sv: 'Nyårsdagen', en: 'New Year’s Day' },
  { id: 'twelfthNight', kind: 'short', rule: '01-05 12:00', sv: 'Trettondagsafton', en: 'Twelfth Night' },
  { id: 'epiphany', kind: 'public', rule: '01-06', sv: 'Trettondedag jul', en: 'Epiphany' },
  { id: 'maundyThursday', kind: 'short', rule: 'easter -3', sv: 'Skärtorsdagen', en: 'Maundy Thursday' },
  { id: 'goodFriday', kind: 'public', rule: 'easter -2', sv: 'Långfredagen', en: 'Good Friday' },
  { id: 'easterEve', kind: 'eve', rule: 'easter -1', sv: 'Påskafton', en: 'Easter Eve' },
  { id: 'easterSunday', kind: 'public', rule: 'easter', sv: 'Påskdagen', en: 'Easter Sunday' },
  { id: 'easterMonday', kind: 'public', rule: 'easter 1', sv: 'Annandag påsk', en: 'Easter Monday' },
  { id: 'walpurgisNight', kind: 'short', rule: '04-30 12:00', sv: 'Valborgsmässoafton', en: 'Walpurgis Night' },
  { id: 'mayDay', kind: 'public', rule: '05-01', sv: 'Första maj', en: 'May Day' },
  { id: 'ascensionDay', kind: 'public', rule: 'easter 39', sv: 'Kristi himmelsfärdsdag', en: 'Ascension Day' },
  { id: 'whitsunEve', kind: 'eve', rule: 'easter 48', sv: 'Pingstafton', en: 'Whitsun Eve' },
  { id: 'whitSunday', kind: 'public', rule: 'easter 49', sv: 'Pingstdagen', en: 'Whit Sunday' },
  { id: 'nationalDay', kind: 'public', rule: '06-06 since 2005', sv: 'Sveriges nationaldag', en: 'National Day of Sweden' },
  { id: 'midsummerEve', kind: 'eve', rule: 'friday after 06-19', sv: 'Midsommarafton', en: 'Midsummer’s Eve' },
  { id: 'midsummerDay', kind: 'public', rule: 'saturday after 06-20', sv: 'Midsommardagen', en: 'Midsummer’s Day' },
  { id: 'allSaintsEve', kind: 'short', rule: 'friday after 10-30 12:00', sv: 'Allhelgonaafton', en: 'All Saints’ Eve' },
  { id: 'allSaintsDay', kind: 'public', rule: 'saturday after 10-31', sv: 'Alla helgons dag', en: 'All Saints’ Day' },
  { id: 'christmasEve', kind: 'eve', rule: '12-24', sv: 'Julafton', en: 'Christmas Eve' },
  { id: 'christmasDay', kind: 'public', rule: '12-25', sv: 'Juldagen', en: 'Christmas Day' },
  { id: 'boxingDay', kind: 'public', rule: '12-26', sv: 'Annandag jul', en: 'Boxing Day' },
  { id: 'newYearsEve', kind: 'eve', rule: '12-31', sv: 'Nyårsafton', en: 'New Year’s Eve' },
] as const satisfies readonly (Omit<Holiday, 'names'> & { readonly rule: string; readonly sv: string; readonly en: string })[]

/** Every holiday, in the order of the year. */
export const holidays: readonly Holiday[] = SWEDISH.map(({ id, kind, sv, en }) => ({ id, kind, names: { sv, en } }))

/** Whether a line can close on a holiday of this id. */
export const isHoliday = (id: string): boolean => SWEDISH.some((one) => one.id === id)

const idOfRule = new Map<string, string>(SWEDISH.map(({ rule, id }) => [rule, id]))
const years = new Map<string, ReadonlyMap<string, readonly string[]>>()
let source: Holidays | undefined

/** Ids of the Swedish holidays that fall on a day, YYYY-MM-DD; mostly none. */
export function holidaysOn(day: string): readonly string[] {
  return daysOf(day.slice(0, 4)).get(day) ?? []
}

/** The holidays, and when they are in the year YYYY and the two after it. */
export function holidayCalendar(year: number): HolidayCalendar {
  const days = [year, year + 1, year + 2].flatMap((one) =>
    [...daysOf(String(one))].flatMap(([day, ids]) => ids.map((holiday) => ({ day, holiday }))),
  )
  return { holidays, days }
}

function daysOf(year: string): ReadonlyMap<string, readonly string[]> {
  const known = years.get(year)
  if (known) return known
  source ??= new Holidays('SE')
  const days = new Map<string, string[]>()
  for (const { rule, date } of source.getHolidays(year)) {
    const id = idOfRule.get(rule)
    const day = date.slice(0, 10)
    if (id !== undefined) days.set(day, [...(days.get(day) ?? []), id])
  }
  years.set(year, days)
  return days
}
