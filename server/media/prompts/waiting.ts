/**
 * Writes the waiting sound as a WAV file to standard output: two soft chords that take turns like slow breaths.
 * Run by make.sh. The sound rises from silence and ends in silence, so that the loop has no seam however it is cut into frames.
 */
const RATE = 48_000
const SECONDS = 24
const BREATH_S = 8
/** Chords in hertz, low and open; the second differs by a step, so that the ear has something to follow without a melody. */
const CHORDS = [
  [146.83, 220.0, 293.66, 369.99],
  [130.81, 196.0, 293.66, 329.63],
] as const

const samples = RATE * SECONDS
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

for (let n = 0; n < samples; n++) {
  const t = n / RATE
  const edge = Math.min(1, t / 1.5, (SECONDS - t) / 1.5)
  const share = Math.sin((Math.PI * t) / BREATH_S) ** 2
  const level = 0.12 * Math.sin((Math.PI / 2) * edge) ** 2
  wav.writeInt16LE(Math.round(32_767 * level * (share * tone(CHORDS[0], t) + (1 - share) * tone(CHORDS[1], t))), 44 + n * 2)
}
process.stdout.write(wav)

/** A chord of slightly detuned pairs, each partial weaker the higher it is; the beating is the slow movement inside the tone. */
function tone(chord: readonly number[], t: number): number {
  return chord.reduce(
    (sum, hz, i) => sum + (Math.sin(2 * Math.PI * (hz - 0.12) * t) + Math.sin(2 * Math.PI * (hz + 0.13) * t + i)) / (2 + i),
    0,
  )
}
