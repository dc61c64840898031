import { readFileSync } from 'node:fs'
import { type Random, seeded } from '../../demo/random.ts'
import { oggFrames } from '../../media/oggFrames.ts'

/** A packet as a caller's browser may send it: its Opus payload, or what stands in its place, and an RTP timestamp of 32 bits. */
export interface Arrival {
  readonly payload: Buffer
  readonly timestamp: number
}

const VOICE = oggFrames(readFileSync(new URL('../../demo/sv/voice.ogg', import.meta.url)))
const FRAME = 960
/** Each shape of packet: pauses, one to 48 frames of 2.5 to 60 ms, and none that is one. */
const SHAPES = [[0x78], [0xe0, 1], [0x18, 1], [0x79, 1, 1], [0x7b, 6, 1, 1, 1, 1, 1, 1], [0xe3, 48], [0x7b, 0], [], [0xff, 0xff, 0xff]].map(
  (bytes) => Buffer.from(bytes),
)
const LEAPS = [0, 1, FRAME, -FRAME, 120, 719_999, -719_999, 720_000, 720_001, -720_001, 14_400_000, 2 ** 31 - 1, -(2 ** 31)]
/** How a sender's time goes on from packet to packet, in samples. */
const WAYS: readonly ((random: Random) => number)[] = [
  () => FRAME,
  () => -719_040,
  () => 719_040,
  (random) => (random() < 0.5 ? 719_040 : -719_040),
  (random) => LEAPS[Math.floor(random() * LEAPS.length)] ?? 0,
  (random) => Math.floor((random() - 0.5) * 2 ** 32),
  (random) => (random() < 0.9 ? FRAME : Math.floor((random() - 0.5) * 1_440_000)),
]

/** Streams of a caller's message without an end, the same for the same seed: up to 200 packets each, in any order of times. */
export function* fuzzRtpTimes(seed: number): Generator<readonly Arrival[]> {
  const random = seeded(seed)
  const one = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  for (;;) {
    let way = one(WAYS)
    let timestamp = Math.floor(random() * 2 ** 32)
    const voiced = random() < 0.5
    yield Array.from({ length: Math.floor(random() * 200) }, () => {
      if (random() < 0.02) way = one(WAYS)
      timestamp = (timestamp + way(random)) >>> 0
      return { payload: voiced && random() < 0.9 ? one(VOICE) : one(SHAPES), timestamp }
    })
  }
}
