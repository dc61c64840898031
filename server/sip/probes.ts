import type { SipSocket } from './sockets.ts'

const CALL_ID = /^(?:Call-ID|i):[ \t]*(.+?)[ \t]*$/im
/** An answer later than this says nothing any more. */
const PATIENCE_MS = 20_000

/** The Call-ID of a message, without reading the rest; undefined for none. */
export const callIdOf = (text: string): string | undefined => CALL_ID.exec(text)?.[1]

/** Asks ends whether they live. */
export interface Probes {
  /** SIP OPTIONS to a contact over its socket; `onAnswer` is called at most once. `from`: anonymous unless given. */
  probe(socket: SipSocket, contact: string, onAnswer: () => void, from?: string): void
  /** Whether the message is the answer to a probe; it is dealt with then. */
  isAnswer(socket: SipSocket, text: string): boolean
}

/**
 * Probes go past sip.js: with hundreds of phones they are most of the messages, and its parser takes milliseconds for each,
 * on the thread that relays the sound. `host` is ours, in Via.
 */
export function createProbes(host: string): Probes {
  const probes = new Map<string, { readonly socket: SipSocket; readonly sentAt: number; readonly onAnswer: () => void }>()

  return {
    probe(socket, target, onAnswer, from = '"Anonymous" <sip:anonymous@anonymous.invalid>') {
      const now = performance.now()
      for (const [callId, { sentAt }] of probes) {
        if (now - sentAt < PATIENCE_MS) break
        probes.delete(callId)
      }
      const callId = crypto.randomUUID()
      probes.set(callId, { socket, sentAt: now, onAnswer })
      const headers = [
        `OPTIONS ${target} SIP/2.0`,
        `Via: SIP/2.0/WS ${host};branch=z9hG4bK${callId}`,
        'Max-Forwards: 70',
        `From: ${from};tag=${callId.slice(0, 8)}`,
        `To: <${target}>`,
        `Call-ID: ${callId}`,
        'CSeq: 1 OPTIONS',
        'Content-Length: 0',
      ]
      socket.send(`${headers.join('\r\n')}\r\n\r\n`)
    },
    isAnswer(socket, text) {
      if (probes.size === 0 || !text.startsWith('SIP/2.0 ')) return false
      const callId = callIdOf(text) ?? ''
      const sent = probes.get(callId)
      if (sent?.socket !== socket) return false
      probes.delete(callId)
      sent.onAnswer()
      return true
    },
  }
}
