import type { Me } from '../shared/http.ts'

export const PLACES = ['home', 'setup', 'phone', 'board', 'review', 'register', 'admin'] as const
export type Place = (typeof PLACES)[number]

/** Which page an address means; an unknown one is the sign-in page. */
export function placeOf(pathname: string): Place {
  const name = pathname.split('/')[1] ?? ''
  return PLACES.find((place) => place === name) ?? 'home'
}

/** Where a person who has just signed in at `/` wants to be. */
export function startOf(role: Me['role']): string {
  return role === 'advisor' ? '/phone' : '/board'
}

/** Whether the account may open the page; a board needs no account while its address carries a ticket. */
export function mayOpen(place: Place, me: Me | null, hash: string): 'yes' | 'signIn' | 'no' {
  if (place === 'setup') return 'yes'
  if (place === 'board' && /(^#|&)ticket=/.test(hash)) return 'yes'
  if (!me) return 'signIn'
  if (place === 'admin' || place === 'review' || place === 'register') return me.role === 'supervisor' ? 'yes' : 'no'
  if (place === 'phone') return me.role === 'board' ? 'no' : 'yes'
  return 'yes'
}
