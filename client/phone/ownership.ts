import type { Advisor, PhoneInstance } from '../../shared/floor/model.ts'

/**
 * Which page has the advisor's phone, by the floor:
 *   none           no page, or one that the server no longer reaches
 *   here           this page
 *   elsewhere      another page; this one may take the phone over
 *   inCallElsewhere  another page that is ringing or in a call: it must not be disturbed
 */
export type Ownership = 'none' | 'here' | 'elsewhere' | 'inCallElsewhere'

export function ownershipOf(advisor: Advisor | undefined, mine: PhoneInstance): Ownership {
  const phone = advisor?.phone
  if (!advisor || !phone) return 'none'
  if (phone.instance === mine) return 'here'
  if (!phone.reachable) return 'none'
  return advisor.state.is === 'talking' || advisor.state.is === 'offered' ? 'inCallElsewhere' : 'elsewhere'
}

/** What is wrong with an advisor who counts on getting calls; null when nothing is. */
export type PresenceFault = 'noLink' | 'unreachable' | 'notStartedHere' | 'noPhone'

/**
 * Available by the floor, but no call would come: that must be loud. `registered` says whether this page holds the phone and has
 * its sound and microphone in order; `connected`, whether what the floor says is fresh.
 */
export function presenceFault(
  advisor: Advisor | undefined,
  mine: PhoneInstance,
  registered: boolean,
  connected: boolean,
): PresenceFault | null {
  if (advisor?.state.is !== 'available') return null
  if (!connected) return 'noLink'
  const owner = ownershipOf(advisor, mine)
  if (owner === 'elsewhere' || owner === 'inCallElsewhere') return advisor.phone?.ready ? null : 'notStartedHere'
  if (owner === 'none') return advisor.phone ? 'unreachable' : 'noPhone'
  if (!advisor.phone?.reachable) return 'unreachable'
  return advisor.phone.ready && registered ? null : 'notStartedHere'
}
