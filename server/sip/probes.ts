import type { SipSocket } from './sockets.ts'

/** An answer later than this says nothing any more. */
const PATIENCE_MS = 20_000

/** The Call-ID of a message of ours, without reading the rest; undefined for none. */
export function callIdOf(text: string): string | undefined {
  const start = text.indexOf(CALL_ID)
  const end = text.indexOf('\r\n', start + CALL_ID.length)
  return start < 0 || end < 0 ? undefined : text.slice(start + CALL_ID.length, end)
}

const CALL_ID = '\r\nCall-ID: '

/** Asks ends whether they live. */
export interface Probes {
  /** SIP OPTIONS to a contact over its socket; `onAnswer` is called at most once. `from`: anonymous unless given. */
  probe(socket: SipSocket, contact: string, onAnswer: () => void, from?: string): void
  /** Whether a response with this Call-ID is the answer to a probe; it is dealt with then. */
  isAnswer(socket: SipSocket, callId: string): boolean
}

/**
 * Probes go past sip.js: with hundreds of phones they are most of the messages, and each would be a transaction. `host` is ours, in Via.
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
    isAnswer(socket, callId) {
      const sent = probes.get(callId)
      if (sent?.socket !== socket) return false
      probes.delete(callId)
      sent.onAnswer()
      return true
    },
  }
}
