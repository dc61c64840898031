import { setTimeout as wait } from 'node:timers/promises'
import { pace } from '../server/demo/pacer.ts'
import type { Leg } from '../server/media/leg.ts'
import { createOpusDecoder, createOpusEncoder, type Decoder, type Encoder, FRAME_SAMPLES } from '../server/media/mix/opus.ts'
import { mix as sum } from '../server/media/mix/pcm.ts'
import { createMixer } from '../server/media/mixer.ts'
import { rtp, sound, toneFrame } from '../server/media/testing/tones.ts'
import { mixInBrowser } from './mixBrowser.ts'
import { percentile, type Result, type Row, round } from './report.ts'

const CONFERENCES = [1, 5, 20]
const PARTIES = 3
const SETTLE_MS = 2_000
const WINDOW_MS = 20_000
const FRAME_MS = 20
/** A second with a burst of tone in the middle; what lies around it is a soft noise, as in a room. */
const ROUND_FRAMES = 50
const BURST = { from: 25, to: 30 }
const BURST_HZ = 1_000
const BURST_LOUD = 0.4
const NOISE_LOUD = 0.002
/** Louder than noise ever is: the burst has begun. */
const ONSET = 0.08
const SAMPLES_PER_MS = 48

/** What three voices in one call cost and how much later they are heard. `only` limits to these numbers of conferences. */
export async function mix(only: readonly number[]): Promise<Result> {
  const voice = await roundOfVoice()
  const rows: Row[] = []
  for (const conferences of only.length > 0 ? only : CONFERENCES) {
    rows.push(await measure(conferences, voice), await measureBare(conferences, voice))
  }
  rows.push({ system: 'in a browser (Chromium)', conferences: 1, ...delays(await mixInBrowser()) })
  return {
    name: 'mix',
    about:
      'Conferences of three, all speaking, Opus of 20 ms both ways. Added delay is from a packet that comes to the moment its sound goes out, measured on bursts of tone, beyond what one encoding takes anyway; networks and receivers not included. CPU is all threads, less what the load itself takes. Bare codec decodes and encodes the same and does nothing else. In a browser: one party mixes in Web Audio and sends on, one machine, so without the way there and back.',
    rows,
    aims: [
      'added delay of 60 ms or less at p95 on an even network',
      'at most 40 ms CPU per second and conference from five conferences up',
    ],
  }
}

/** A second of packets that can be sent again and again. */
async function roundOfVoice(): Promise<Uint8Array[]> {
  const encoder = await createOpusEncoder()
  const frames = Array.from({ length: 2 * ROUND_FRAMES }, (_, at) => {
    const place = at % ROUND_FRAMES
    const loud = place >= BURST.from && place < BURST.to ? BURST_LOUD : 0
    return toneFrame(BURST_HZ, at, loud).map((sample) => sample + NOISE_LOUD * (2 * Math.random() - 1))
  })
  const packets = frames.map((frame) => encoder.encode(frame))
  encoder.free()
  return packets.slice(ROUND_FRAMES)
}

/** Samples into the frames at which the burst begins; null without one. */
function onsetIn(samples: Float32Array): number | null {
  const at = samples.findIndex((sample) => Math.abs(sample) > ONSET)
  return at < 0 ? null : at
}

async function measure(conferences: number, voice: readonly Uint8Array[]): Promise<Row> {
  const encodingMs = ((onsetIn(await sound(voice)) ?? 0) - BURST.from * FRAME_SAMPLES) / SAMPLES_PER_MS
  const load = await run(conferences, voice, false)
  const all = await run(conferences, voice, true)
  return {
    system: 'Lyhörd',
    conferences,
    'CPU ms/s': round(all.cpuMs - load.cpuMs),
    'CPU ms/s per conference': round((all.cpuMs - load.cpuMs) / conferences),
    ...delays(all.delays.map((delay) => delay - encodingMs)),
  }
}

function delays(all: readonly number[]): Row {
  const sorted = Float64Array.from(all).sort()
  const at = (p: number) => round(percentile(sorted, p))
  return { 'added delay p50 ms': at(0.5), 'added delay p95 ms': at(0.95), 'added delay max ms': at(1), bursts: sorted.length }
}

interface Measured {
  readonly cpuMs: number
  readonly delays: readonly number[]
}

/** Speaks and listens for the window; without `mixing` nothing hears the packets, which tells what the load alone takes. */
async function run(conferences: number, voice: readonly Uint8Array[], mixing: boolean): Promise<Measured> {
  const mixer = createMixer()
  const delays: number[] = []
  const stops: (() => void)[] = []
  let counting = false
  for (let i = 0; i < conferences; i++) {
    const conference = mixer.conference()
    let begunAt = Number.NaN
    const decoder = await createOpusDecoder()
    for (let party = 0; party < PARTIES; party++) {
      const ear =
        party === 1 && i === 0
          ? listener(
              decoder,
              () => begunAt,
              (delay) => counting && delays.push(delay),
            )
          : () => {}
      const leg = { onRtp: null, play: ear } as unknown as Leg
      if (mixing) conference.join(leg)
      let at = 0
      // All three speak; the bursts that are measured are the first one's.
      const speak = () => {
        const place = (at + party * 7) % ROUND_FRAMES
        if (party === 0 && place === BURST.from) begunAt = performance.now()
        const frame = party === 0 ? place : place % BURST.from
        leg.onRtp?.(Buffer.from(rtp(voice[frame] as Uint8Array, at, party + 1)))
        at += 1
      }
      await wait(Math.random() * FRAME_MS)
      stops.push(pace(speak))
    }
  }
  await wait(SETTLE_MS)
  const before = process.cpuUsage()
  const from = performance.now()
  counting = true
  await wait(WINDOW_MS)
  const { user, system } = process.cpuUsage(before)
  const seconds = (performance.now() - from) / 1000
  for (const stop of stops) stop()
  await mixer.close()
  return { cpuMs: (user + system) / 1000 / seconds, delays }
}

/** Hears when a burst begins in what one party gets, to the sample. */
function listener(decoder: Decoder, begunAt: () => number, found: (delayMs: number) => void) {
  let quietSince = 0
  return (frame: Buffer): void => {
    const now = performance.now()
    const onset = onsetIn(decoder.decode(frame) ?? new Float32Array(0))
    if (onset !== null && now - quietSince > 300) found(now + onset / SAMPLES_PER_MS - begunAt())
    if (onset !== null) quietSince = now
  }
}

/** The same decoding, adding and encoding as fast as it goes, one after the other. */
async function measureBare(conferences: number, voice: readonly Uint8Array[]): Promise<Row> {
  const parties: { readonly decoder: Decoder; readonly encoder: Encoder }[] = []
  for (let i = 0; i < conferences * PARTIES; i++) parties.push({ decoder: await createOpusDecoder(), encoder: await createOpusEncoder() })
  const one = (packet: Uint8Array) => {
    for (let from = 0; from < parties.length; from += PARTIES) {
      const three = parties.slice(from, from + PARTIES)
      const frames = three.map(({ decoder }) => decoder.decode(packet) ?? new Float32Array(FRAME_SAMPLES))
      for (const [i, { encoder }] of three.entries())
        encoder.encode(
          sum(
            frames.filter((_, of) => of !== i),
            FRAME_SAMPLES,
          ),
        )
    }
  }
  for (const packet of voice) one(packet)
  const before = process.cpuUsage()
  const rounds = 4
  for (let i = 0; i < rounds; i++) for (const packet of voice) one(packet)
  const { user, system } = process.cpuUsage(before)
  for (const { decoder, encoder } of parties) {
    decoder.free()
    encoder.free()
  }
  const cpuMs = (user + system) / 1000 / rounds
  return { system: 'bare codec', conferences, 'CPU ms/s': round(cpuMs), 'CPU ms/s per conference': round(cpuMs / conferences) }
}
