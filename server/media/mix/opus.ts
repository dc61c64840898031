/** The only file that imports the codec: Opus (RFC 6716) by libopus, mono at 48 kHz, in frames of 20 ms. */
import { Application, createDecoder, createEncoder, isOpusError, Signal } from 'libopus-wasm'
import { FRAME_TICKS } from '../rtp.ts'

/** Samples of one 20 ms frame. Opus resamples by itself, and 24 kHz inside was measured to cost no less. */
export const FRAME_SAMPLES = FRAME_TICKS
const SAMPLE_RATE = 48_000
const BITRATE = 28_000
/** Of 10. Eight and more cost nearly twice as much, and at this bitrate nobody hears it. */
const COMPLEXITY = 5
/** How much of the bitrate goes into a second copy of speech, for listeners that lose packets. */
const EXPECTED_LOSS_PERCENT = 5

/** Turns one party's packets into samples between -1 and 1. Lives until `free`. */
export interface Decoder {
  /** The samples of a packet, of any length that Opus allows; null when it is no Opus. */
  decode(payload: Uint8Array): Float32Array | null
  /** The frame before `next`, which was lost: from the copy in `next` if there is one, otherwise guessed. */
  recover(next: Uint8Array): Float32Array
  /** A guess at a frame that is not there; fades when asked for again and again. */
  conceal(): Float32Array
  free(): void
}

/** Turns frames of FRAME_SAMPLES into packets for one listener. Lives until `free`. */
export interface Encoder {
  encode(samples: Float32Array): Uint8Array
  free(): void
}

/** Rejects when there is no memory left. */
export async function createOpusDecoder(): Promise<Decoder> {
  const decoder = await createDecoder({ sampleRate: SAMPLE_RATE, channels: 1 })
  const conceal = () => decoder.decodePacketLossFloat(FRAME_SAMPLES)
  return {
    decode: (payload) => readable(() => decoder.decodeFloat(payload)),
    recover: (next) => readable(() => decoder.decodeFloat(next, { decodeFec: true, frameSize: FRAME_SAMPLES })) ?? conceal(),
    conceal,
    free: () => decoder.free(),
  }
}

/** No DTX: it would take a whisper for silence, and on this line people whisper. Rejects when there is no memory left. */
export async function createOpusEncoder(): Promise<Encoder> {
  const encoder = await createEncoder({
    sampleRate: SAMPLE_RATE,
    channels: 1,
    application: Application.Voip,
    signal: Signal.Voice,
    bitrate: BITRATE,
    complexity: COMPLEXITY,
    vbr: true,
    fec: true,
    packetLossPercent: EXPECTED_LOSS_PERCENT,
  })
  return { encode: (samples) => encoder.encodeFloat(samples), free: () => encoder.free() }
}

/** Null for what is not Opus: anybody can send anything. Other faults are ours, and go on. */
function readable(read: () => Float32Array): Float32Array | null {
  try {
    return read()
  } catch (fault) {
    if (isOpusError(fault) || fault instanceof RangeError) return null
    throw fault
  }
}
