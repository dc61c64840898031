/** A city district of Stockholm as a part of the city's administration; ids are ours, after the city's municipality code. */
export interface District {
  readonly id: string
  readonly name: string
  /** First day that it was there, YYYY-MM-DD; null for those of 2019. */
  readonly from: string | null
  /** First day that it was gone, and what it went into; null for those that are there. */
  readonly mergedOn: string | null
  readonly mergedInto: string | null
}

const there = (name: string, id: string): District => ({ id: `0180-${id}`, name, from: null, mergedOn: null, mergedInto: null })
const merged = (name: string, id: string, mergedOn: string, into: string): District => ({
  ...there(name, id),
  mergedOn,
  mergedInto: `0180-${into}`,
})
const formed = (name: string, id: string, from: string): District => ({ ...there(name, id), from })

/** The 14 districts of 2019, and the three that six of them have been merged into since (City of Stockholm): 13 from July 2020, 11 from July 2023. */
export const DISTRICTS: readonly District[] = [
  there('Bromma', 'bromma'),
  there('Enskede-Årsta-Vantör', 'enskede-arsta-vantor'),
  there('Farsta', 'farsta'),
  merged('Hägersten-Liljeholmen', 'hagersten-liljeholmen', '2020-07-01', 'hagersten-alvsjo'),
  there('Hässelby-Vällingby', 'hasselby-vallingby'),
  there('Kungsholmen', 'kungsholmen'),
  merged('Norrmalm', 'norrmalm', '2023-07-01', 'norra-innerstaden'),
  merged('Rinkeby-Kista', 'rinkeby-kista', '2023-07-01', 'jarva'),
  there('Skarpnäck', 'skarpnack'),
  there('Skärholmen', 'skarholmen'),
  merged('Spånga-Tensta', 'spanga-tensta', '2023-07-01', 'jarva'),
  there('Södermalm', 'sodermalm'),
  merged('Älvsjö', 'alvsjo', '2020-07-01', 'hagersten-alvsjo'),
  merged('Östermalm', 'ostermalm', '2023-07-01', 'norra-innerstaden'),
  formed('Hägersten-Älvsjö', 'hagersten-alvsjo', '2020-07-01'),
  formed('Norra innerstaden', 'norra-innerstaden', '2023-07-01'),
  formed('Järva', 'jarva', '2023-07-01'),
]

/** The municipality that has districts. */
export const DIVIDED = '0180'

/** The districts that were there on a day, YYYY-MM-DD. */
export const districtsOn = (day: string): District[] =>
  DISTRICTS.filter(({ from, mergedOn }) => (from === null || from <= day) && (mergedOn === null || day < mergedOn))

/** The districts that one was formed from; none for those of 2019. */
export const partsOf = (id: string): District[] => DISTRICTS.filter(({ mergedInto }) => mergedInto === id)
