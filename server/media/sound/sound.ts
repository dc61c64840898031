import { assertUnreachable } from '../../../shared/assertUnreachable.ts'
import type { Key } from '../keys.ts'
import type { Clip } from '../oggOpus.ts'
import type { Programme } from '../programmes.ts'
import type { RemoteAudio } from '../remoteAudio.ts'
import type { Channel } from './channel.ts'
import type { ClipId, FromSound, LegId, RunId, Standing, ToSound } from './messages.ts'

/** The port behind which sound is carried: everything of it that signalling can ask for. Lives until `close`. */
export interface Sound {
  /** A new leg, on which nothing is sent or heard before its first offer or answer. */
  leg(): SoundLeg
  /** A conversation of three or more. */
  conference(): Conference
  /** The UDP port of all legs. */
  readonly port: number
  /** Legs that a signalling before this one has left, with what it noted; each is to be adopted or closed. */
  readonly left: readonly Standing[]
  /** A leg that was left, with its number, direction and what it is connected to; what was called back on it is not. */
  adopt(standing: Standing): SoundLeg
  /** Legs that are not closed. */
  readonly legs: number
  /** Closes every leg of this signalling, and lets go of the port where nobody else uses it. */
  close(): Promise<void>
}

/**
 * One end's audio, anchored at the server: ICE, DTLS and SRTP towards one browser or trunk.
 *
 *   made -> (offer | answer) -> open -> closed
 *
 * What is asked is done in the order in which it was asked. After `close` questions reject, and all else does nothing.
 */
export interface SoundLeg {
  readonly id: LegId
  /** Our offer, for an end that we call, or to begin anew. Rejects when it cannot be made. */
  offer(): Promise<string>
  /** The other end's answer to our offer. Rejects when it cannot be used, and when it is another end's than before: then a new offer is needed. */
  accept(remote: RemoteAudio): Promise<void>
  /** Our answer to the other end's offer: the first, one that changes direction (hold), or one that restarts ICE. Rejects when it cannot be used. */
  answer(remote: RemoteAudio): Promise<string>
  /** Whether media could flow once. */
  readonly opened: boolean
  /** What the other end said last that could be used; null before. */
  readonly remote: RemoteAudio | null
  /** The other end has closed its connection, or ICE has given it up: nothing more comes unless it offers anew. Half a second late at most. */
  readonly lost: boolean
  /** Packets received so far, half a second late at most: RTP, and RTCP or RTP. A count that stands still is a lost medium. */
  readonly received: { readonly rtp: number; readonly any: number }
  /** Called once, when media can flow for the first time. */
  onOpen: () => void
  /** Called when a connection has failed before media could flow: a new `offer` or `answer` begins anew. */
  onFailed: () => void
  /** Called once, when the other end has sent far more packets than any telephone does. */
  onFlood: () => void
  /** Called once for each key that is pressed (RFC 4733). Keys go nowhere else, to no other leg and no log. */
  onKey: (key: Key) => void
  /** Presses a key at the other end, one of KEYS. False for anything else, and when that end takes no keys or media does not flow. */
  pressKey(key: string): Promise<boolean>
  /** Where its sound goes from now on: to another leg, untouched but for numbers; packet by packet to a listener, with RTP timestamps; or nowhere. */
  pass(to: SoundLeg | PacketListener | null): void
  /**
   * Plays from now on, instead of whatever was played. `onEnd` is called once, soon after the last frame, when the programme has ended by
   * itself; not when it was stopped or replaced.
   */
  play(programme: Programme, onEnd?: () => void): void
  stop(): void
  /** What a later signalling must know to take this leg over; kept in memory alone. Without a note the leg ends with the signalling. */
  note(text: string | null): void
  close(): void
}

export type PacketListener = (payload: Buffer, timestamp: number) => void

/** Every party hears all the others, nobody hears themself. Lives until `close`. */
export interface Conference {
  /** Takes part from now on, with what it sends. `active` false: on hold, neither heard nor hearing; it may be played to meanwhile. */
  join(leg: SoundLeg, options?: { readonly active?: boolean }): Part
  close(): void
}

export interface Part {
  setActive(active: boolean): void
  /** Takes no more part; a second time does nothing. */
  leave(): void
}

/** Sound cannot be had: its port is taken, or its process is gone. The message is for the operator. */
export class SoundUnusable extends Error {
  override readonly name = 'SoundUnusable'
}

export interface SoundSettings {
  /** UDP; 0 takes any free one. */
  readonly port: number
  /** The address that is told to others; null takes the machine's own. */
  readonly address: string | null
}

interface Played {
  readonly run: RunId
  readonly programme: Programme
  readonly onEnd: (() => void) | undefined
}

interface Known {
  readonly leg: SoundLeg
  hear(message: Extract<FromSound, { leg: LegId }>): void
  count(rtp: number, any: number, lost: boolean): void
}

/** Takes the port over a channel. `onFault` hears of orders that failed and of faults on the other side. Rejects with SoundUnusable. */
export async function openSound(
  channel: Channel<ToSound, FromSound>,
  { port, address }: SoundSettings,
  onFault: (fault: Error) => void = () => {},
): Promise<Sound> {
  const known = new Map<LegId, Known>()
  const asked = new Map<number, { resolve(value: string | boolean | null): void; reject(fault: Error): void }>()
  const clipIds = new WeakMap<Clip, ClipId>()
  const forgotten = new FinalizationRegistry<ClipId>((clip) => tell({ is: 'dropClip', clip }))
  let nextId = 1
  let closed = false

  const tell = (message: ToSound): void => {
    if (!closed) channel.send(message)
  }

  function ask<T extends string | boolean | null>(make: (ask: number) => ToSound): Promise<T> {
    if (closed) return Promise.reject(new SoundUnusable('sound is closed'))
    const number = nextId++
    return new Promise<T>((resolve, reject) => {
      asked.set(number, { resolve: resolve as (value: string | boolean | null) => void, reject })
      channel.send(make(number))
    })
  }

  function clipOf(clip: Clip): ClipId {
    const before = clipIds.get(clip)
    if (before !== undefined) return before
    const id = nextId++
    clipIds.set(clip, id)
    forgotten.register(clip, id)
    tell({ is: 'clip', clip: id, frames: clip })
    return id
  }

  function makeLeg(id: LegId, before: Standing | null): SoundLeg {
    let opened = before?.opened ?? false
    let lost = before?.lost ?? false
    let remote = before?.remote ?? null
    let over = false
    let played: Played | null = null
    let listener: PacketListener | null = null
    const received = { rtp: 0, any: 0 }

    const order = (message: ToSound): void => {
      if (!over) tell(message)
    }
    async function question<T extends string | boolean | null>(make: (ask: number) => ToSound): Promise<T> {
      if (over) throw new SoundUnusable('the leg is closed')
      return ask<T>(make)
    }

    /** A programme that throws ends there. */
    function following({ programme }: Played): Clip | null {
      try {
        const next = programme.next()
        return next.done ? null : next.value
      } catch (fault) {
        onFault(fault as Error)
        return null
      }
    }

    const leg: SoundLeg = {
      id,
      offer: () => question<string>((ask) => ({ is: 'offer', leg: id, ask })),
      async accept(answered) {
        await question<null>((ask) => ({ is: 'accept', leg: id, remote: answered, ask }))
        remote = answered
      },
      async answer(offered) {
        const sdp = await question<string>((ask) => ({ is: 'answer', leg: id, remote: offered, ask }))
        remote = offered
        return sdp
      },
      get opened() {
        return opened
      },
      get remote() {
        return remote
      },
      get lost() {
        return lost
      },
      received,
      onOpen: () => {},
      onFailed: () => {},
      onFlood: () => {},
      onKey: () => {},
      pressKey: (key) => question<boolean>((ask) => ({ is: 'press', leg: id, key, ask })).catch(() => false),
      pass(to) {
        listener = typeof to === 'function' ? to : null
        if (to === null) return order({ is: 'pass', leg: id, to: null })
        if (listener) return order({ is: 'pass', leg: id, to: 'signalling' })
        const other = (to as SoundLeg).id
        if (known.has(other)) order({ is: 'pass', leg: id, to: other })
      },
      play(programme, onEnd) {
        if (over) return
        const now: Played = { run: nextId++, programme, onEnd }
        played = now
        const first = following(now)
        if (!first) {
          order({ is: 'stop', leg: id })
          played = null
          if (onEnd) queueMicrotask(onEnd)
          return
        }
        const { meanwhile } = programme
        order({ is: 'play', leg: id, run: now.run, clip: clipOf(first), meanwhile: meanwhile ? clipOf(meanwhile) : null })
      },
      stop() {
        if (!played) return
        played = null
        order({ is: 'stop', leg: id })
      },
      note: (text) => order({ is: 'note', leg: id, note: text }),
      close() {
        if (over) return
        order({ is: 'close', leg: id })
        over = true
        played = null
        listener = null
        known.delete(id)
      },
    }
    known.set(id, {
      leg,
      count(rtp, any, isLost) {
        received.rtp = rtp
        received.any = any
        lost = isLost
      },
      hear(message) {
        switch (message.is) {
          case 'up':
            opened = true
            return leg.onOpen()
          case 'broken':
            return leg.onFailed()
          case 'flooded':
            return leg.onFlood()
          case 'key':
            return leg.onKey(message.key)
          case 'packet': {
            const { payload, timestamp } = message
            return listener?.(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength), timestamp)
          }
          case 'wants': {
            if (played?.run !== message.run) return
            const clip = following(played)
            return order({ is: 'more', leg: id, run: message.run, clip: clip && clipOf(clip) })
          }
          case 'ended': {
            if (played?.run !== message.run) return
            const { onEnd } = played
            played = null
            return onEnd?.()
          }
          default:
            return assertUnreachable(message)
        }
      },
    })
    return leg
  }

  function settle(message: Extract<FromSound, { ask: number }>): void {
    const waiting = asked.get(message.ask)
    asked.delete(message.ask)
    if (message.is === 'done') waiting?.resolve(message.value)
    else waiting?.reject(new Error(message.why))
  }

  const opened = await new Promise<Extract<FromSound, { is: 'opened' }>>((resolve, reject) => {
    channel.onClosed(() => {
      closed = true
      const gone = new SoundUnusable('the process that carries sound is gone')
      for (const { reject: fail } of asked.values()) fail(gone)
      asked.clear()
      reject(gone)
    })
    channel.onMessage((message) => {
      switch (message.is) {
        case 'opened':
          return resolve(message)
        case 'unusable':
          return reject(new SoundUnusable(message.why))
        case 'done':
        case 'failed':
          return settle(message)
        case 'counts':
          for (const [id, rtp, any, lost] of message.counts) known.get(id)?.count(rtp, any, lost)
          return
        case 'fault':
          return onFault(new Error(message.why))
        case 'ping':
          return tell({ is: 'alive' })
        default:
          return known.get(message.leg)?.hear(message)
      }
    })
    channel.send({ is: 'open', port, address })
  })
  nextId = Math.max(nextId, opened.nextId)

  return {
    port: opened.port,
    left: opened.standing,
    leg() {
      const id = nextId++
      tell({ is: 'leg', leg: id })
      return makeLeg(id, null)
    },
    adopt: (standing) => makeLeg(standing.leg, standing),
    conference() {
      const room = nextId++
      const inside = new Set<Part>()
      return {
        join({ id }, { active = true } = {}) {
          tell({ is: 'join', room, leg: id, active })
          let is = active
          const part: Part = {
            setActive(wanted) {
              if (!inside.has(part) || wanted === is) return
              is = wanted
              tell({ is: 'active', room, leg: id, active: wanted })
            },
            leave() {
              if (inside.delete(part)) tell({ is: 'leave', room, leg: id })
            },
          }
          inside.add(part)
          return part
        },
        close() {
          for (const part of [...inside]) part.leave()
        },
      }
    },
    get legs() {
      return known.size
    },
    async close() {
      for (const { leg } of [...known.values()]) leg.close()
      closed = true
      channel.close()
    },
  }
}
