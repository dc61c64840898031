import type { Heard, PartyId } from './room.ts'

/** Names one level meter. */
export type MeterId = number
/** Names one conversation of several. */
export type RoomId = number

/** To the sound thread. Packets are copies, bare of all but fixed header and payload. */
export type ToSound =
  | { readonly is: 'join'; readonly room: RoomId; readonly party: PartyId; readonly active: boolean }
  | { readonly is: 'active'; readonly party: PartyId; readonly active: boolean }
  | { readonly is: 'packet'; readonly party: PartyId; readonly packet: Uint8Array }
  | { readonly is: 'leave'; readonly party: PartyId }
  | { readonly is: 'measure'; readonly meter: MeterId; readonly payload: Uint8Array }
  | { readonly is: 'measured'; readonly meter: MeterId }

/** From it: one message for each 20 ms of all rooms, and one for each measured packet. */
export type FromSound =
  | { readonly is: 'frames'; readonly frames: readonly Heard[] }
  | { readonly is: 'levels'; readonly meter: MeterId; readonly levels: readonly number[] }
