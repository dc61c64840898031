import type { IncomingMessage } from 'node:http'
import { createHourlyMark } from './secrets.ts'

/** Limits anonymous calls. An address lives in it only as a mark under a key made new each hour, and nothing else can read it. */
export interface AddressThrottle {
  /** Whether a call may come from this address now. Call `release` once when it has ended; it does nothing after a refusal. */
  admit(address: string): { readonly ok: boolean; release(): void }
}

export interface AddressLimits {
  /** Simultaneous calls in all. */
  readonly maxCalls: number
  /** Simultaneous calls from one address. */
  readonly maxCallsPerAddress: number
}

/** How many calls an hour one address may begin, for each that it may hold at once. */
const HOURLY_FACTOR = 20

const refused = { ok: false, release() {} }

/** A throttle in memory. At the turn of the hour (by `clock`, ms) it forgets which address had which calls; the sum of all calls stays right. */
export function createAddressThrottle(limits: AddressLimits, clock: () => number = Date.now): AddressThrottle {
  const known = new Map<string, { open: number; begun: number }>()
  const mark = createHourlyMark(clock, () => known.clear())
  let all = 0
  return {
    admit(address) {
      const name = mark(address)
      const calls = known.get(name) ?? { open: 0, begun: 0 }
      const full = calls.open >= limits.maxCallsPerAddress || calls.begun >= limits.maxCallsPerAddress * HOURLY_FACTOR
      if (full || all >= limits.maxCalls) return refused
      known.set(name, calls)
      calls.open += 1
      calls.begun += 1
      all += 1
      let held = true
      return {
        ok: true,
        release() {
          if (!held) return
          held = false
          calls.open -= 1
          all -= 1
        },
      }
    },
  }
}

/**
 * The address a request came from, for throttles alone: never log or keep it. A reverse proxy on this machine is believed
 * about whom it speaks for; nobody else is.
 */
export function addressOf(request: IncomingMessage): string {
  const peer = request.socket.remoteAddress ?? ''
  const forwarded = request.headers['x-forwarded-for']
  if (!isLoopback(peer) || forwarded === undefined) return peer
  const named = (Array.isArray(forwarded) ? forwarded.join(',') : forwarded).split(',').at(-1)?.trim()
  return named || peer
}

/** Whether the request was made on this machine by a program that is no proxy. */
export function isLocal(request: IncomingMessage): boolean {
  const proxied = request.headers['x-forwarded-for'] ?? request.headers.forwarded ?? request.headers['x-real-ip']
  return isLoopback(request.socket.remoteAddress ?? '') && proxied === undefined
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}
