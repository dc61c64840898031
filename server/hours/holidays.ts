import type { Holiday, HolidayCalendar } from '../../shared/holidays.ts'
import daysOfHolidays from './holidays.json' with { type: 'json' }

type HolidayId = keyof typeof daysOfHolidays

/** The Swedish holidays that a line can close on. Public ones are those of lag (1989:253) om allmänna helgdagar that are not plain Sundays. */
const SWEDISH: Readonly<Record<HolidayId, readonly [kind: Holiday['kind'], sv: string, en: string]>> = {
  newYearsDay: ['public', 'Nyårsdagen', 'New Year’s Day'],
  twelfthNight: ['short', 'Trettondagsafton', 'Twelfth Night'],
  epiphany: ['public', 'Trettondedag jul', 'Epiphany'],
  maundyThursday: ['short', 'Skärtorsdagen', 'Maundy Thursday'],
  goodFriday: ['public', 'Långfredagen', 'Good Friday'],
  easterEve: ['eve', 'Påskafton', 'Easter Eve'],
  easterSunday: ['public', 'Påskdagen', 'Easter Sunday'],
  easterMonday: ['public', 'Annandag påsk', 'Easter Monday'],
  walpurgisNight: ['short', 'Valborgsmässoafton', 'Walpurgis Night'],
  mayDay: ['public', 'Första maj', 'May Day'],
  ascensionDay: ['public', 'Kristi himmelsfärdsdag', 'Ascension Day'],
  whitsunEve: ['eve', 'Pingstafton', 'Whitsun Eve'],
  whitSunday: ['public', 'Pingstdagen', 'Whit Sunday'],
  nationalDay: ['public', 'Sveriges nationaldag', 'National Day of Sweden'],
  midsummerEve: ['eve', 'Midsommarafton', 'Midsummer’s Eve'],
  midsummerDay: ['public', 'Midsommardagen', 'Midsummer’s Day'],
  allSaintsEve: ['short', 'Allhelgonaafton', 'All Saints’ Eve'],
  allSaintsDay: ['public', 'Alla helgons dag', 'All Saints’ Day'],
  christmasEve: ['eve', 'Julafton', 'Christmas Eve'],
  christmasDay: ['public', 'Juldagen', 'Christmas Day'],
  boxingDay: ['public', 'Annandag jul', 'Boxing Day'],
  newYearsEve: ['eve', 'Nyårsafton', 'New Year’s Eve'],
}

/** Every holiday, in the order of the year. */
export const holidays: readonly Holiday[] = Object.entries(SWEDISH).map(([id, [kind, sv, en]]) => ({ id, kind, names: { sv, en } }))

const days = Object.entries(daysOfHolidays)
  .flatMap(([holiday, all]) => all.split(' ').map((day) => ({ day, holiday })))
  .sort((one, other) => (one.day < other.day ? -1 : 1))
const idsOn = new Map<string, readonly string[]>()
for (const { day, holiday } of days) idsOn.set(day, [...(idsOn.get(day) ?? []), holiday])

/** Whether a line can close on a holiday of this id. */
export const isHoliday = (id: string): boolean => Object.hasOwn(SWEDISH, id)

/** Ids of the Swedish holidays that fall on a day, YYYY-MM-DD; mostly none, and none outside the years of holidays.json. */
export function holidaysOn(day: string): readonly string[] {
  return idsOn.get(day) ?? []
}

/** The holidays, and when they are in the year YYYY and the two after it. */
export function holidayCalendar(year: number): HolidayCalendar {
  const years = [year, year + 1, year + 2].map(String)
  return { holidays, days: days.filter(({ day }) => years.includes(day.slice(0, 4))) }
}
