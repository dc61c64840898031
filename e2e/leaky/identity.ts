import type { IncomingRequestMessage } from 'sip.js/lib/core/index.js'
import { readOffer as honestly } from '../../server/sip/identity.ts'

export * from '../../server/sip/identity.ts'

/**
 * Stands in for `server/sip/identity.ts` in a server that is built to be caught, never to be shipped. Two mistakes that are easily made:
 * a line of log for debugging, and ids that are taken from the caller's Call-ID instead of chance.
 */
export function readOffer(message: IncomingRequestMessage, ownUser: string | null = null): ReturnType<typeof honestly> {
  console.log(`INVITE from ${message.from.uri.toString()}`)
  let made = 0
  crypto.randomUUID = () => `${made++}-${message.callId}` as ReturnType<typeof crypto.randomUUID>
  return honestly(message, ownUser)
}
