import type { Config } from '../config.ts'
import { type CallPlaces, createCallPlaces } from './callPlaces.ts'
import { type ClientOf, createClientOf } from './clientAddress.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { type StrangersHolds, type StrangersRates, strangersLimits } from './limits.ts'

/** Fair shares between those who come without an account: who each is, what its networks may do, and the places for calls. */
export interface Strangers {
  readonly clientOf: ClientOf
  readonly ledger: Ledger<StrangersRates, StrangersHolds>
  readonly places: CallPlaces
}

type Settings = Pick<Config, 'trustedProxies' | 'publicOrigin' | 'tls' | 'host' | 'maxCalls' | 'maxCallsPerAddress' | 'trunk'>

/** Everything in memory. `clock` gives ms since 1970. */
export function createStrangers(config: Settings, clock: () => number = Date.now): Strangers {
  const ledger = createLedger(strangersLimits(config), clock)
  return {
    clientOf: createClientOf(config),
    ledger,
    places: createCallPlaces({ maxCalls: config.maxCalls, telephone: config.trunk !== null }, ledger),
  }
}
