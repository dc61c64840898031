/** The sound thread: all that decodes and encodes, so that the thread that relays packets and answers calls never waits for it. */
import { parentPort } from 'node:worker_threads'
import { assertUnreachable } from '../../../shared/assertUnreachable.ts'
import { FRAME_MS } from '../rtp.ts'
import type { FromSound, MeterId, RoomId, ToSound } from './messages.ts'
import { createOpusDecoder, createOpusEncoder, type Decoder, FRAME_SAMPLES } from './opus.ts'
import { levelOf } from './pcm.ts'
import { createRoom, type PartyId, type Room } from './room.ts'

/** More ticks than these at once are a stall: the rest is skipped, not sent as a burst. */
const CATCH_UP_TICKS = 5

const port = parentPort
if (!port) throw new Error('mix/worker.ts runs in a thread only')

const rooms = new Map<RoomId, Room>()
const roomOf = new Map<PartyId, RoomId>()
const meters = new Map<MeterId, Decoder>()
let timer: NodeJS.Timeout | null = null
let dueAt = 0

const tell = (message: FromSound): void => port.postMessage(message)

function tick(): void {
  const now = performance.now()
  let due = Math.floor((now - dueAt) / FRAME_MS) + 1
  if (due > CATCH_UP_TICKS) {
    dueAt = now
    due = 1
  }
  for (let i = 0; i < due; i++) {
    const frames = [...rooms.values()].flatMap((room) => room.tick(dueAt))
    if (frames.length > 0) tell({ is: 'frames', frames })
    dueAt += FRAME_MS
  }
  const still = [...rooms.values()].every((room) => room.still)
  timer = still ? null : setTimeout(tick, Math.max(0, dueAt - performance.now()))
}

function wake(): void {
  if (timer) return
  dueAt = performance.now()
  timer = setTimeout(tick, 0)
}

async function join(id: RoomId, party: PartyId, active: boolean): Promise<void> {
  const room = rooms.get(id) ?? createRoom()
  rooms.set(id, room)
  roomOf.set(party, id)
  room.join(party, await createOpusDecoder(), await createOpusEncoder(), active)
}

function leave(party: PartyId): void {
  const id = roomOf.get(party)
  roomOf.delete(party)
  const room = id === undefined ? undefined : rooms.get(id)
  room?.leave(party)
  if (id !== undefined && room?.size === 0) rooms.delete(id)
}

function roomWith(party: PartyId): Room | undefined {
  return rooms.get(roomOf.get(party) ?? -1)
}

async function measure(meter: MeterId, payload: Uint8Array): Promise<void> {
  const decoder = meters.get(meter) ?? (await createOpusDecoder())
  meters.set(meter, decoder)
  const samples = decoder.decode(payload)
  if (!samples) return
  const levels: number[] = []
  for (let at = 0; at < samples.length; at += FRAME_SAMPLES) levels.push(levelOf(samples, at, Math.min(samples.length, at + FRAME_SAMPLES)))
  tell({ is: 'levels', meter, levels })
}

async function handle(message: ToSound): Promise<void> {
  switch (message.is) {
    case 'join':
      return join(message.room, message.party, message.active)
    case 'active':
      return roomWith(message.party)?.setActive(message.party, message.active)
    case 'packet':
      roomWith(message.party)?.put(message.party, message.packet, performance.now())
      return wake()
    case 'leave':
      return leave(message.party)
    case 'measure':
      return measure(message.meter, message.payload)
    case 'measured':
      meters.get(message.meter)?.free()
      return void meters.delete(message.meter)
    default:
      return assertUnreachable(message)
  }
}

/** One after the other: a codec is made asynchronously, and what follows a joining must find it done. A fault ends the thread. */
let turn = Promise.resolve()
port.on('message', (message: ToSound) => {
  turn = turn.then(() => handle(message))
})
