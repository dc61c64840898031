import { randomInt } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { pace } from '../../server/demo/pacer.ts'
import { tellingPacket, tellingReport } from '../anonymity/tellingSound.ts'
import { isMostly } from './isMostly.ts'
import { type Codec, codecOfType, decode, encode, PAYLOAD_TYPES, RATE } from './telephoneCodecs.ts'

/** Bytes and ticks of a packet of 20 ms: the same in each codec. */
const FRAME = 160
const EVENT = 101
/** Packets of the last half second. */
const EAR = 25
/** Samples of 100 ms: tones of whole tens of Hz do not leak into each other. */
const PIECE = RATE / 10
/** One that tells sends a report with each so many packets. */
const REPORT_EVERY = 5

/** A telephone's ear and mouth: plain RTP, a tone that it sings, and what it hears. */
export interface RtpPhone {
  readonly address: string
  readonly port: number
  /** From now on it sings to this address; `codec` is what was agreed. */
  talk(to: { readonly address: string; readonly port: number }, codec: Codec): void
  /** Presses a key (RFC 4733), with its end sent three times. */
  press(key: string): Promise<void>
  /** Whether a tone is most of what was heard in the last half second. */
  hears(hz: number): boolean
  /** The same of a tone without pauses that may have been stretched or cut here and there: over its whole length it would cancel itself out. */
  hearsSteady(hz: number): boolean
  /** Which codec came last; null before any. */
  readonly codec: Codec | null
  /** Keys that have come (RFC 4733), each as often as it was pressed. */
  readonly keys: readonly string[]
  /** RTP packets so far. */
  readonly received: number
  /** Of one that tells who is calling; null of any other. */
  readonly telling: Telling | null
  /** Nothing more is sent; what comes is still heard. */
  mute(muted: boolean): void
  close(): void
}

/** All that a telephone has said and heard, RTP and RTCP alike, oldest first. */
export interface Telling {
  readonly ssrc: number
  /** Where it takes RTCP. */
  readonly reportPort: number
  readonly sent: readonly Buffer[]
  readonly heard: readonly Buffer[]
}

const KEYS = '0123456789*#ABCD'
const SSRC = 0x5e1f

/**
 * Binds a port of `address`. Must be closed. `hz` null: it never sounds. One that `tells` says who is calling in each RTP packet, and in
 * RTCP that it sends to the port above the other end's.
 */
export async function createRtpPhone(address: string, hz: number | null, tells = false): Promise<RtpPhone> {
  const socket = await bound(address)
  const reports = tells ? await bound(address) : null
  const ssrc = tells ? randomInt(1, 2 ** 32) : SSRC
  const sent: Buffer[] = []
  const all: Buffer[] = []
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

  reports?.on('message', (packet) => all.push(packet))
  socket.on('message', (packet) => {
    if (tells) all.push(packet)
    const type = (packet[1] ?? 0) & 0x7f
    if (type === EVENT && packet.length >= 16) pressed.set(packet.readUInt32BE(4), KEYS[packet[12] ?? 0] ?? '')
    const known = codecOfType(type)
    if (!known || packet.length < 13) return
    received++
    heard = [...heard.slice(1 - EAR), { codec: known, payload: packet.subarray(12) }]
  })

  function send(type: number, payload: Buffer, stamp: number, marker = false): void {
    if (!far) return
    const second = type | (marker ? 0x80 : 0)
    if (reports) return tell(reports, tellingPacket(second, sequence++, stamp, ssrc, payload), stamp, far)
    const header = Buffer.alloc(12)
    header[0] = 0x80
    header[1] = second
    header.writeUInt16BE(sequence++ & 0xffff, 2)
    header.writeUInt32BE(stamp >>> 0, 4)
    header.writeUInt32BE(ssrc, 8)
    socket.send(Buffer.concat([header, payload]), far.port, far.address)
  }

  function tell(by: Socket, packet: Buffer, stamp: number, to: { readonly address: string; readonly port: number }): void {
    sent.push(packet)
    socket.send(packet, to.port, to.address)
    if (sequence % REPORT_EVERY !== 0) return
    const report = tellingReport(ssrc, stamp, sequence, sequence * FRAME)
    sent.push(report)
    by.send(report, to.port + 1, to.address)
  }

  /** What was heard in the last half second; nothing before there was so much. */
  function lately(): Int16Array {
    const last = heard.at(-1)?.codec
    if (!last || heard.length < EAR) return new Int16Array()
    return decode(last, Buffer.concat(heard.filter(({ codec }) => codec === last).map(({ payload }) => payload)))
  }

  function hearsSteady(hz: number): boolean {
    const samples = lately()
    const count = Math.floor(samples.length / PIECE)
    const pieces = Array.from({ length: count }, (_, i) => samples.subarray(i * PIECE, (i + 1) * PIECE))
    return pieces.filter((piece) => isMostly(hz, piece, RATE)).length * 2 > count
  }

  function talk(to: { readonly address: string; readonly port: number }, agreed: Codec): void {
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
    telling: reports && { ssrc, reportPort: reports.address().port, sent, heard: all },
    talk,
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
    hears: (hz) => isMostly(hz, lately(), RATE),
    hearsSteady,
    mute(silent) {
      muted = silent
    },
    close() {
      stop()
      socket.close()
      reports?.close()
    },
  }
}

async function bound(address: string): Promise<Socket> {
  const socket = createSocket('udp4')
  socket.on('error', () => {})
  socket.bind(0, address)
  await once(socket, 'listening')
  return socket
}
