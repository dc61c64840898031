import { createJitterBuffer } from './jitter.ts'
import { type Decoder, FRAME_SAMPLES } from './opus.ts'
import { crossFade } from './pcm.ts'

const HEADER_BYTES = 12

/** One party's voice, frame by frame, whatever its packets do. Owns the decoder until `free`. */
export interface Source {
  /** A bare RTP packet as it came (`bare` in rtp.ts). `now`: one monotonic clock in ms. */
  put(packet: Uint8Array, now: number): void
  /** The next 20 ms; null while this party is still. */
  frame(now: number): Float32Array | null
  /** Forgets what has come: the party is away. */
  clear(): void
  /** Nothing to play. */
  readonly still: boolean
  free(): void
}

export function createSource(decoder: Decoder): Source {
  let buffer = createJitterBuffer()
  /** Decoded and not yet heard: senders choose how much sound a packet holds. */
  let left = new Float32Array(0)

  function more(now: number): Float32Array | null {
    const take = buffer.take(now)
    switch (take.is) {
      case 'still':
        return null
      case 'missing':
        return decoder.conceal()
      case 'lost':
        return decoder.recover(take.next)
      case 'packet': {
        const samples = decoder.decode(take.payload) ?? decoder.conceal()
        const following = take.hurry ? more(now) : null
        return following ? crossFade(samples, following) : samples
      }
    }
  }

  return {
    put(packet, now) {
      const { buffer: bytes, byteOffset, byteLength } = packet
      const header = new DataView(bytes, byteOffset, byteLength)
      if (byteLength > HEADER_BYTES) buffer.put(header.getUint16(2), header.getUint32(8), packet.subarray(HEADER_BYTES), now)
    },
    frame(now) {
      while (left.length < FRAME_SAMPLES) {
        const samples = more(now)
        if (!samples && left.length === 0) return null
        if (samples && left.length === 0 && samples.length === FRAME_SAMPLES) return samples
        left = joined(left, samples ?? new Float32Array(FRAME_SAMPLES))
      }
      const frame = left.subarray(0, FRAME_SAMPLES)
      left = left.subarray(FRAME_SAMPLES)
      return frame
    },
    clear() {
      buffer = createJitterBuffer()
      left = new Float32Array(0)
    },
    get still() {
      return buffer.still && left.length === 0
    },
    free: () => decoder.free(),
  }
}

function joined(first: Float32Array, second: Float32Array): Float32Array<ArrayBuffer> {
  const both = new Float32Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
