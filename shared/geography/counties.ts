/** The counties of Sweden by their codes, which are the first two digits of a municipality's (Statistics Sweden). */
export const COUNTIES: Readonly<Record<string, string>> = {
  '01': 'Stockholms län',
  '03': 'Uppsala län',
  '04': 'Södermanlands län',
  '05': 'Östergötlands län',
  '06': 'Jönköpings län',
  '07': 'Kronobergs län',
  '08': 'Kalmar län',
  '09': 'Gotlands län',
  '10': 'Blekinge län',
  '12': 'Skåne län',
  '13': 'Hallands län',
  '14': 'Västra Götalands län',
  '17': 'Värmlands län',
  '18': 'Örebro län',
  '19': 'Västmanlands län',
  '20': 'Dalarnas län',
  '21': 'Gävleborgs län',
  '22': 'Västernorrlands län',
  '23': 'Jämtlands län',
  '24': 'Västerbottens län',
  '25': 'Norrbottens län',
}

/** The county of an answer that begins with a county's or a municipality's code, such as 01, 0180 or 0180-sodermalm; undefined for any other. */
export function countyOf(answer: string): string | undefined {
  const code = /^\d{2}(\d{2})?(?!\d)/.exec(answer)?.[0].slice(0, 2) ?? ''
  return Object.hasOwn(COUNTIES, code) ? code : undefined
}
