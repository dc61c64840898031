import { randomInt } from 'node:crypto'
import { Audio, PeerConnection, type Track } from 'node-datachannel'
import { pace } from '../../server/demo/pacer.ts'
import { readOggOpus } from '../../server/media/oggOpus.ts'
import { ROOT } from '../server/server.ts'
import { ADDRESS, NAME, NUMBER } from './markers.ts'

const OPUS = 111
const SAMPLES_PER_FRAME = 960

/** A header extension (RFC 8285) that says who speaks, twelve bytes after its own four. */
const EXTENSION = Buffer.concat([Buffer.from([0xbe, 0xde, 0, 3, 0x1a]), Buffer.from(NUMBER.padEnd(11))])

/** A real audio leg whose description names its user wherever there is room, and still connects. */
export interface TellingLeg {
  /** Our description, complete. */
  readonly description: string
  accept(sdp: string): void
  /** RTP packets that have come in. */
  received(): number
  close(): void
}

/** Makes a leg that sounds as soon as it is connected. Must be closed. */
export async function createTellingLeg(): Promise<TellingLeg> {
  const frames = await readOggOpus(`${ROOT}server/media/prompts/sv/welcome.ogg`)
  const peer = new PeerConnection('', { iceServers: [], disableAutoNegotiation: true })
  const audio = new Audio(`m${NUMBER}`, 'SendRecv')
  const ssrc = randomInt(1, 2 ** 32)
  audio.addOpusCodec(OPUS)
  audio.addSSRC(ssrc, `${NUMBER}@${ADDRESS}`, `stream-${NUMBER}`, `track-${NUMBER}`)
  const track = peer.addTrack(audio)
  let received = 0
  let stop = () => {}
  track.onMessage((packet) => {
    const kind = packet[1] ?? 0
    if (kind < 192 || kind > 223) received++
  })
  track.onOpen(() => {
    stop = pace(speaker(track, ssrc, frames))
  })
  const gathered = new Promise<void>((resolve) => {
    peer.onGatheringStateChange((state) => {
      if (state === 'complete') resolve()
    })
  })
  peer.setLocalDescription('offer', { iceUfrag: `uf${NUMBER}`, icePwd: `pw${NUMBER}${NUMBER}${NUMBER}` })
  await gathered
  const own = peer.localDescription()?.sdp ?? ''
  if (!own.includes(`a=ice-ufrag:uf${NUMBER}`)) throw new Error('the description does not carry the marked ufrag')
  return {
    description: telling(own),
    accept: (sdp) => peer.setRemoteDescription(sdp.replace(/^a=rtcp-fb:.*\r?\n/gm, ''), 'answer'),
    received: () => received,
    close() {
      stop()
      peer.close()
    },
  }
}

/** Further places of a session description in which a client may name its user. */
export function telling(sdp: string): string {
  return sdp
    .replace(/^o=.*$/m, `o=${NUMBER} ${NUMBER.slice(2)} 1 IN IP4 ${ADDRESS}`)
    .replace(/^s=.*$/m, `s=${NAME} ${NUMBER}\r\ni=${NAME}\r\ne=${NUMBER}@${ADDRESS}\r\np=+${NUMBER}`)
    .replace(/^c=IN IP4 .*$/gm, `c=IN IP4 ${ADDRESS}`)
    .replace(/^(a=candidate:.*)$/m, `$1\r\na=candidate:9 1 UDP 1 ${ADDRESS} 9 typ srflx raddr ${ADDRESS} rport 9`)
}

function speaker(track: Track, ssrc: number, frames: readonly Buffer[]): () => void {
  let count = 0
  return () => {
    const payload = frames[count % frames.length]
    if (!payload || !track.isOpen()) return
    const packet = Buffer.alloc(12 + EXTENSION.length + payload.length)
    packet[0] = 0x90
    packet[1] = OPUS
    packet.writeUInt16BE(count & 0xffff, 2)
    packet.writeUInt32BE((count * SAMPLES_PER_FRAME) >>> 0, 4)
    packet.writeUInt32BE(ssrc, 8)
    EXTENSION.copy(packet, 12)
    payload.copy(packet, 12 + EXTENSION.length)
    count++
    track.sendMessageBinary(packet)
  }
}
