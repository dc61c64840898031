import { URI } from 'sip.js'
import { after } from '../timers.ts'
import type { SipCore } from './core.ts'
import { newTag } from './door/refusal.ts'
import { readExpires, readLeastExpires } from './identity.ts'
import type { SipSocket } from './sockets.ts'

/** Times of a registration: what we ask for in seconds, the rest in ms. */
export interface RegistrationTimes {
  readonly expiresS: number
  /** An answer later than this is a dead link. */
  readonly answer: number
  /** Pause after a refusal that may pass by itself (5xx, 408), and after any other. */
  readonly again: readonly [number, number]
}

export const REGISTRATION_TIMES: RegistrationTimes = { expiresS: 120, answer: 7_000, again: [5_000, 30_000] }

export interface RegistrationHandlers {
  onRegistered(): void
  /** Refused with this SIP status; asked again later. */
  onRefused(status: number): void
  /** No answer: the link is dead though it looks alive. */
  onSilence(): void
}

/**
 * Our registration at a trunk (RFC 3261, 10), as one of several servers under one name (RFC 5626): our own instance, one flow.
 *
 *   idle --start--> asking --200--> registered --half of the time gone--> asking
 *    ^                 +--refused--> pausing --> asking
 *    +-- stop, from any
 */
export interface Registration {
  /** The link is up: registers, and keeps it so. */
  start(): void
  /** The link is down. */
  stop(): void
  /** Takes it back, if there is any; resolves when that is answered, or soon. */
  leave(): Promise<void>
}

const LONGEST_S = 86_400
const LEAVE_MS = 500

/** `user` at `domain` is who registers. It does nothing before `start`. */
export function createRegistration(
  sip: SipCore,
  socket: SipSocket,
  { user, domain }: { readonly user: string; readonly domain: string },
  handlers: RegistrationHandlers,
  times = REGISTRATION_TIMES,
): Registration {
  const callId = crypto.randomUUID()
  const instance = crypto.randomUUID()
  const registrar = new URI('sip', '', domain)
  const own = new URI('sip', user, domain)
  const { host } = sip.core.configuration.contact.uri
  let cseq = 0
  let expires = times.expiresS
  /** Whether the registrar knows RFC 5626; 439 says that it does not. */
  let outbound = true
  /** Answers to an older attempt say nothing. */
  let attempt = 0
  let held = false
  let timer: NodeJS.Timeout | undefined

  function ask(seconds: number, onAnswer: (status: number, granted: number) => void): void {
    const mine = ++attempt
    sip.route(callId, socket)
    const request = sip.core.makeOutgoingRequestMessage(
      'REGISTER',
      registrar,
      own,
      own,
      { callId, cseq: cseq + 1, fromTag: newTag(), fromDisplayName: '', optionTags: outbound ? ['path', 'outbound'] : ['path'] },
      [
        `Contact: ${sip.core.configuration.contact}${outbound ? `;+sip.instance="<urn:uuid:${instance}>";reg-id=1` : ''};expires=${seconds}`,
        `Expires: ${seconds}`,
      ],
    )
    cseq = request.cseq
    const answered = (status: number, granted: number): void => {
      // A challenge has counted on.
      cseq = Math.max(cseq, request.cseq)
      if (attempt === mine) onAnswer(status, granted)
    }
    sip.core.register(request, {
      onAccept: ({ message }) => answered(200, readExpires(message, host) ?? seconds),
      onRedirect: ({ message }) => answered(message.statusCode ?? 300, 0),
      onReject: ({ message }) => answered(message.statusCode ?? 408, readLeastExpires(message) ?? 0),
    })
    cseq = Math.max(cseq, request.cseq)
  }

  function later(ms: number): void {
    clearTimeout(timer)
    timer = after(ms, register)
  }

  function register(): void {
    clearTimeout(timer)
    timer = after(times.answer, () => {
      attempt += 1
      handlers.onSilence()
    })
    ask(expires, (status, granted) => {
      clearTimeout(timer)
      if (status === 200) {
        held = true
        later(renewAfterS(Math.min(granted, LONGEST_S)) * 1_000)
        handlers.onRegistered()
      } else if (status === 423 && granted > expires && granted <= LONGEST_S) {
        expires = granted
        register()
      } else if (status === 439 && outbound) {
        outbound = false
        register()
      } else {
        held = false
        later(times.again[status === 408 || (status >= 500 && status < 600) ? 0 : 1])
        handlers.onRefused(status)
      }
    })
  }

  function stop(): void {
    attempt += 1
    clearTimeout(timer)
    held = false
  }

  return {
    start: register,
    stop,
    leave() {
      const leaves = held && socket.open
      stop()
      if (!leaves) return Promise.resolve()
      return new Promise((resolve) => {
        const impatient = after(LEAVE_MS, resolve)
        ask(0, () => {
          clearTimeout(impatient)
          resolve()
        })
      })
    },
  }
}

/** When to renew what holds for so many seconds: with time for a second attempt. */
export function renewAfterS(expires: number): number {
  return Math.max(1, Math.max(expires / 2, expires - 30))
}
