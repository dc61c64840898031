import { afterEach, describe, expect, it } from 'vitest'
import { createMediaLeg, type MediaLeg } from '../demo/mediaLeg.ts'
import { readSdp } from '../sip/sdp.ts'
import { mediaPort } from './address.ts'
import { createLeg, type Leg } from './leg.ts'
import { createLevelMeter } from './level.ts'
import { useSoundThread } from './mix/thread.ts'
import { type Conference, createMixer, type Mixer } from './mixer.ts'
import { sound, steadyAmplitude, tonePackets } from './testing/tones.ts'

const HZ = [440, 970, 1730] as const
const [CALLER, ADVISOR, INTERPRETER] = [0, 1, 2] as const
/** A second of sound. */
const SECOND = 50
const THERE = 0.1
const AWAY = 0.02

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})
const closing = <T extends { close(): unknown }>(each: T): T => {
  open.push(each)
  return each
}

/** A browser that sends an endless tone and keeps what it hears, and the server's leg towards it. */
interface End {
  readonly leg: Leg
  readonly browser: MediaLeg
  readonly heard: Buffer[]
}

async function end(hz: number, port: Awaited<ReturnType<typeof mediaPort>>): Promise<End> {
  const packets = (await tonePackets(hz, 5 * SECOND)).map((packet) => Buffer.from(packet))
  const heard: Buffer[] = []
  let at = 0
  const browser = closing(
    createMediaLeg({ next: () => packets[at++ % packets.length] ?? null, onFrame: (payload) => void heard.push(Buffer.from(payload)) }),
  )
  const leg = closing(createLeg(port))
  const opened = new Promise<void>((resolve) => {
    leg.onOpen = resolve
  })
  const remote = readSdp(await browser.offer())
  if ('status' in remote) throw new Error('the test browser offers no usable audio')
  browser.accept(leg.answer(remote))
  await opened
  return { leg, browser, heard }
}

/** Resolves when that much more has been heard; the test's own time limit ends the wait. */
async function hears({ heard }: End, frames: number): Promise<Buffer[]> {
  const from = heard.length
  await expect.poll(() => heard.length - from, { timeout: 30_000, interval: 20 }).toBeGreaterThanOrEqual(frames)
  return heard.slice(from, from + frames)
}

/** Whether each tone is in what is heard in the next second; fails on anything between there and away. */
async function tonesHeard(by: End): Promise<boolean[]> {
  const samples = await sound(await hears(by, 10 + SECOND))
  return HZ.map((hz) => {
    const loud = steadyAmplitude(samples.subarray(10 * 960), hz)
    if (loud > AWAY && loud < THERE) throw new Error(`${hz} Hz is neither there nor away: ${loud}`)
    return loud >= THERE
  })
}

async function three(): Promise<{ ends: [End, End, End]; mixer: Mixer; conference: Conference }> {
  const port = await mediaPort(0, '127.0.0.1')
  const ends = (await Promise.all(HZ.map((hz) => end(hz, port)))) as [End, End, End]
  const mixer = closing(createMixer((fault) => expect.unreachable(fault.message)))
  return { ends, mixer, conference: mixer.conference() }
}

describe('a conference of real legs', () => {
  it('lets each of three hear the others, holds one, lets one go, and begins again', async () => {
    const { ends, conference } = await three()
    const parts = ends.map(({ leg }) => conference.join(leg))
    expect(await Promise.all(ends.map(tonesHeard))).toEqual([
      [false, true, true],
      [true, false, true],
      [true, true, false],
    ])

    parts[CALLER]?.setActive(false)
    expect(await Promise.all([ends[ADVISOR], ends[INTERPRETER]].map(tonesHeard))).toEqual([
      [false, false, true],
      [false, true, false],
    ])
    const onHold = ends[CALLER].heard.length
    await hears(ends[ADVISOR], 10)
    expect(ends[CALLER].heard.length).toBe(onHold)

    parts[CALLER]?.setActive(true)
    parts[INTERPRETER]?.leave()
    expect(ends[INTERPRETER].leg.onRtp).toBeNull()
    expect(await Promise.all([ends[CALLER], ends[ADVISOR]].map(tonesHeard))).toEqual([
      [false, true, false],
      [true, false, false],
    ])

    conference.join(ends[INTERPRETER].leg)
    expect(await tonesHeard(ends[INTERPRETER])).toEqual([true, true, false])
    // One line of numbers to each, without a gap, whatever was sent when.
    for (const { browser } of ends) expect(browser.stats().lost).toBe(0)
  })

  it('keeps two conferences apart, and ends with nothing sent', async () => {
    const { ends, mixer, conference } = await three()
    conference.join(ends[CALLER].leg)
    conference.join(ends[ADVISOR].leg)
    const other = mixer.conference()
    other.join(ends[INTERPRETER].leg)
    expect(await tonesHeard(ends[CALLER])).toEqual([false, true, false])
    expect(ends[INTERPRETER].heard).toEqual([])

    await mixer.close()
    const after = ends.map(({ heard }) => heard.length)
    // As long as a whole conversation would take to be heard.
    await expect.poll(() => ends[CALLER].browser.stats().sent, { timeout: 30_000 }).toBeGreaterThan(3 * SECOND)
    for (const [i, { heard, leg }] of ends.entries()) {
      expect(heard.length - (after[i] as number)).toBeLessThan(5)
      expect(leg.onRtp).toBeNull()
    }
  })
})

describe('the sound thread', () => {
  it('begins anew after a fault, and its conferences go on', async () => {
    const port = await mediaPort(0, '127.0.0.1')
    const ends = (await Promise.all(HZ.slice(0, 2).map((hz) => end(hz, port)))) as [End, End]
    const faults: Error[] = []
    const mixer = closing(createMixer((fault) => faults.push(fault)))
    const conference = mixer.conference()
    for (const { leg } of ends) conference.join(leg)
    await hears(ends[CALLER], 10)

    const saboteur = closing(useSoundThread({ hear() {}, restarted() {}, failed() {} }))
    saboteur.tell({ is: 'nonsense' } as never)
    await expect.poll(() => faults.length, { timeout: 30_000 }).toBe(1)
    expect(await tonesHeard(ends[CALLER])).toEqual([false, true, false])
    expect(faults).toHaveLength(1)
  })
})

describe('a level meter', () => {
  it('tells how loud each 20 ms is, and nothing after its end', async () => {
    const levels: number[] = []
    const meter = closing(createLevelMeter((level) => levels.push(level)))
    const [loud, quiet] = await Promise.all([tonePackets(440, SECOND, 0.5), tonePackets(440, SECOND, 0.005)])
    for (const packet of [...loud, new Uint8Array([0xff, 0xff]), ...quiet]) meter.measure(packet)
    await expect.poll(() => levels.length, { timeout: 30_000 }).toBe(2 * SECOND)
    const mean = (from: number, to: number) => levels.slice(from, to).reduce((sum, level) => sum + level, 0) / (to - from)
    expect(mean(10, SECOND)).toBeCloseTo(-9, 0)
    expect(mean(SECOND + 10, 2 * SECOND)).toBeLessThan(-45)
    expect(mean(SECOND + 10, 2 * SECOND)).toBeGreaterThan(-55)

    meter.close()
    meter.measure(loud[0] as Uint8Array)
    const other: number[] = []
    const next = closing(createLevelMeter((level) => other.push(level)))
    next.measure(loud[0] as Uint8Array)
    await expect.poll(() => other.length, { timeout: 30_000 }).toBe(1)
    expect(levels).toHaveLength(2 * SECOND)
  })
})
