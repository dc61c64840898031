import { randomInt } from 'node:crypto'
import { Audio, PeerConnection } from 'node-datachannel'
import { pace } from '../../server/demo/pacer.ts'
import { readOggOpus } from '../../server/media/oggOpus.ts'
import { ROOT } from '../server/server.ts'
import { ADDRESS, NAME, NUMBER } from './markers.ts'
import { isReport, tellingPacket, tellingReport } from './tellingSound.ts'

const OPUS = 111
const SAMPLES_PER_FRAME = 960
/** A report goes with each so many packets. */
const REPORT_EVERY = 5

/** A real audio leg that names its user wherever there is room, and still connects. */
export interface TellingLeg {
  /** Our description, complete. */
  readonly description: string
  readonly ssrc: number
  accept(sdp: string): void
  /** RTP packets that have come in. */
  received(): number
  /** All that has come in, RTP and RTCP, decrypted. */
  readonly heard: readonly Buffer[]
  close(): void
}

/** Makes a leg that sounds as soon as it is connected: it offers, or answers this offer. Must be closed. */
export async function createTellingLeg(offer?: string): Promise<TellingLeg> {
  const frames = await readOggOpus(`${ROOT}server/media/prompts/sv/welcome.ogg`)
  const peer = new PeerConnection('', { iceServers: [], disableAutoNegotiation: true })
  const opus = Number(/^a=rtpmap:(\d+) opus/m.exec(offer ?? '')?.[1] ?? OPUS)
  const audio = new Audio(/^a=mid:(\S+)/m.exec(offer ?? '')?.[1] ?? `m${NUMBER}`, 'SendRecv')
  const ssrc = randomInt(1, 2 ** 32)
  const heard: Buffer[] = []
  let stop = () => {}
  audio.addOpusCodec(opus)
  audio.addSSRC(ssrc, `${NUMBER}@${ADDRESS}`, `stream-${NUMBER}`, `track-${NUMBER}`)
  // An answerer waits to be knocked at: so it begins DTLS when its answer has come there.
  if (offer) peer.setRemoteDescription(readable(offer).replace(/^a=candidate:.*\r?\n/gm, ''), 'offer')
  const track = peer.addTrack(audio)
  track.onMessage((packet) => heard.push(Buffer.from(packet)))
  track.onOpen(() => {
    stop = pace(() => track.isOpen() && speak())
  })
  const gathered = new Promise<void>((resolve) => {
    peer.onGatheringStateChange((state) => {
      if (state === 'complete') resolve()
    })
  })
  peer.setLocalDescription(offer ? 'answer' : 'offer', { iceUfrag: `uf${NUMBER}`, icePwd: `pw${NUMBER}${NUMBER}${NUMBER}` })
  await gathered
  const description = peer.localDescription()?.sdp ?? ''
  if (!description.includes(`a=ice-ufrag:uf${NUMBER}`)) throw new Error('the description does not carry the marked ufrag')

  let sent = 0
  let bytes = 0
  function speak(): void {
    const payload = frames[sent % frames.length] as Buffer
    track.sendMessageBinary(tellingPacket(opus, sent, sent * SAMPLES_PER_FRAME, ssrc, payload))
    bytes += payload.length
    if (++sent % REPORT_EVERY === 0) track.sendMessageBinary(tellingReport(ssrc, sent * SAMPLES_PER_FRAME, sent, bytes))
  }

  return {
    description,
    ssrc,
    accept: (sdp) => peer.setRemoteDescription(readable(sdp), 'answer'),
    received: () => heard.filter((packet) => !isReport(packet)).length,
    heard,
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

/** libdatachannel refuses feedback lines. */
function readable(sdp: string): string {
  return sdp.replace(/^a=rtcp-fb:.*\r?\n/gm, '')
}
