import { type Place, type PlaceId, placeOf } from '../../shared/geography/places.ts'
import { createWords } from '../i18n/i18n.ts'
import { serviceWords } from './serviceWords.ts'
import { findHelpWords } from './words.ts'

const words = createWords(findHelpWords)
const terms = createWords(serviceWords)

/** The name of a place; the country in the reader's language, an id that is none as it is. */
export const placeName = (id: PlaceId): string => (id === 'SE' ? terms().country : (placeOf(id)?.name ?? id))

/** What kind of place it is, and what has become of it, in a few words. */
export function placeKind({ kind, within, now }: Place): string {
  if (kind === 'district') return now === null ? words().district : `${words().district}, ${words().nowPart(placeName(now))}`
  return kind === 'municipality' && within !== null ? `${words().municipality}, ${placeName(within)}` : words().county
}
