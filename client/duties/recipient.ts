import type { ReportKind } from '../../shared/duties/reports.ts'
import { type Place, type PlaceId, placeOf } from '../../shared/geography/places.ts'
import type { Service } from '../../shared/services/service.ts'

/** The place that is there now: of a district that is no more, what it is part of. */
export const placeNow = (place: Place): Place => (place.now === null ? place : (placeOf(place.now) ?? place))

/** What the register knows of how to reach social services, as lines of text in Swedish; none when it knows nothing. */
export function contactLines(service: Service | null): string[] {
  if (!service) return []
  const { phone, phoneOutOfHours, email, web, address, hours } = service
  const jour = phoneOutOfHours === '' ? '' : `Socialjouren, utanför kontorstid: ${phoneOutOfHours}`
  return [phone, jour, email, web, address, hours].flatMap((text) => text.split('\n')).filter((line) => line.trim() !== '')
}

/** The recipient in the report, which is in Swedish. */
export function recipientLines(kind: ReportKind, place: PlaceId | null, service: Service | null): string[] {
  const name = place === null ? undefined : placeOf(place)?.name
  if (kind === 'police') return ['Polisen', ...(name === undefined ? [] : [`Ort: ${name}`])]
  if (name === undefined) return []
  const contact = contactLines(service)
  return [`Socialtjänsten i ${name}`, ...(contact.length > 0 ? contact : ['Kontaktuppgifterna finns inte i registret.'])]
}
