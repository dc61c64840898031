import { Audio, PeerConnection, type Track } from 'node-datachannel'
import { createKeyPresser } from './keyPresser.ts'
import { createKeyReader, isKey, type Key, type KeyFormat, OFFERED_KEYS } from './keys.ts'
import { type Direction, directionFor, type LocalAudio, readLocal, writeLocal } from './localSdp.ts'
import { createPace } from './pace.ts'
import { ALONE, OPUS_FORMAT, type RemoteAudio, remoteSdp } from './remoteAudio.ts'
import { bare, createRtpLine, isRtp, type RtpLine, randomUint } from './rtp.ts'

/*
 * DTLS is always begun by us (unless the other end insists): we know of no candidates and so see the path last; when we speak,
 * the other end listens. The other way round its first flight often meets nobody, and libdatachannel repeats only after a second.
 */

/** Payload type that we offer for Opus; an answerer uses the offerer's. */
const OFFERED_OPUS = 111

/** Where media goes in and out. */
export interface MediaPort {
  /** One UDP port for every leg. */
  readonly port: number
  /** Address to bind; undefined means every address of the machine. */
  readonly bind: string | undefined
  /** Address to write into descriptions instead of the gathered ones; null for those. */
  readonly advertise: string | null
}

/**
 * One end's audio, anchored here: ICE, DTLS and SRTP towards one browser or trunk. Two legs know nothing of each other;
 * whoever bridges them hands packets over.
 *
 *   made -> (offer | answer) -> open -> closed
 *
 * A leg lives until `close`; its packets stop then.
 */
export interface Leg {
  /** Our offer, for an end that we call, or to begin anew. Throws when the leg is closed. */
  offer(): string
  /**
   * The other end's answer to our offer; again, when the final answer repeats what came with early media. Throws when libdatachannel cannot
   * use it, and when it is another end's than before: then a new offer is needed.
   */
  accept(remote: RemoteAudio): void
  /** Our answer to the other end's offer: the first, one that changes direction (hold), or one that restarts ICE. Throws when it cannot be used. */
  answer(remote: RemoteAudio): string
  /** Whether media could flow once. */
  readonly opened: boolean
  /** What the other end said last of its direction; null before. */
  readonly remote: RemoteAudio | null
  /** The other end has closed its connection, or ICE has given it up: nothing more comes unless it offers anew. */
  readonly lost: boolean
  /** Packets received so far, within the pace of a telephone: RTP, and RTCP or RTP. A count that stands still is a lost medium. */
  readonly received: { readonly rtp: number; readonly any: number }
  /** Called once, when media can flow for the first time. */
  onOpen: () => void
  /** Called when a connection has failed before media could flow: a new `offer` or `answer` begins anew. */
  onFailed: () => void
  /** Called once, when far more packets have come than any telephone sends. Those above a telephone's pace go nowhere. */
  onFlood: () => void
  /** Every RTP packet that comes in, as bytes that the callee may change. */
  onRtp: ((packet: Buffer) => void) | null
  /** Called once for each key that is pressed, as a telephone's keypad does (RFC 4733). Keys go nowhere else, to no other leg and no log. */
  onKey: ((key: Key) => void) | null
  /** Presses a key at the other end, one of KEYS. False for anything else, and when that end takes no keys or media does not flow. */
  pressKey(key: string): boolean
  /** Sends a packet of another leg; `source` names the sender, so that the numbering goes on without a gap when it changes. */
  relay(packet: Buffer, source: number): void
  /** Sends one 20 ms Opus frame of our own. */
  play(frame: Buffer, source: number): void
  /** Number of this leg as a source. */
  readonly source: number
  close(): void
}

let nextSource = 1

export function createLeg(media: MediaPort): Leg {
  const ssrc = randomUint(32) || 1
  let connection: PeerConnection | null = null
  let track: Track | null = null
  let line: RtpLine | null = null
  let local: LocalAudio | null = null
  let remote: RemoteAudio | null = null
  /** The answer that the present connection runs by; null while it has none, or is one that we answered. */
  let accepted: RemoteAudio | null = null
  let version = 0
  let everOpen = false
  let closed = false
  let lost = false
  /** Whether the track is open; asked for each packet, so it is not asked of the library. */
  let flowing = false
  const received = { rtp: 0, any: 0 }
  const pace = createPace()
  let floodTold = false
  let keys: KeyFormat | null = null
  let readKey: ((packet: Buffer) => void) | null = null

  /** What the other end said of its keys, in its offer or answer, holds until it says anew. */
  function heed(said: RemoteAudio): void {
    remote = said
    if (said.keys?.payload !== keys?.payload || said.keys?.clock !== keys?.clock)
      readKey = said.keys && createKeyReader(said.keys, (key) => leg.onKey?.(key))
    keys = said.keys
  }

  const presser = createKeyPresser(
    () => line?.timeAt(performance.now()) ?? 0,
    (payload, body, timestamp, first) => {
      if (flowing && line && track) send(track, line.insert(payload, body, timestamp, first))
    },
  )

  function listen(of: PeerConnection, to: Track, opus: number): void {
    to.onMessage((packet) => {
      if (closed || connection !== of) return
      if (!pace.allows(performance.now())) {
        if (!pace.flooded || floodTold) return
        floodTold = true
        return leg.onFlood()
      }
      received.any += 1
      if (!isRtp(packet)) return
      received.rtp += 1
      if (keys && ((packet[1] as number) & 0x7f) === keys.payload) return readKey?.(packet)
      const passed = leg.onRtp && bare(packet, opus)
      if (passed) leg.onRtp?.(passed)
    })
    to.onOpen(() => {
      if (closed || connection !== of) return
      flowing = true
      if (everOpen) return
      everOpen = true
      leg.onOpen()
    })
  }

  /** A fresh peer connection; a former one ends with it. libdatachannel has no ICE restart, so a restart is a new connection behind the same leg. */
  function connect(mid: string, opus: number, remoteOffer: RemoteAudio | null): LocalAudio {
    const before = connection
    const made = new PeerConnection('leg', {
      iceServers: [],
      enableIceUdpMux: true,
      portRangeBegin: media.port,
      portRangeEnd: media.port,
      disableAutoNegotiation: true,
      ...(media.bind === undefined ? {} : { bindAddress: media.bind }),
    })
    let failed = false
    made.onStateChange((state) => {
      if (state === 'new' || state === 'connecting' || state === 'connected') return
      if (failed || closed || connection !== made) return
      failed = true
      if (everOpen) lost = true
      else leg.onFailed()
    })
    const audio = new Audio(mid, 'SendRecv')
    audio.addAudioCodec(opus, 'opus/48000/2', OPUS_FORMAT)
    audio.addSSRC(ssrc, 'lyhord', 'lyhord', 'audio')
    try {
      if (remoteOffer) made.setRemoteDescription(remoteSdp(remoteOffer), 'offer')
      const added = made.addTrack(audio)
      connection = made
      track = added
      line ??= createRtpLine(ssrc, opus)
      listen(made, added, opus)
      made.setLocalDescription(remoteOffer ? 'answer' : 'offer')
      // Host addresses alone are gathered before this returns.
      local = readLocal(made.localDescription()?.sdp ?? '', opus, ssrc, media.advertise)
    } catch (fault) {
      connection = before
      made.close()
      throw fault
    }
    before?.close()
    accepted = null
    lost = false
    flowing = false
    return local
  }

  function describe(own: LocalAudio, direction: Direction): string {
    const keys = remote === null ? OFFERED_KEYS : remote.keys ? [remote.keys] : []
    return writeLocal(own, { direction, version: ++version, keys, shape: remote ?? ALONE })
  }

  const leg: Leg = {
    source: nextSource++,
    get opened() {
      return everOpen
    },
    get remote() {
      return remote
    },
    received,
    onOpen: () => {},
    onFailed: () => {},
    onFlood: () => {},
    onRtp: null,
    onKey: null,
    get lost() {
      return lost
    },
    offer() {
      if (closed) throw new Error('offer after close')
      // What was agreed once stays (RFC 3264, 8.3.2).
      local = { ...connect(local?.mid ?? '0', local?.opus ?? OFFERED_OPUS, null), setup: 'active' }
      return describe(local, 'sendrecv')
    },
    accept(answered) {
      if (!connection) throw new Error('accept before offer')
      // The final answer repeats what came with early media.
      if (!accepted || !sameEnd(answered, accepted)) connection.setRemoteDescription(remoteSdp(answered), 'answer')
      accepted = answered
      heed(answered)
    },
    answer(offered) {
      const restarted = remote === null || remote.ufrag !== offered.ufrag || remote.pwd !== offered.pwd
      if (restarted || !local) local = connect(offered.mid, offered.opus, offered)
      heed(offered)
      return describe(local, directionFor(offered))
    },
    pressKey: (key) => flowing && keys !== null && isKey(key) && presser.press(key, keys),
    relay(packet, source) {
      if (!flowing || !line || !track) return
      line.relay(packet, source, performance.now())
      send(track, packet)
    },
    play(frame, source) {
      if (!flowing || !line || !track) return
      send(track, line.wrap(frame, source, performance.now()))
    },
    close() {
      if (closed) return
      closed = true
      flowing = false
      leg.onRtp = null
      leg.onKey = null
      presser.close()
      track?.close()
      connection?.close()
      connection = null
      track = null
    },
  }

  /** A track that has just closed throws before it says so. */
  function send(to: Track, packet: Buffer): void {
    try {
      to.sendMessageBinary(packet)
    } catch {
      flowing = false
    }
  }

  return leg
}

function sameEnd(a: RemoteAudio, b: RemoteAudio): boolean {
  return a.ufrag === b.ufrag && a.pwd === b.pwd && a.fingerprint.value === b.fingerprint.value
}

/**
 * Takes the media port and holds it until `close`, so that it is ours also while no call is there.
 * Throws when no address of this machine can be used.
 */
export function holdMediaPort(media: MediaPort): { close(): void } {
  const keeper = createLeg(media)
  try {
    keeper.offer()
  } catch (fault) {
    keeper.close()
    throw fault
  }
  return keeper
}
