import type { IncomingRequestMessage, IncomingResponseMessage } from 'sip.js/lib/core/index.js'
import { type Arrival, readAtDoor } from '../door/door.ts'
import { NOBODY } from '../door/messages.ts'
import { METHODS } from '../inDialog.ts'

/** What the door makes of a message of a stranger, or of a trunk. */
export const atDoor = (data: string | Buffer, trusted = false): Arrival =>
  readAtDoor(data, { from: 'test', trusted, methods: METHODS, target: NOBODY() })

/** A request that the door lets in; throws for any other. */
export function readRequest(text: string): IncomingRequestMessage {
  const arrival = atDoor(text)
  if (arrival.is !== 'request') throw new Error(`not let in: ${arrival.is === 'refused' ? arrival.answer : arrival.is}`)
  return arrival.message
}

/** A response that the door lets in; throws for any other. */
export function readResponse(text: string): IncomingResponseMessage {
  const arrival = atDoor(text)
  if (arrival.is !== 'response') throw new Error(`not let in: ${arrival.is}`)
  return arrival.message
}
