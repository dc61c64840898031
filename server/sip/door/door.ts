import type { URI } from 'sip.js'
import type { IncomingRequestMessage, IncomingResponseMessage } from 'sip.js/lib/core/index.js'
import { findFault, readEssentials } from './demands.ts'
import { toRequest, toResponse } from './messages.ts'
import { refusalTo } from './refusal.ts'
import { readWire } from './wire.ts'

/** What has come over a socket, once it has been looked at. */
export type Arrival =
  /** Line ends only (RFC 5626, 3.5.1); `answer`: what to say to it, null for nothing. */
  | { readonly is: 'keepAlive'; readonly answer: string | null }
  | { readonly is: 'request'; readonly message: IncomingRequestMessage }
  | { readonly is: 'response'; readonly message: IncomingResponseMessage }
  /**
   * Not to be acted on. `answer`: what to say to it, null for silence. `status`: what that says, null for silence. `malformed`: its shape
   * was against the rules, and not only what it asked for.
   */
  | { readonly is: 'refused'; readonly answer: string | null; readonly status: number | null; readonly malformed: boolean }

/** What the door must know beside the message. */
export interface DoorSettings {
  /** Who sends it: see `toRequest`. */
  readonly from: string
  /** A trunk of ours may send longer lines of what we do not read. */
  readonly trusted: boolean
  /** Methods that are acted on; what else a request of another must have is not asked. */
  readonly methods: readonly string[]
  /** See `toResponse`. */
  readonly target: URI
}

const ALLOWED_REFUSALS: ReadonlySet<number> = new Set([415, 416, 420, 493, 505])

/**
 * The guarded door: what comes over a socket is checked here, by an allow-list and in time that grows with its length alone, before sip.js
 * or anything else of ours sees it. Throws for no input.
 */
export function readAtDoor(data: string | Buffer, { from, trusted, methods, target }: DoorSettings): Arrival {
  if (isLineEnds(data)) return { is: 'keepAlive', answer: data.length >= 4 ? '\r\n' : null }
  const wire = readWire(data, trusted)
  const { start } = wire
  if (wire.fault || !start) return refused(wire)
  const essentials = readEssentials(wire, start)
  if ('why' in essentials) return refused({ ...wire, fault: essentials })
  if (start.is === 'response') return { is: 'response', message: toResponse(wire, start, essentials, target) }
  const fault = findFault(wire, essentials, methods)
  if (fault) return refused({ ...wire, fault })
  return { is: 'request', message: toRequest(wire, start, essentials, from) }
}

function refused(wire: ReturnType<typeof readWire>): Arrival {
  const fault = wire.fault ?? { status: 400, why: 'Bad Request' }
  const answer = refusalTo(wire, fault)
  return { is: 'refused', answer, status: answer === null ? null : fault.status, malformed: !ALLOWED_REFUSALS.has(fault.status) }
}

function isLineEnds(data: string | Buffer): boolean {
  for (let at = 0; at < data.length; at++) {
    const sign = typeof data === 'string' ? data.charCodeAt(at) : data[at]
    if (sign !== 13 && sign !== 10) return false
  }
  return true
}
