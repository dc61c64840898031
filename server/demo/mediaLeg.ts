import { randomInt } from 'node:crypto'
import { Audio, PeerConnection, type Track } from 'node-datachannel'
import { pace } from './pacer.ts'

const SAMPLES_PER_FRAME = 960
const OFFERED_TYPE = 111
const EVENT_TYPE = 110
const KEYS = '0123456789*#'
/** A key is down for three packets, the last of which says that it ended. */
const KEY_PACKETS = 3
const CANDIDATE = /^a=candidate:.*\r?\n/gm
/**
 * An answerer knocks at the far end only when its answer must have come there. On one machine, path and DTLS can otherwise be
 * up before libdatachannel has stored the answer, and it takes the certificate for a stranger's.
 */
const KNOCK_MS = 60

export interface MediaStats {
  readonly sent: number
  readonly received: number
  /** Packets that the sequence numbers say are missing. */
  readonly lost: number
}

export interface MediaLegOptions {
  /** Next Opus payload of 20 ms; null sends nothing this time. */
  readonly next: () => Buffer | null
  /** Hears each received Opus payload as it comes. */
  readonly onFrame?: (payload: Buffer) => void
  /** Packets each 20 ms; more than one only to measure what a flood does. */
  readonly packetsAtOnce?: number
}

export interface MediaLeg {
  /** Our offer, with all candidates in it. */
  offer(): Promise<string>
  /** Takes the far end's answer to our offer; throws on one that cannot be read. */
  accept(sdp: string): void
  /** Our answer to the far end's offer, with all candidates in it; throws on one that cannot be read. */
  answer(sdp: string): Promise<string>
  /** Whether an offer within the call begins ICE anew, and so needs an `answer` of its own. */
  restarts(sdp: string): boolean
  /** The description we sent last, to repeat in a re-INVITE; empty before the first. */
  local(): string
  /** Presses a key of the telephone (RFC 4733), once sound can go; only after an offer of ours. */
  press(key: string): void
  stats(): MediaStats
  close(): void
}

/** One WebRTC audio leg that sends ready-made Opus frames as soon as it is connected. Must be closed. */
export function createMediaLeg(options: MediaLegOptions): MediaLeg {
  const connect = () => new PeerConnection('', { iceServers: [], disableAutoNegotiation: true })
  let peer = connect()
  let remoteUfrag = ''
  const ssrc = randomInt(1, 2 ** 32)
  let type = OFFERED_TYPE
  let track: Track | undefined
  let stopSending = () => {}
  let knockLater: NodeJS.Timeout | undefined
  let description = ''
  let sequence = randomInt(2 ** 15)
  let timestamp = randomInt(2 ** 31)
  const keys: { readonly event: number; sent: number; timestamp: number }[] = []
  let sent = 0
  let received = 0
  let first = -1
  let highest = -1

  function addTrack(mid: string): void {
    const audio = new Audio(mid, 'SendRecv')
    audio.addOpusCodec(type)
    audio.addAudioCodec(EVENT_TYPE, 'telephone-event/48000')
    audio.addSSRC(ssrc, 'audio', 'audio', 'audio')
    track = peer.addTrack(audio)
    track.onMessage(receive)
    track.onOpen(() => {
      stopSending()
      stopSending = pace(() => {
        for (let packets = options.packetsAtOnce ?? 1; packets > 0; packets--) send()
      })
    })
  }

  function send(): void {
    timestamp = (timestamp + SAMPLES_PER_FRAME) >>> 0
    if (!track?.isOpen()) return
    const pressed = keys[0]
    if (pressed) {
      pressed.sent++
      const ended = pressed.sent === KEY_PACKETS
      pressed.timestamp ||= timestamp
      const body = Buffer.from([pressed.event, (ended ? 0x80 : 0) | 10, 0, 0])
      body.writeUInt16BE(pressed.sent * SAMPLES_PER_FRAME, 2)
      if (ended) keys.shift()
      return sendPacket(EVENT_TYPE | (pressed.sent === 1 ? 0x80 : 0), pressed.timestamp, body)
    }
    const payload = options.next()
    if (payload) sendPacket(type | (sent === 0 ? 0x80 : 0), timestamp, payload)
  }

  function sendPacket(second: number, at: number, payload: Buffer): void {
    if (!track) return
    sequence = (sequence + 1) & 0xffff
    const packet = Buffer.allocUnsafe(12 + payload.length)
    packet[0] = 0x80
    packet[1] = second
    packet.writeUInt16BE(sequence, 2)
    packet.writeUInt32BE(at, 4)
    packet.writeUInt32BE(ssrc, 8)
    payload.copy(packet, 12)
    track.sendMessageBinary(packet)
    sent++
  }

  function receive(packet: Buffer): void {
    const kind = packet[1] ?? 0
    if (packet.length < 12 || (kind >= 192 && kind <= 223)) return
    const number = packet.readUInt16BE(2)
    if (first < 0) {
      first = number
      highest = number
    } else {
      const ahead = (number - highest) & 0xffff
      if (ahead < 0x8000) highest += ahead
    }
    received++
    options.onFrame?.(packet.subarray(payloadStart(packet)))
  }

  async function writeDescription(kind: 'offer' | 'answer'): Promise<string> {
    const gathered = new Promise<void>((resolve) => {
      peer.onGatheringStateChange((state) => {
        if (state === 'complete') resolve()
      })
    })
    peer.setLocalDescription(kind)
    await gathered
    description = peer.localDescription()?.sdp ?? ''
    return description
  }

  return {
    offer() {
      addTrack('0')
      return writeDescription('offer')
    },
    accept(sdp) {
      type = opusType(sdp)
      remoteUfrag = ufragOf(sdp)
      peer.setRemoteDescription(readable(sdp), 'answer')
    },
    async answer(sdp) {
      type = opusType(sdp)
      if (remoteUfrag !== '') {
        peer.close()
        peer = connect()
      }
      remoteUfrag = ufragOf(sdp)
      const mid = /^a=mid:(\S+)/m.exec(sdp)?.[1] ?? '0'
      addTrack(mid)
      peer.setRemoteDescription(readable(sdp).replace(CANDIDATE, ''), 'offer')
      const written = await writeDescription('answer')
      clearTimeout(knockLater)
      knockLater = setTimeout(() => {
        for (const [line] of sdp.matchAll(CANDIDATE)) peer.addRemoteCandidate(line.trim(), mid)
      }, KNOCK_MS)
      return written
    },
    restarts: (sdp) => /^m=audio/m.test(sdp) && ufragOf(sdp) !== remoteUfrag,
    local: () => description,
    press(key) {
      const event = KEYS.indexOf(key)
      if (event >= 0) keys.push({ event, sent: 0, timestamp: 0 })
    },
    stats: () => ({ sent, received, lost: first < 0 ? 0 : Math.max(0, highest - first + 1 - received) }),
    close() {
      clearTimeout(knockLater)
      stopSending()
      peer.close()
    },
  }
}

/** The library refuses descriptions with feedback lines, which an audio leg does not need. */
function readable(sdp: string): string {
  return sdp.replace(/^a=rtcp-fb:.*\r?\n/gm, '')
}

function ufragOf(sdp: string): string {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? ''
}

function opusType(sdp: string): number {
  const type = /^a=rtpmap:(\d+) opus\/48000/im.exec(sdp)?.[1]
  if (!type) throw new Error('the far end offers no Opus')
  return Number(type)
}

function payloadStart(packet: Buffer): number {
  const first = packet[0] ?? 0
  const afterSources = 12 + 4 * (first & 0x0f)
  return first & 0x10 ? afterSources + 4 + 4 * packet.readUInt16BE(afterSources + 2) : afterSources
}
