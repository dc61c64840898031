import Holidays from 'date-holidays'

/** Which rule of date-holidays (its data is CC BY 3.0) gives the days of each of our holidays. */
const RULES: Readonly<Record<string, string>> = {
  newYearsDay: '01-01',
  twelfthNight: '01-05 12:00',
  epiphany: '01-06',
  maundyThursday: 'easter -3',
  goodFriday: 'easter -2',
  easterEve: 'easter -1',
  easterSunday: 'easter',
  easterMonday: 'easter 1',
  walpurgisNight: '04-30 12:00',
  mayDay: '05-01',
  ascensionDay: 'easter 39',
  whitsunEve: 'easter 48',
  whitSunday: 'easter 49',
  nationalDay: '06-06 since 2005',
  midsummerEve: 'friday after 06-19',
  midsummerDay: 'saturday after 06-20',
  allSaintsEve: 'friday after 10-30 12:00',
  allSaintsDay: 'saturday after 10-31',
  christmasEve: '12-24',
  christmasDay: '12-25',
  boxingDay: '12-26',
  newYearsEve: '12-31',
}

const FIRST_YEAR = 2020
const LAST_YEAR = 2060

/** The days of each holiday, YYYY-MM-DD, apart by spaces. The package is large and slow to load, so a server reads `holidays.json` instead. */
export function reckonHolidays(): Record<string, string> {
  const source = new Holidays('SE')
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index)
  const found = years.flatMap((year) => source.getHolidays(year))
  return Object.fromEntries(
    Object.entries(RULES).map(([id, rule]) => {
      const days = found.filter((one) => one.rule === rule).map(({ date }) => date.slice(0, 10))
      if (days.length !== years.length) throw new Error(`holidays: ${id} has ${days.length} days in ${years.length} years`)
      return [id, days.join(' ')]
    }),
  )
}
