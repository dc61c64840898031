import { writeFileSync } from 'node:fs'

const RATE = 48_000
/** Sound and pause of a beep: a steady tone would be taken for noise and filtered away. */
const ON_S = 0.35
const OFF_S = 0.15
const LENGTH_S = 10

/** What each person's microphone gives, in Hz: far enough apart that nobody is mistaken, and away from the waiting sound. */
export const TONES = { caller: 650, otherCaller: 2_300, first: 1_000, second: 1_500 } as const

/** Writes such a WAV for a microphone. */
export function writeTone(file: string, hz: number): void {
  writeFileSync(file, toneWav(hz, LENGTH_S))
}

/** A WAV (16 bit, mono, 48 kHz) of beeps with soft edges; `amplitude` up to 1. */
export function toneWav(hz: number, seconds: number, amplitude = 0.5): Buffer {
  const samples = RATE * seconds
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(RATE, 24)
  wav.writeUInt32LE(RATE * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples * 2, 40)
  for (let at = 0; at < samples; at++) {
    const within = (at / RATE) % (ON_S + OFF_S)
    const edge = Math.min(1, Math.max(0, Math.min(within, ON_S - within) / 0.01))
    wav.writeInt16LE(Math.round(edge * amplitude * 32_767 * Math.sin((2 * Math.PI * hz * at) / RATE)), 44 + at * 2)
  }
  return wav
}
