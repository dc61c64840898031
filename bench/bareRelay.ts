/**
 * What bench/relay is measured against: libdatachannel with two legs a call and bytes handed over, nothing else. No SIP, no queue, no
 * record, no numbering of its own. Gets two offers for a call, answers them, bridges; says both answers.
 */
import { Audio, PeerConnection, type Track } from 'node-datachannel'

const OPUS = 111
const PORT = 41_900
/** Kept for as long as the process lives: what nobody holds is collected, and its audio with it. */
const held: PeerConnection[] = []

function answer(offer: string, ssrc: number): { readonly track: Track; readonly sdp: string } {
  const peer = new PeerConnection('', {
    iceServers: [],
    disableAutoNegotiation: true,
    enableIceUdpMux: true,
    portRangeBegin: PORT,
    portRangeEnd: PORT,
  })
  held.push(peer)
  const audio = new Audio('0', 'SendRecv')
  audio.addOpusCodec(OPUS)
  audio.addSSRC(ssrc, 'a', 'a', 'a')
  peer.setRemoteDescription(offer, 'offer')
  const track = peer.addTrack(audio)
  peer.setLocalDescription('answer')
  return { track, sdp: peer.localDescription()?.sdp ?? '' }
}

process.on('message', ({ offers }: { readonly offers: readonly [string, string] }) => {
  const ssrcs = [held.length + 1, held.length + 2] as const
  const a = answer(offers[0], ssrcs[0])
  const b = answer(offers[1], ssrcs[1])
  const hand = (to: Track, ssrc: number) => (packet: Buffer) => {
    if (!to.isOpen() || (packet[1] ?? 0) >= 192) return
    packet.writeUInt32BE(ssrc, 8)
    to.sendMessageBinary(packet)
  }
  a.track.onMessage(hand(b.track, ssrcs[1]))
  b.track.onMessage(hand(a.track, ssrcs[0]))
  process.send?.([a.sdp, b.sdp])
})

// A load whose measurement is gone goes too.
process.once('disconnect', () => process.exit(1))
