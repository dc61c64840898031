import { Audio, PeerConnection, type Track } from 'node-datachannel'
import { expect, onTestFinished, test, vi } from 'vitest'
import { holdProgramme } from '../media/programmes.ts'
import type { RemoteAudio } from '../media/remoteAudio.ts'
import { openSoundHere } from '../media/sound/here.ts'
import type { SoundLeg } from '../media/sound/sound.ts'
import type { Dialog } from '../sip/dialog.ts'
import { readSdp } from '../sip/sdp.ts'
import { reofferUntilOpen, reofferWhenFailed } from './reoffer.ts'

/** Sooner than in earnest. */
const LATE_MS = [50, 2_000]

const read = (sdp: string): RemoteAudio => {
  const audio = readSdp(sdp)
  if ('status' in audio) throw new Error('unreadable')
  return audio
}

async function leg(): Promise<SoundLeg> {
  const sound = await openSoundHere({ port: 0, address: '127.0.0.1' })
  onTestFinished(() => sound.close())
  return sound.leg()
}

/** The border, with its own words for what is agreed. Each offer to it is answered by a connection of its own, as rtpengine's is then. */
function border() {
  const connections: PeerConnection[] = []
  let heard: (packet: Buffer) => void = () => {}
  onTestFinished(() => {
    for (const each of connections) each.close()
  })
  function connect(): { readonly connection: PeerConnection; addTrack(): Track } {
    const connection = new PeerConnection('border', { iceServers: [], disableAutoNegotiation: true, bindAddress: '127.0.0.1' })
    connections.push(connection)
    const audio = new Audio('sound', 'SendRecv')
    audio.addAudioCodec(96, 'opus/48000/2')
    audio.addSSRC(4711, 'a', 'a', 'a')
    return {
      connection,
      addTrack() {
        const track = connection.addTrack(audio)
        track.onMessage((packet) => heard(packet))
        return track
      },
    }
  }
  return {
    offer(): string {
      const { connection, addTrack } = connect()
      addTrack()
      connection.setLocalDescription('offer')
      return connection.localDescription()?.sdp ?? ''
    },
    answer(sdp: string): string {
      const { connection, addTrack } = connect()
      connection.setRemoteDescription(sdp, 'offer')
      addTrack()
      connection.setLocalDescription('answer')
      return connection.localDescription()?.sdp ?? ''
    },
    nextPacket: () => new Promise<Buffer>((resolve) => (heard = resolve)),
  }
}

/** A dialog with the border that keeps what is offered in it. */
function dialogWith({ answer }: ReturnType<typeof border>) {
  const offers: string[] = []
  const made: Pick<Dialog, 'reoffer'> = {
    reoffer(sdp, onAnswer) {
      offers.push(sdp)
      onAnswer(read(answer(sdp)))
    },
  }
  return { offers, dialog: made as Dialog }
}

test('a leg that does not come up begins anew with what was agreed, and sound flows', async () => {
  const far = border()
  const { offers, dialog } = dialogWith(far)
  const mine = await leg()
  // The border never hears of this answer: as good as a handshake whose end is lost.
  await mine.answer(read(far.offer()))
  const opened = new Promise<void>((resolve) => (mine.onOpen = resolve))
  reofferUntilOpen(mine, () => dialog, LATE_MS)
  await opened
  expect(mine.opened).toBe(true)
  expect(offers[0]).toContain('m=audio 9 UDP/TLS/RTP/SAVPF 96\r\n')
  expect(offers[0]).toContain('a=mid:sound\r\n')

  const heard = far.nextPacket()
  mine.play(holdProgramme([Buffer.from('78c04c5948', 'hex')]))
  const packet = await heard
  expect([(packet[1] as number) & 0x7f, packet.subarray(12).toString('hex')]).toEqual([96, '78c04c5948'])
})

test('a leg that is open is left alone, and so is one that is closed', async () => {
  const { offers, dialog } = dialogWith(border())
  const [open, closed] = [await leg(), await leg()]
  const opened = new Promise<void>((resolve) => (open.onOpen = resolve))
  reofferWhenFailed(open, () => dialog)()
  await closed.offer()
  closed.close()
  await opened
  const before = offers.length
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  for (const each of [open, closed]) reofferUntilOpen(each, () => dialog)
  vi.runAllTimers()
  expect(offers).toHaveLength(before)
})
