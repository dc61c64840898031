import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { pace } from '../../server/demo/pacer.ts'
import { PCMA, PCMU } from './g711.ts'

const RATE = 8_000
const FRAME = 160
const EVENT = 101
/** Half a second of what was heard last. */
const EAR = RATE / 2

export type Codec = 'PCMA' | 'PCMU'
const CODECS = { PCMA: { type: 8, g711: PCMA }, PCMU: { type: 0, g711: PCMU } } as const

/** A telephone's ear and mouth: plain RTP, a tone that it sings, and what it hears. */
export interface RtpPhone {
  readonly address: string
  readonly port: number
  /** From now on it sings to this address; `codec` is what was agreed. */
  talk(to: { readonly address: string; readonly port: number }, codec: Codec): void
  /** From the next packet on it sings to where that came from: for a telephone that somebody else calls with. */
  talkBack(codec: Codec): void
  /** Presses a key (RFC 4733), with its end sent three times. */
  press(key: string): Promise<void>
  /** Whether a tone is most of what was heard in the last half second. */
  hears(hz: number): boolean
  /** RTP packets so far. */
  readonly received: number
  /** Nothing more is sent; what comes is still heard. */
  mute(muted: boolean): void
  close(): void
}

/** Binds a port of `address`. Must be closed. `hz` null: it never sounds. */
export async function createRtpPhone(address: string, hz: number | null): Promise<RtpPhone> {
  const socket = createSocket('udp4')
  socket.bind(0, address)
  await once(socket, 'listening')
  const heard = new Float64Array(EAR)
  let at = 0
  let received = 0
  let sample = 0
  let sequence = 1
  let timestamp = 160
  let muted = false
  let codec: Codec = 'PCMA'
  let far: { readonly address: string; readonly port: number } | null = null
  let stop = () => {}
  let returns: Codec | null = null

  socket.on('error', () => {})
  socket.on('message', (packet, from) => {
    if (returns) talk(from, returns)
    const type = (packet[1] ?? 0) & 0x7f
    const known = Object.values(CODECS).find((each) => each.type === type)
    if (!known || packet.length < 13) return
    received++
    for (const byte of packet.subarray(12)) {
      heard[at] = known.g711.decode(byte)
      at = (at + 1) % EAR
    }
  })

  function send(type: number, payload: Buffer, stamp: number, marker = false): void {
    if (!far) return
    const header = Buffer.alloc(12)
    header[0] = 0x80
    header[1] = type | (marker ? 0x80 : 0)
    header.writeUInt16BE(sequence++ & 0xffff, 2)
    header.writeUInt32BE(stamp >>> 0, 4)
    header.writeUInt32BE(0x5e1f, 8)
    socket.send(Buffer.concat([header, payload]), far.port, far.address)
  }

  /** Two tones of the last half second, by Goertzel: the share of all energy near `hz`. */
  function share(hz: number): number {
    let all = 0
    let real = 0
    let imaginary = 0
    for (let i = 0; i < EAR; i++) {
      const value = heard[(at + i) % EAR] ?? 0
      all += value * value
      real += value * Math.cos((2 * Math.PI * hz * i) / RATE)
      imaginary += value * Math.sin((2 * Math.PI * hz * i) / RATE)
    }
    // Quieter than this is silence, whatever it is.
    if (all / EAR < 100 ** 2) return 0
    return (2 * (real * real + imaginary * imaginary)) / EAR / all
  }

  function talk(to: { readonly address: string; readonly port: number }, agreed: Codec): void {
    returns = null
    far = to
    codec = agreed
    stop()
    stop = pace(() => {
      timestamp += FRAME
      if (muted) return
      const frame = Buffer.alloc(FRAME)
      for (let i = 0; i < FRAME; i++)
        frame[i] = CODECS[codec].g711.encode(hz === null ? 0 : Math.round(9_000 * Math.sin((2 * Math.PI * hz * sample++) / RATE)))
      send(CODECS[codec].type, frame, timestamp)
    })
  }

  return {
    address,
    port: socket.address().port,
    get received() {
      return received
    },
    talk,
    talkBack(agreed) {
      returns = agreed
    },
    press(key) {
      const event = '0123456789*#ABCD'.indexOf(key)
      const begun = timestamp
      let step = 0
      return new Promise((resolve) => {
        const done = pace(() => {
          step++
          const ended = step > 5
          const payload = Buffer.from([event, (ended ? 0x80 : 0) | 10, 0, 0])
          payload.writeUInt16BE(Math.min(step, 6) * FRAME, 2)
          send(EVENT, payload, begun, step === 1)
          if (step < 8) return
          done()
          resolve()
        })
      })
    },
    hears: (hz) => share(hz) > 0.3,
    mute(silent) {
      muted = silent
    },
    close() {
      stop()
      socket.close()
    },
  }
}
