import { Audio, PeerConnection, type Track } from 'node-datachannel'
import { afterEach, describe, expect, it } from 'vitest'
import { readSdp } from '../sip/sdp.ts'
import { fuzzSdp } from '../sip/testing/fuzzSdp.ts'
import { createKeyReader } from './keys.ts'
import { createLeg, type Leg } from './leg.ts'
import type { RemoteAudio } from './remoteAudio.ts'
import { isRtp } from './rtp.ts'

const SSRC = 4711
const OPUS = 109

const undo: (() => void)[] = []
afterEach(() => {
  for (const step of undo.splice(0).reverse()) step()
})

/** The other end: a peer of its own that sends what bytes it is told. */
function createPeer(): {
  readonly offer: () => string
  readonly accept: (sdp: string) => void
  readonly answer: (sdp: string) => string
  open: Promise<Track>
} {
  const peer = new PeerConnection('peer', { iceServers: [], disableAutoNegotiation: true, bindAddress: '127.0.0.1' })
  undo.push(() => peer.close())
  const audio = new Audio('0', 'SendRecv')
  audio.addAudioCodec(OPUS, 'opus/48000/2')
  audio.addSSRC(SSRC, 'a', 'a', 'a')
  const add = (): Promise<Track> => {
    const track = peer.addTrack(audio)
    return new Promise((resolve) => track.onOpen(() => resolve(track)))
  }
  const described = (): string => peer.localDescription()?.sdp ?? ''
  const made = {
    open: new Promise<Track>(() => {}),
    offer() {
      made.open = add()
      peer.setLocalDescription('offer')
      return described()
    },
    accept: (sdp: string) => peer.setRemoteDescription(sdp, 'answer'),
    answer(sdp: string) {
      peer.setRemoteDescription(sdp, 'offer')
      made.open = add()
      peer.setLocalDescription('answer')
      return described()
    },
  }
  return made
}

const withKeys = (sdp: string, payload: number, clock: number): string =>
  `${sdp.replace(/^(m=audio .*)$/m, `$1 ${payload}`).trimEnd()}\r\na=rtpmap:${payload} telephone-event/${clock}\r\n`
const read = (sdp: string): RemoteAudio => {
  const audio = readSdp(sdp)
  if ('status' in audio) throw new Error('unreadable')
  return audio
}
const leg = (): Leg => {
  const made = createLeg({ port: 0, bind: '127.0.0.1', advertise: null })
  made.onOpen = () => open.add(made)
  undo.push(() => made.close())
  return made
}

/** Resolves when media can flow to the other end. */
const opened = (of: Leg): Promise<void> =>
  new Promise((resolve) => {
    if (open.has(of)) return resolve()
    of.onOpen = resolve
  })
const open = new Set<Leg>()
let sequence = 0
const rtp = (payload: number, timestamp: number, body: string): Buffer => {
  const bytes = Buffer.alloc(12 + body.length / 2)
  bytes[0] = 0x80
  bytes[1] = payload
  bytes.writeUInt16BE(sequence++, 2)
  bytes.writeUInt32BE(timestamp, 4)
  bytes.writeUInt32BE(SSRC, 8)
  bytes.write(body, 12, 'hex')
  return bytes
}

describe('keys that the other end presses', () => {
  it.each([
    [101, 8000],
    [110, 48_000],
  ])('come through the media library as payload %i at %i Hz, and reach nobody but who asks for keys', async (payload, clock) => {
    const mine = leg()
    const peer = createPeer()
    const answer = mine.answer(read(withKeys(peer.offer(), payload, clock)))
    expect(answer).toContain(`m=audio 9 UDP/TLS/RTP/SAVPF ${OPUS} ${payload}\r\n`)
    expect(answer).toContain(`a=rtpmap:${payload} telephone-event/${clock}\r\n`)
    const relayed: number[] = []
    const pressed = new Promise((resolve) => {
      let keys = ''
      mine.onKey = (key) => {
        keys += key
        if (keys.length === 2) resolve(keys)
      }
    })
    mine.onRtp = (packet) => relayed.push((packet[1] as number) & 0x7f)
    peer.accept(answer)
    const track = await peer.open
    track.sendMessageBinary(rtp(OPUS, 1000, '78c04c5948'))
    for (let i = 0; i < 3; i++) track.sendMessageBinary(rtp(payload, 2000, '018a0320'))
    track.sendMessageBinary(rtp(OPUS, 3000, '78c04c5948'))
    track.sendMessageBinary(rtp(payload, 4000, '0b8a0320'))
    expect(await pressed).toBe('1#')
    expect(relayed).toEqual([OPUS, OPUS])
  })

  it('are not asked for where the other end has none', () => {
    const answer = leg().answer(read(createPeer().offer()))
    expect(answer).not.toContain('telephone-event')
  })
})

describe('keys that we press', () => {
  it('come to the other end as presses, and the sound goes on around them', async () => {
    const mine = leg()
    const peer = createPeer()
    mine.accept(read(withKeys(peer.answer(mine.offer()), 101, 8000)))
    const track = await peer.open
    const sequences: number[] = []
    const pressed = new Promise((resolve) => {
      let keys = ''
      const reader = createKeyReader({ payload: 101, clock: 8000 }, (key) => {
        keys += key
        if (keys.length === 3) resolve(keys)
      })
      track.onMessage((packet) => {
        if (!isRtp(packet)) return
        sequences.push(packet.readUInt16BE(2))
        reader(packet)
      })
    })
    await opened(mine)
    const frames = setInterval(() => mine.play(Buffer.from('78c04c5948', 'hex'), 0), 20)
    undo.push(() => clearInterval(frames))
    expect([...'1#1'].map((key) => mine.pressKey(key))).toEqual([true, true, true])
    expect(mine.pressKey('A')).toBe(false)
    expect(await pressed).toBe('1#1')
    expect(sequences).toEqual(sequences.map((_, index) => ((sequences[0] as number) + index) & 0xffff))
  })

  it('are none where the other end takes none', async () => {
    const mine = leg()
    const peer = createPeer()
    mine.accept(read(peer.answer(mine.offer())))
    await peer.open
    await opened(mine)
    expect(mine.pressKey('1')).toBe(false)
  })
})

describe('our offer', () => {
  it('has keys for an end that we do not know, and the ones that it has chosen for one that we do', () => {
    const mine = leg()
    const offer = mine.offer()
    expect(offer).toContain('m=audio 9 UDP/TLS/RTP/SAVPF 111 110 101\r\n')
    mine.accept(read(withKeys(createPeer().answer(offer), 101, 8000)))
    expect(mine.offer()).toContain('m=audio 9 UDP/TLS/RTP/SAVPF 111 101\r\n')
  })

  it('is answered early and again at last, as one', async () => {
    const mine = leg()
    const peer = createPeer()
    const answer = read(peer.answer(mine.offer()))
    mine.accept(answer)
    mine.accept({ ...answer, sends: false })
    expect(mine.remote?.sends).toBe(false)
    await peer.open
  })

  it('is answered by one end only', () => {
    const mine = leg()
    const offer = mine.offer()
    mine.accept(read(createPeer().answer(offer)))
    expect(() => mine.accept(read(createPeer().answer(offer)))).toThrow()
    expect(mine.offer()).not.toBe(offer)
  })
})

describe('sections that we refuse', () => {
  const picture = 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=mid:picture\r\n'
  const sections = (sdp: string): string[] => sdp.split('\r\n').filter((line) => line.startsWith('m='))

  it('stay where they were, in the answer and in each offer of ours after it', () => {
    const mine = leg()
    const peer = createPeer()
    const offer = peer.offer()
    const answer = mine.answer(read(`${offer.slice(0, offer.indexOf('m='))}${picture}${offer.slice(offer.indexOf('m='))}`))
    const expected = ['m=video 0 UDP/TLS/RTP/SAVPF 96', `m=audio 9 UDP/TLS/RTP/SAVPF ${OPUS}`]
    expect(sections(answer)).toEqual(expected)
    expect(sections(mine.answer(read(`${offer}${picture}`)))).toEqual(expected.toReversed())
    expect(sections(mine.offer())).toEqual(expected.toReversed())
  })
})

it('whatever the reader lets through can be answered, and our answer can be read', () => {
  let answered = 0
  for (const text of fuzzSdp(20_261_130)) {
    const offered = readSdp(text)
    if ('status' in offered) continue
    const mine = createLeg({ port: 0, bind: '127.0.0.1', advertise: null })
    try {
      const { refused, opus } = read(mine.answer(offered))
      expect({ refused, opus }).toEqual({ refused: offered.refused, opus: offered.opus })
    } finally {
      mine.close()
    }
    if (++answered === 100) break
  }
})
