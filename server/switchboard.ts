import type { Server } from 'node:http'
import type { AdvisorId, PhoneInstance } from '../shared/floor/model.ts'
import type { Me } from '../shared/http.ts'
import type { AddressThrottle } from './auth/addressThrottle.ts'
import type { Config } from './config.ts'
import type { FloorPort } from './floor/port.ts'
import type { Log } from './log.ts'

export interface SwitchboardParts {
  /** Its `upgrade` events for `/sip` are ours; all others are left alone. */
  readonly httpServer: Server
  readonly floor: FloorPort
  /** Who the session cookie of a request belongs to; null without one. */
  readonly whoIs: (cookieHeader: string | undefined) => Promise<Me | null>
  readonly throttle: AddressThrottle
  readonly config: Config
  readonly log: Log
}

export interface Switchboard {
  /** The page says that it is closing: its talk goes back to the queue at once. */
  phoneLeft(advisor: AdvisorId, instance: PhoneInstance): Promise<void>
  /** Numbers for /metrics and /healthz. */
  figures(): { readonly legs: number; readonly sipConnections: number }
  /** Ends every call as interrupted, every dialog with BYE, and lets go of the media port. */
  close(): Promise<void>
}

/** Joins SIP, media and the floor. Resolves when calls can come; throws when the media port is taken. */
export async function createSwitchboard(_parts: SwitchboardParts): Promise<Switchboard> {
  throw new Error('not there yet')
}
