import type { Leg } from './leg.ts'
import type { FromSound, RoomId } from './mix/messages.ts'
import type { PartyId } from './mix/room.ts'
import { nextSoundId, useSoundThread } from './mix/thread.ts'

/** One conversation of three or more: every party hears all the others, nobody hears themself. Lives until `close`. */
export interface Conference {
  /**
   * Takes part from now on: the leg's packets are mixed (its `onRtp` is taken over), and it gets the mix of the others.
   * `active` false: on hold from the start, neither heard nor hearing.
   */
  join(leg: Leg, options?: { readonly active?: boolean }): Part
  /** Everybody leaves. */
  close(): void
}

/** One leg's part in a conference. */
export interface Part {
  /** False: on hold, neither heard nor hearing; the leg may be played to meanwhile. */
  setActive(active: boolean): void
  /** Takes no more part; the leg lives on, with nobody listening to it. A second time does nothing. */
  leave(): void
}

export interface Mixer {
  conference(): Conference
  /** Closes all conferences, and resolves when their thread has ended, unless others still use it. */
  close(): Promise<void>
}

/**
 * Source numbers of mixed frames (legs count from 1, the player is 0, no source is -1). A spell of sound after a silence is
 * a new source to the leg, which then lets the silence pass as time.
 */
const MIX_SOURCES = [-2, -3] as const

interface Member {
  readonly room: RoomId
  readonly leg: Leg
  active: boolean
  spell: 0 | 1
}

/**
 * Mixes in the sound thread. Nothing of a party's packets but its voice reaches another: what is sent is encoded anew.
 * `onFault` hears why the thread has failed; it begins anew by itself, and the conferences go on after about a second.
 */
export function createMixer(onFault: (fault: Error) => void = (fault) => process.emitWarning(fault)): Mixer {
  const members = new Map<PartyId, Member>()

  function deliver(message: FromSound): void {
    if (message.is !== 'frames') return
    for (const { party, frame, begins } of message.frames) {
      const member = members.get(party)
      // A frame that was under way when its listener left or was put on hold.
      if (!member?.active) continue
      if (begins) member.spell = member.spell === 0 ? 1 : 0
      member.leg.play(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength), MIX_SOURCES[member.spell])
    }
  }

  const thread = useSoundThread({
    hear: deliver,
    restarted() {
      for (const [party, { room, active }] of members) thread.tell({ is: 'join', room, party, active })
    },
    failed: onFault,
  })

  function takePart(room: RoomId, leg: Leg, active: boolean): Part {
    const party = nextSoundId()
    const member: Member = { room, leg, active, spell: 0 }
    members.set(party, member)
    thread.tell({ is: 'join', room, party, active })
    const listen = (packet: Buffer): void => {
      // A copy of its own: of a view, the thread would get all that lies beside it as well.
      if (member.active) thread.tell({ is: 'packet', party, packet: new Uint8Array(packet) })
    }
    leg.onRtp = listen
    return {
      setActive(wanted) {
        if (!members.has(party) || member.active === wanted) return
        member.active = wanted
        thread.tell({ is: 'active', party, active: wanted })
      },
      leave() {
        if (!members.delete(party)) return
        if (leg.onRtp === listen) leg.onRtp = null
        thread.tell({ is: 'leave', party })
      },
    }
  }

  const conferences = new Set<Conference>()
  return {
    conference() {
      const room = nextSoundId()
      const parts: Part[] = []
      const conference: Conference = {
        join(leg, { active = true } = {}) {
          const part = takePart(room, leg, active)
          parts.push(part)
          return part
        },
        close() {
          for (const part of parts.splice(0)) part.leave()
          conferences.delete(conference)
        },
      }
      conferences.add(conference)
      return conference
    },
    close() {
      for (const conference of conferences) conference.close()
      return thread.close()
    },
  }
}
