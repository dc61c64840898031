import { assertUnreachable } from '../../../shared/assertUnreachable.ts'
import { mediaPort } from '../address.ts'
import { createLeg, holdMediaPort, type Leg, type MediaPort } from '../leg.ts'
import { type Conference, createMixer, type Part } from '../mixer.ts'
import type { Clip } from '../oggOpus.ts'
import { createPlayer } from '../player.ts'
import type { Channel } from './channel.ts'
import type { ClipId, FromSound, LegId, RoomId, RunId, ToSound } from './messages.ts'

/** How often signalling hears how many packets have come. */
const COUNTS_MS = 500
/** How long legs stand that no signalling asks for: it begins anew within two seconds. */
const ORPHAN_MS = 30_000
const HEADER_BYTES = 12

/**
 * All that carries sound: legs, prompts, conferences. It obeys one signalling at a time, over a channel, and outlives it: talks go on, and
 * who waits goes on hearing the waiting sound, until the next one comes or ORPHAN_MS have passed. Lives until `close`.
 */
export interface SoundHost {
  /** From now on this signalling is obeyed, and none before it. */
  attach(channel: Channel<FromSound, ToSound>): void
  close(): Promise<void>
}

interface Held {
  readonly leg: Leg
  note: string | null
  run: RunId
  told: { rtp: number; any: number; lost: boolean }
}

export function createSoundHost(onFault: (fault: Error) => void = () => {}): SoundHost {
  const legs = new Map<LegId, Held>()
  const clips = new Map<ClipId, Clip>()
  const rooms = new Map<RoomId, { readonly conference: Conference; readonly parts: Map<LegId, Part> }>()
  const player = createPlayer()
  let channel: Channel<FromSound, ToSound> | null = null
  let media: { readonly port: MediaPort; readonly keeper: { close(): void } } | null = null
  let highest = 0
  let orphaned: NodeJS.Timeout | null = null

  const tell = (message: FromSound): void => channel?.send(message)
  const mixer = createMixer((fault) => {
    onFault(fault)
    tell({ is: 'fault', why: fault.message })
  })

  function make(id: LegId): void {
    if (!media) throw new Error('sound: no port is open')
    const leg = createLeg(media.port)
    leg.onOpen = () => tell({ is: 'up', leg: id })
    leg.onFailed = () => tell({ is: 'broken', leg: id })
    leg.onFlood = () => tell({ is: 'flooded', leg: id })
    leg.onKey = (key) => tell({ is: 'key', leg: id, key })
    legs.set(id, { leg, note: null, run: 0, told: { rtp: 0, any: 0, lost: false } })
    highest = Math.max(highest, id)
  }

  function pass(from: Leg, to: LegId | 'signalling' | null, id: LegId): void {
    if (to === null) from.onRtp = null
    else if (to === 'signalling')
      from.onRtp = (packet) =>
        tell({ is: 'packet', leg: id, payload: new Uint8Array(packet.subarray(HEADER_BYTES)), timestamp: packet.readUInt32BE(4) })
    else {
      const listener = held(to).leg
      from.onRtp = (packet) => listener.relay(packet, from.source)
    }
  }

  function play(id: LegId, run: RunId, clip: ClipId, meanwhile: ClipId | null): void {
    const playing = held(id)
    playing.run = run
    const listeners = {
      onWants: () => tell({ is: 'wants', leg: id, run }),
      onEnd: () => tell({ is: 'ended', leg: id, run }),
    }
    player.play(playing.leg, clipOf(clip), listeners, meanwhile === null ? null : clipOf(meanwhile))
  }

  function join(room: RoomId, id: LegId, active: boolean): void {
    // A signalling that has begun anew seats a conference anew.
    for (const [other, { parts }] of rooms) if (parts.has(id)) leave(other, id)
    const one = rooms.get(room) ?? { conference: mixer.conference(), parts: new Map<LegId, Part>() }
    rooms.set(room, one)
    highest = Math.max(highest, room)
    one.parts.set(id, one.conference.join(held(id).leg, { active }))
  }

  function leave(room: RoomId, id: LegId): void {
    const one = rooms.get(room)
    one?.parts.get(id)?.leave()
    one?.parts.delete(id)
    if (one?.parts.size !== 0) return
    one.conference.close()
    rooms.delete(room)
  }

  function close(id: LegId): void {
    const closing = legs.get(id)
    if (!closing) return
    for (const [room, { parts }] of rooms) if (parts.has(id)) leave(room, id)
    player.stop(closing.leg)
    legs.delete(id)
    closing.leg.close()
  }

  function held(id: LegId): Held {
    const found = legs.get(id)
    if (!found) throw new Error('sound: there is no such leg')
    return found
  }

  function clipOf(id: ClipId): Clip {
    const found = clips.get(id)
    if (!found) throw new Error('sound: there is no such clip')
    return found
  }

  function reply(ask: number, work: () => string | boolean | null): void {
    let message: FromSound
    try {
      message = { is: 'done', ask, value: work() }
    } catch (fault) {
      message = { is: 'failed', ask, why: fault instanceof Error ? fault.message : 'sound: failed' }
    }
    tell(message)
  }

  async function open(port: number, address: string | null, by: Channel<FromSound, ToSound>): Promise<void> {
    try {
      if (!media) {
        const found = await mediaPort(port, address)
        media = { port: found, keeper: holdMediaPort(found) }
      }
    } catch (fault) {
      return by.send({ is: 'unusable', why: fault instanceof Error ? fault.message : 'no port for media' })
    }
    // What is played goes on with the frames that it holds.
    clips.clear()
    const standing = [...legs].map(
      ([
        leg,
        {
          note,
          leg: { opened, lost, remote },
        },
      ]) => ({ leg, note, opened, lost, remote }),
    )
    by.send({ is: 'opened', port: media.port.port, nextId: highest + 1, standing })
  }

  function obey(message: ToSound, by: Channel<FromSound, ToSound>): void {
    switch (message.is) {
      case 'open':
        return void open(message.port, message.address, by)
      case 'leg':
        return make(message.leg)
      case 'offer':
        return reply(message.ask, () => held(message.leg).leg.offer())
      case 'answer':
        return reply(message.ask, () => held(message.leg).leg.answer(message.remote))
      case 'accept':
        return reply(message.ask, () => {
          held(message.leg).leg.accept(message.remote)
          return null
        })
      case 'press':
        return reply(message.ask, () => held(message.leg).leg.pressKey(message.key))
      case 'pass':
        return pass(held(message.leg).leg, message.to, message.leg)
      case 'clip': {
        const frames = message.frames.map((frame) => Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength))
        return void clips.set(message.clip, frames)
      }
      case 'dropClip':
        return void clips.delete(message.clip)
      case 'play':
        return play(message.leg, message.run, message.clip, message.meanwhile)
      case 'more':
        if (legs.get(message.leg)?.run === message.run)
          player.more(held(message.leg).leg, message.clip === null ? null : clipOf(message.clip))
        return
      case 'stop':
        return player.stop(held(message.leg).leg)
      case 'join':
        return join(message.room, message.leg, message.active)
      case 'active':
        return rooms.get(message.room)?.parts.get(message.leg)?.setActive(message.active)
      case 'leave':
        return leave(message.room, message.leg)
      case 'note':
        held(message.leg).note = message.note
        return
      case 'close':
        return close(message.leg)
      case 'alive':
        return
      default:
        return assertUnreachable(message)
    }
  }

  function count(): void {
    const counts: (readonly [LegId, number, number, boolean])[] = []
    for (const [id, { leg, told }] of legs) {
      const { rtp, any } = leg.received
      const { lost } = leg
      if (told.any === any && told.rtp === rtp && told.lost === lost) continue
      Object.assign(told, { rtp, any, lost })
      counts.push([id, rtp, any, lost])
    }
    if (counts.length > 0) tell({ is: 'counts', counts })
  }
  const counting = setInterval(count, COUNTS_MS)

  /** What nobody has noted down cannot be found again by a signalling that comes later. */
  function orphan(): void {
    channel = null
    for (const [id, { note }] of [...legs]) if (note === null) close(id)
    orphaned = setTimeout(closeAll, ORPHAN_MS)
  }

  function closeAll(): void {
    for (const id of [...legs.keys()]) close(id)
  }

  return {
    attach(next) {
      if (orphaned) clearTimeout(orphaned)
      orphaned = null
      channel = next
      next.onMessage((message) => {
        if (channel !== next) return
        try {
          obey(message, next)
        } catch (fault) {
          // An order about a leg that has just closed, or one that makes no sense: no voice is to end with it.
          tell({ is: 'fault', why: fault instanceof Error ? fault.message : 'sound: failed' })
        }
      })
      next.onClosed(() => {
        if (channel === next) orphan()
      })
    },
    async close() {
      if (orphaned) clearTimeout(orphaned)
      clearInterval(counting)
      channel = null
      closeAll()
      player.close()
      media?.keeper.close()
      await mixer.close()
    },
  }
}
