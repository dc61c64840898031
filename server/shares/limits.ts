import type { Config } from '../config.ts'
import type { Limits, Rate } from './ledger.ts'

export type StrangersRates =
  | 'requests'
  | 'knocks'
  | 'links'
  | 'tickets'
  | 'upgrades'
  | 'messages'
  | 'bytes'
  | 'invites'
  | 'reinvites'
  | 'calls'
export type StrangersHolds = 'connections' | 'links' | 'sockets' | 'calls' | 'provisional'

/** What MAX_CALLS_ANONYMOUS is unless it is set: the others are made for it, and grow with it. */
const USUAL_CALLS = 3
/** How many calls an hour one address may begin, for each that it may hold at once. */
const HOURLY_FACTOR = 20

/**
 * What one address (IPv4) or /64 (IPv6) may do and have open; FACTORS in network.ts says how much more a wider network may. An organisation with
 * fifty advisors behind one address must be able to begin its day at once, and its visitors to call; one program must not be
 * able to keep the server busy.
 */
export function strangersLimits({ maxCallsPerAddress }: Pick<Config, 'maxCallsPerAddress'>): Limits<StrangersRates, StrangersHolds> {
  const more = Math.max(1, maxCallsPerAddress / USUAL_CALLS)
  const rate = (burst: number, perSecond: number): Rate => ({ burst: Math.ceil(burst * more), perSecond: perSecond * more })
  const begun = maxCallsPerAddress * HOURLY_FACTOR
  return {
    rates: {
      /** HTTP requests: a page with its files is some forty, so that fifty pages can be opened at once. */
      requests: rate(2_000, 40),
      /** What changes something without a session: sign-ins, survey answers, set-up and board tickets, orders to come. */
      knocks: rate(60, 1),
      /** Live links asked for: fifty pages come back at once when the server has been started anew. */
      links: rate(200, 4),
      /** Of them those with a board's ticket, for each of which the record is written. */
      tickets: rate(30, 0.5),
      upgrades: rate(60, 1),
      /** SIP: a call is some ten messages, and one in half a minute after that. */
      messages: rate(400, 20),
      bytes: rate(512 * 1024, 48 * 1024),
      invites: rate(30, 1),
      reinvites: rate(60, 2),
      calls: { burst: begun, perSecond: begun / 3_600 },
    },
    holds: {
      /** TCP, where no proxy stands in front: a browser opens six. */
      connections: Math.ceil(300 * more),
      links: Math.ceil(150 * more),
      /** SIP: more than calls, for a socket whose network went away is noticed after 20 s only. */
      sockets: Math.ceil(40 * more),
      calls: maxCallsPerAddress,
      provisional: Math.ceil(maxCallsPerAddress / 2),
    },
  }
}

/** What one SIP socket may send: a stranger's, and a staff member's page, which also renews its registration and is asked whether it lives. */
export const SOCKET_RATES = {
  stranger: {
    messages: { burst: 40, perSecond: 10 },
    bytes: { burst: 64 * 1024, perSecond: 16 * 1024 },
    invites: { burst: 6, perSecond: 0.5 },
    reinvites: { burst: 8, perSecond: 0.5 },
  },
  staff: {
    messages: { burst: 200, perSecond: 40 },
    bytes: { burst: 512 * 1024, perSecond: 128 * 1024 },
    invites: { burst: 20, perSecond: 1 },
    reinvites: { burst: 20, perSecond: 1 },
  },
} as const satisfies Record<string, Record<string, Rate>>

/** SIP sockets of one account at once: one for each open page. */
export const MOST_STAFF_SOCKETS = 8
