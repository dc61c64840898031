/**
 * What a number is, where that matters before it is called.
 * `emergency`: a rescue service answers. `short`: information, police, health care and European help numbers of the 11 and 90 series.
 * `directory`: number information, at a price of its own. `premium`: pay per call or minute, mass calling included.
 * `other`: personal numbers, pagers, machines and networks of no country, whose price nobody can tell.
 * Free calls (020), shared cost (077) and numbers of no place (010) are ordinary: offices and other helplines have them.
 */
export const NUMBER_KINDS = ['ordinary', 'emergency', 'short', 'directory', 'premium', 'other'] as const
export type NumberKind = (typeof NUMBER_KINDS)[number]

/**
 * Swedish series that are not ordinary, by the national number without its 0. From the numbering plan of Post- och telestyrelsen
 * (pts.se, Telefoninummerplanen): short numbers of the 11 and 90 series; 0900, 0939 and 0944 pay services; 099 mass calling;
 * 0118 number information; 075 personal numbers; 074 paging; 071 machines. First match counts.
 */
const SWEDISH: readonly (readonly [RegExp, NumberKind])[] = [
  [/^(?:112|90000)$/, 'emergency'],
  [/^118\d{0,3}$/, 'directory'],
  [/^(?:11\d{1,4}|90\d{2,3})$/, 'short'],
  [/^(?:900|939|944|99)/, 'premium'],
  [/^7[145]/, 'other'],
]

/** The kind of a Swedish number, given without +46 and without 0; undefined for one of no special series. */
export function swedishKind(national: string): NumberKind | undefined {
  return SWEDISH.find(([series]) => series.test(national))?.[1]
}

/** Country codes of ITU-T E.164.1 that belong to no country: satellites, shared networks, and premium rate. Free ones (800) are ordinary. */
const NO_COUNTRY = ['808', '870', '878', '881', '882', '883', '888', '979']

/** The kind of a number elsewhere by its country code and its type in that country's plan (of Google's libphonenumber; undefined when unknown). */
export function worldKind(countryCode: string, type: string | undefined): NumberKind {
  if (type === 'PREMIUM_RATE') return 'premium'
  if (NO_COUNTRY.includes(countryCode) || type === 'PERSONAL_NUMBER' || type === 'PAGER') return 'other'
  return 'ordinary'
}
