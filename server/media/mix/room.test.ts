import { Application, createEncoder } from 'libopus-wasm'
import { beforeAll, describe, expect, it } from 'vitest'
import { amplitude, rtp, sound, tonePackets } from '../testing/tones.ts'
import { createOpusDecoder, createOpusEncoder } from './opus.ts'
import { createRoom, type PartyId, type Room } from './room.ts'

const CALLER = 1
const ADVISOR = 2
const INTERPRETER = 3
const ALL = [CALLER, ADVISOR, INTERPRETER] as const
/** Speech frequencies that are no multiples of each other. */
const HZ = { [CALLER]: 440, [ADVISOR]: 970, [INTERPRETER]: 1730 } as const
const FRAMES = 150
/** A tone is there from this amplitude on; each is sent with 0.25. */
const THERE = 0.1
/** What coding leaves of nothing lies far below. */
const AWAY = 0.01

const tones = new Map<PartyId, Uint8Array[]>()
beforeAll(async () => {
  for (const party of ALL) tones.set(party, await tonePackets(HZ[party], FRAMES))
})

/** What may happen at a frame: loss, lateness in ms, and anything done to the room. */
interface Happening {
  readonly late?: (party: PartyId, frame: number) => number | null
  readonly at?: (frame: number, room: Room) => void
  readonly ssrc?: number
}

/** Three parties talk for FRAMES frames at once; time is simulated. Gives the packets that each one heard. */
async function talk({ late = () => 0, at = () => {}, ssrc = 0x51 }: Happening = {}) {
  const room = createRoom()
  for (const party of ALL) room.join(party, await createOpusDecoder(), await createOpusEncoder(), true)
  const heard = new Map<PartyId, Uint8Array[]>(ALL.map((party) => [party, []]))
  const coming = ALL.flatMap((party) =>
    (tones.get(party) ?? []).flatMap((payload, frame) => {
      const delay = late(party, frame)
      return delay === null ? [] : [{ party, packet: rtp(payload, frame, ssrc + party), at: frame * 20 + party * 3 + delay }]
    }),
  ).sort((a, b) => a.at - b.at)
  let ticks = 0
  for (let now = 10; now < FRAMES * 20 || !room.still; now += 20) {
    at((now - 10) / 20, room)
    while (coming[0] && coming[0].at <= now) {
      const { party, packet, at } = coming.shift() as (typeof coming)[number]
      room.put(party, packet, at)
    }
    for (const { party, frame } of room.tick(now)) heard.get(party)?.push(frame)
    ticks += 1
    if (ticks > FRAMES * 2) throw new Error('the room is never still')
  }
  room.close()
  return { heard, ticks }
}

/** Amplitudes of the three tones in what a party heard of a second in the middle. */
async function tonesIn(packets: readonly Uint8Array[], from = 60, to = 110) {
  const middle = (await sound(packets)).subarray(from * 960, to * 960)
  return ALL.map((party) => amplitude(middle, HZ[party]))
}

/** Per tone of CALLER, ADVISOR and INTERPRETER: heard or not; fails on anything between. */
function judged(amplitudes: readonly number[]): boolean[] {
  return amplitudes.map((each) => {
    if (each > AWAY && each < THERE) throw new Error(`neither there nor away: ${each}`)
    return each >= THERE
  })
}

describe('a conversation of three', () => {
  it('lets everybody hear the two others, and nobody themself', async () => {
    const { heard } = await talk()
    expect(judged(await tonesIn(heard.get(CALLER) ?? []))).toEqual([false, true, true])
    expect(judged(await tonesIn(heard.get(ADVISOR) ?? []))).toEqual([true, false, true])
    expect(judged(await tonesIn(heard.get(INTERPRETER) ?? []))).toEqual([true, true, false])
  })

  it('neither lets a party on hold hear, nor be heard', async () => {
    const { heard } = await talk({ at: (frame, room) => frame === 0 && room.setActive(INTERPRETER, false) })
    expect(judged(await tonesIn(heard.get(CALLER) ?? []))).toEqual([false, true, false])
    expect(judged(await tonesIn(heard.get(ADVISOR) ?? []))).toEqual([true, false, false])
    expect(heard.get(INTERPRETER)).toEqual([])
  })

  it('takes a party back from hold', async () => {
    const { heard } = await talk({
      at(frame, room) {
        if (frame === 10) room.setActive(CALLER, false)
        if (frame === 50) room.setActive(CALLER, true)
      },
    })
    expect(judged(await tonesIn(heard.get(ADVISOR) ?? [], 15, 45))).toEqual([false, false, true])
    expect(judged(await tonesIn(heard.get(ADVISOR) ?? [], 80, 120))).toEqual([true, false, true])
    // Four frames less in its own packets: it heard none while on hold.
    expect(judged(await tonesIn(heard.get(CALLER) ?? [], 40, 80))).toEqual([false, true, true])
  })

  it('goes on with those who are left when one leaves', async () => {
    const { heard } = await talk({ at: (frame, room) => frame === 40 && room.leave(ADVISOR) })
    expect(judged(await tonesIn(heard.get(CALLER) ?? []))).toEqual([false, false, true])
    expect(judged(await tonesIn(heard.get(INTERPRETER) ?? []))).toEqual([true, false, false])
    expect((heard.get(ADVISOR) ?? []).length).toBeLessThan(41)
  })

  it.each([
    ['a tenth is lost', (party: PartyId, frame: number) => ((frame * 7 + party) % 10 === 0 ? null : 0)],
    ['neighbours are swapped', (_party: PartyId, frame: number) => (frame % 9 === 4 ? 25 : 0)],
    ['all come unevenly', (party: PartyId, frame: number) => (frame * 13 + party * 5) % 37],
    ['200 ms are lost in one', (party: PartyId, frame: number) => (party === CALLER && frame >= 30 && frame < 40 ? null : 0)],
  ])('stays together when %s', async (_what, late) => {
    const { heard, ticks } = await talk({ late })
    expect(judged(await tonesIn(heard.get(CALLER) ?? []))).toEqual([false, true, true])
    expect(judged(await tonesIn(heard.get(ADVISOR) ?? []))).toEqual([true, false, true])
    expect(judged(await tonesIn(heard.get(INTERPRETER) ?? []))).toEqual([true, true, false])
    // Whoever is too late in the end would still be heard now: 150 frames, a wait, a concealment and a tail.
    expect(ticks).toBeLessThan(FRAMES + 20)
  })

  it.each([10, 40, 60])('takes packets of %i ms', async (ms) => {
    const encoder = await createEncoder({ sampleRate: 48_000, channels: 1, application: Application.Voip, frameSize: ms * 48 })
    const room = createRoom()
    for (const party of [CALLER, ADVISOR]) room.join(party, await createOpusDecoder(), await createOpusEncoder(), true)
    const heard: Uint8Array[] = []
    const samples = Float32Array.from({ length: 48 * 3_000 }, (_, i) => 0.25 * Math.sin((2 * Math.PI * HZ[CALLER] * i) / 48_000))
    for (let at = 0, number = 0; at < 3_000; at += 10) {
      if (at % ms === 0) room.put(CALLER, rtp(encoder.encodeFloat(samples.slice(at * 48, (at + ms) * 48)), number++, 1), at)
      if (at % 20 === 10) for (const { party, frame } of room.tick(at)) if (party === ADVISOR) heard.push(frame)
    }
    room.close()
    encoder.free()
    expect(amplitude((await sound(heard)).subarray(50 * 960, 120 * 960), HZ[CALLER])).toBeGreaterThan(0.22)
  })

  it('goes on when one sends what is no sound', async () => {
    const garbage = new Uint8Array(40).fill(0xff)
    const { heard } = await talk({
      at(frame, room) {
        if (frame < FRAMES) room.put(INTERPRETER, rtp(garbage, 3_000 + frame, 0x99), frame * 20)
      },
    })
    expect(judged(await tonesIn(heard.get(ADVISOR) ?? []))[0]).toBe(true)
    expect(judged(await tonesIn(heard.get(CALLER) ?? []))[1]).toBe(true)
  })

  it('lets nothing of a packet but its voice through', async () => {
    const marks = (party: PartyId) => Buffer.from(rtp(new Uint8Array(0), 0, 0x5eed_c0de + party)).subarray(8, 12)
    const { heard } = await talk({ ssrc: 0x5eed_c0de })
    const holds = (packets: readonly Uint8Array[]) =>
      packets.some((packet) => ALL.some((party) => Buffer.from(packet).includes(marks(party))))
    for (const party of ALL) expect(holds(heard.get(party) ?? [])).toBe(false)
    // Handed over as they are, they would be seen.
    expect(holds([rtp(new Uint8Array(5), 1, 0x5eed_c0de + CALLER)])).toBe(true)
  })

  it('costs nothing when nobody speaks', async () => {
    const room = createRoom()
    for (const party of ALL) room.join(party, await createOpusDecoder(), await createOpusEncoder(), true)
    expect(room.still).toBe(true)
    expect(room.tick(0)).toEqual([])
    room.close()
    expect(room.size).toBe(0)
  })
})
