import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { pace } from '../../server/demo/pacer.ts'
import { isMostly } from './isMostly.ts'
import { type Codec, codecOfType, decode, encode, PAYLOAD_TYPES, RATE } from './telephoneCodecs.ts'

/** Bytes and ticks of a packet of 20 ms: the same in each codec. */
const FRAME = 160
const EVENT = 101
/** Packets of the last half second. */
const EAR = 25

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
  /** Which codec came last; null before any. */
  readonly codec: Codec | null
  /** Keys that have come (RFC 4733), each as often as it was pressed. */
  readonly keys: readonly string[]
  /** RTP packets so far. */
  readonly received: number
  /** Nothing more is sent; what comes is still heard. */
  mute(muted: boolean): void
  close(): void
}

const KEYS = '0123456789*#ABCD'

/** Binds a port of `address`. Must be closed. `hz` null: it never sounds. */
export async function createRtpPhone(address: string, hz: number | null): Promise<RtpPhone> {
  const socket = createSocket('udp4')
  socket.bind(0, address)
  await once(socket, 'listening')
  let heard: { readonly codec: Codec; readonly payload: Buffer }[] = []
  const pressed = new Map<number, string>()
  let received = 0
  let at = 0
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
    if (type === EVENT && packet.length >= 16) pressed.set(packet.readUInt32BE(4), KEYS[packet[12] ?? 0] ?? '')
    const known = codecOfType(type)
    if (!known || packet.length < 13) return
    received++
    heard = [...heard.slice(1 - EAR), { codec: known, payload: packet.subarray(12) }]
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

  function hears(hz: number): boolean {
    const last = heard.at(-1)?.codec
    if (!last || heard.length < EAR) return false
    const sound = heard.filter(({ codec }) => codec === last).map(({ payload }) => payload)
    return isMostly(hz, decode(last, Buffer.concat(sound)), RATE)
  }

  function talk(to: { readonly address: string; readonly port: number }, agreed: Codec): void {
    returns = null
    far = to
    codec = agreed
    stop()
    const song = encode(codec, hz)
    stop = pace(() => {
      timestamp += FRAME
      if (muted) return
      send(PAYLOAD_TYPES[codec], song.subarray(at, at + FRAME), timestamp)
      at = (at + FRAME) % song.length
    })
  }

  return {
    address,
    port: socket.address().port,
    get codec() {
      return heard.at(-1)?.codec ?? null
    },
    get keys() {
      return [...pressed.values()]
    },
    get received() {
      return received
    },
    talk,
    talkBack(agreed) {
      returns = agreed
    },
    press(key) {
      const event = KEYS.indexOf(key)
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
    hears,
    mute(silent) {
      muted = silent
    },
    close() {
      stop()
      socket.close()
    },
  }
}
