import { expect, onTestFinished, test } from 'vitest'
import { createMediaLeg, type MediaLeg } from '../../demo/mediaLeg.ts'
import { readSdp } from '../../sip/sdp.ts'
import { holdProgramme, onceProgramme } from '../programmes.ts'
import { loopChannel } from './channel.ts'
import { createSoundHost } from './host.ts'
import type { FromSound, ToSound } from './messages.ts'
import { openSound, type Sound, type SoundLeg, SoundUnusable } from './sound.ts'

const SETTINGS = { port: 0, address: '127.0.0.1' }

function house() {
  const host = createSoundHost()
  onTestFinished(() => host.close())
  return {
    /** A signalling that comes, and how it goes. */
    async signalling(onFault?: (fault: Error) => void): Promise<{ readonly sound: Sound; gone(): void }> {
      const [near, far] = loopChannel<ToSound, FromSound>()
      host.attach(far)
      return { sound: await openSound(near, SETTINGS, onFault), gone: near.close }
    },
  }
}

const marked = (marker: number): Buffer => Buffer.from([0x78, marker, 0x4c, 0x59, 0x48])

/** A browser that says its marker all the time, connected to a leg of ours. */
async function connect(leg: SoundLeg, marker: number) {
  const heard: number[] = []
  const browser: MediaLeg = createMediaLeg({ next: () => marked(marker), onFrame: (payload) => void heard.push(payload[1] ?? 0) })
  onTestFinished(() => browser.close())
  const open = new Promise<void>((resolve) => {
    leg.onOpen = resolve
  })
  const remote = readSdp(await browser.offer())
  if ('status' in remote) throw new Error('the browser of the test offers no usable sound')
  browser.accept(await leg.answer(remote))
  await open
  /** Resolves when it has heard that marker so often from now on. */
  const hears = (wanted: number, times = 10): Promise<void> => {
    const from = heard.length
    return expect.poll(() => heard.slice(from).filter((one) => one === wanted).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(times)
  }
  return { heard, hears }
}

test('two legs hear each other, hear a programme to its end, and are counted', async () => {
  const { sound } = await house().signalling()
  const [one, two] = [sound.leg(), sound.leg()]
  const [a, b] = [await connect(one, 1), await connect(two, 2)]
  one.pass(two)
  two.pass(one)
  await Promise.all([a.hears(2), b.hears(1)])
  one.pass(null)
  two.pass(null)

  const ended = new Promise<void>((resolve) => one.play(onceProgramme([[marked(7), marked(7)], [marked(8)]]), resolve))
  await Promise.all([ended, a.hears(7, 2), a.hears(8, 1)])
  await expect.poll(() => one.received.rtp).toBeGreaterThan(10)
  expect(sound.legs).toBe(2)
})

test('hands packets over to a listener, until something else is wanted', async () => {
  const { sound } = await house().signalling()
  const leg = sound.leg()
  await connect(leg, 5)
  const packets: [number | undefined, number][] = []
  leg.pass((payload, timestamp) => packets.push([payload[1], timestamp]))
  await expect.poll(() => packets.length).toBeGreaterThan(5)
  const [[marker, first], [, second]] = packets as [[number, number], [number, number]]
  expect([marker, (second - first) >>> 0]).toEqual([5, 960])
  leg.pass(null)
})

test('what is noted stands when signalling goes, heard all along, and the next one takes it up', async () => {
  const at = house()
  const before = await at.signalling()
  const [one, two, unknown] = [before.sound.leg(), before.sound.leg(), before.sound.leg()]
  const [a, b, c] = [await connect(one, 1), await connect(two, 2), await connect(unknown, 3)]
  one.pass(two)
  two.pass(one)
  unknown.play(holdProgramme([marked(9)]))
  await Promise.all([a.hears(2), b.hears(1), c.hears(9)])
  one.note('talk')
  two.note('beside')
  before.gone()
  await Promise.all([a.hears(2, 50), b.hears(1, 50)])

  const { sound } = await at.signalling()
  expect(sound.left.map(({ note, opened, lost }) => ({ note, opened, lost }))).toEqual([
    { note: 'talk', opened: true, lost: false },
    { note: 'beside', opened: true, lost: false },
  ])
  const silent = c.heard.length
  const [three, four] = sound.left.map((standing) => sound.adopt(standing)) as [SoundLeg, SoundLeg]
  await Promise.all([a.hears(2), b.hears(1)])
  expect(c.heard.length - silent).toBeLessThanOrEqual(1)
  three.pass(null)
  three.play(holdProgramme([marked(6)]))
  four.pass(null)
  await a.hears(6)
  expect(sound.leg().id).toBeGreaterThan(Math.max(three.id, four.id))
})

test('who waits goes on hearing the waiting sound while signalling is away', async () => {
  const at = house()
  const before = await at.signalling()
  const leg = before.sound.leg()
  const waiting = await connect(leg, 1)
  leg.play(holdProgramme([marked(4)]))
  leg.note('waits')
  await waiting.hears(4)
  before.gone()
  await waiting.hears(4, 100)
})

test('an order about a leg that is closed says so, and touches nobody', async () => {
  const faults: string[] = []
  const { sound } = await house().signalling((fault) => faults.push(fault.message))
  const [gone, there] = [sound.leg(), sound.leg()]
  const listener = await connect(there, 1)
  there.play(holdProgramme([marked(3)]))
  gone.close()
  gone.pass(there)
  gone.play(holdProgramme([marked(1)]))
  await expect(gone.offer()).rejects.toThrow(SoundUnusable)
  await listener.hears(3)
  expect(faults).toEqual([])
})

test('a port that is taken is refused in words', async () => {
  const first = await house().signalling()
  const [near, far] = loopChannel<ToSound, FromSound>()
  const second = createSoundHost()
  onTestFinished(() => second.close())
  second.attach(far)
  await expect(openSound(near, { ...SETTINGS, port: first.sound.port })).rejects.toThrow(
    `UDP port ${first.sound.port} cannot be used for media: set MEDIA_PORT to a free one.`,
  )
})
