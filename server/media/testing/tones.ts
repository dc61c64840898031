/** Tones to send through codecs and mixers, and ears that tell them apart again. */
import { createOpusDecoder, createOpusEncoder, FRAME_SAMPLES } from '../mix/opus.ts'

const SAMPLE_RATE = 48_000

/** Frame number `at` of an endless sine of `hz`; `loud` is its amplitude, 0 to 1. */
export function toneFrame(hz: number, at: number, loud = 0.25): Float32Array {
  const from = at * FRAME_SAMPLES
  return Float32Array.from({ length: FRAME_SAMPLES }, (_, i) => loud * Math.sin((2 * Math.PI * hz * (from + i)) / SAMPLE_RATE))
}

/** That many Opus packets of a tone, 20 ms each. */
export async function tonePackets(hz: number, count: number, loud = 0.25): Promise<Uint8Array[]> {
  const encoder = await createOpusEncoder()
  const packets = Array.from({ length: count }, (_, at) => encoder.encode(toneFrame(hz, at, loud)))
  encoder.free()
  return packets
}

/** What packets sound like, one after the other. */
export async function sound(packets: readonly Uint8Array[]): Promise<Float32Array> {
  const decoder = await createOpusDecoder()
  const frames = packets.map((packet) => decoder.decode(packet) ?? new Float32Array(0))
  decoder.free()
  const all = new Float32Array(frames.reduce((length, frame) => length + frame.length, 0))
  let at = 0
  for (const frame of frames) {
    all.set(frame, at)
    at += frame.length
  }
  return all
}

/** Amplitude of `hz` in samples (Goertzel's algorithm), 0 to about 1. */
export function amplitude(samples: Float32Array, hz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE)
  let one = 0
  let two = 0
  for (const sample of samples) {
    const now = sample + turn * one - two
    two = one
    one = now
  }
  return (2 * Math.sqrt(one * one + two * two - turn * one * two)) / samples.length
}

/** Samples of 100 ms: tones of whole tens of Hz do not leak into each other. */
const WINDOW = 4_800

/**
 * Median amplitude of `hz` in pieces of 100 ms. Sound that has come over a busy machine has been stretched here and there, and over its
 * whole length a tone would cancel itself out.
 */
export function steadyAmplitude(samples: Float32Array, hz: number): number {
  const count = Math.floor(samples.length / WINDOW)
  const all = Array.from({ length: count }, (_, i) => amplitude(samples.subarray(i * WINDOW, (i + 1) * WINDOW), hz))
  return all.sort((a, b) => a - b)[Math.floor(count / 2)] ?? 0
}

/** A bare RTP packet around an Opus payload, as a leg hands it over. */
export function rtp(payload: Uint8Array, sequence: number, ssrc: number): Uint8Array {
  const packet = new Uint8Array(12 + payload.length)
  const header = new DataView(packet.buffer)
  header.setUint8(0, 0x80)
  header.setUint8(1, 111)
  header.setUint16(2, sequence & 0xffff)
  header.setUint32(4, (sequence * FRAME_SAMPLES) >>> 0)
  header.setUint32(8, ssrc)
  packet.set(payload, 12)
  return packet
}
