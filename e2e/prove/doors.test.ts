import { afterEach, describe, expect, test } from 'vitest'
import { HANG_MS, tryDoor } from './door.ts'
import { DOOR_NAMES, doorOf, shareOf } from './doors.ts'
import { createEar, unexplained } from './ear.ts'
import { SOCKET_DOORS } from './socketDoors.ts'

const SEED = 4
/** Over all doors; `npm run prove -- fuzz` tries millions. */
const INPUTS = 30_000

describe('what strangers send, a seeded part of it', () => {
  test.each(DOOR_NAMES)('%s: no fault, and nothing that takes long', async (name) => {
    const { faults } = await tryDoor(await doorOf(name), SEED, Math.ceil(INPUTS * shareOf(name)))
    expect(faults).toEqual([])
  })

  test('the same seed gives the same inputs, another one others', async () => {
    const first = async (name: string, seed: number) => {
      const inputs: unknown[] = []
      for (const input of (await doorOf(name)).inputs(seed)) if (inputs.push(input) === 20) break
      return inputs
    }
    for (const name of DOOR_NAMES) {
      expect(await first(name, 1), name).toEqual(await first(name, 1))
      expect(await first(name, 1), name).not.toEqual(await first(name, 2))
    }
  })

  test('the shares of all doors are one whole', async () => {
    const wholes = [DOOR_NAMES.map(shareOf), Object.values(SOCKET_DOORS).map(({ share }) => share)]
    for (const shares of wholes) expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
  })
})

describe('a proof that could not fail would prove nothing', () => {
  const numbers = function* (seed: number) {
    for (let n = seed; ; n++) yield n
  }
  const door = (take: (input: unknown) => void | Promise<void>) => ({ inputs: numbers, open: async () => ({ take }) })

  test('what a door throws, or rejects with, is a fault with its input', async () => {
    const thrown = door((input) => {
      if (input === 103) throw new TypeError('not for us')
    })
    const rejected = door(async (input) => {
      if (input === 104) throw new Error('neither')
    })
    expect((await tryDoor(thrown, 100, 10)).faults).toEqual([{ n: 3, what: 'TypeError: not for us', input: '103' }])
    expect((await tryDoor(rejected, 100, 10)).faults).toEqual([{ n: 4, what: 'Error: neither', input: '104' }])
    expect((await tryDoor(thrown, 200, 10)).faultCount).toBe(0)
  })

  test('an input that takes long is one', async () => {
    const busy = door((input) => {
      const ran = process.cpuUsage()
      while (input === 2 && process.cpuUsage(ran).user < 2_000 * HANG_MS) Math.sqrt(2)
    })
    const { hangs, faults } = await tryDoor(busy, 0, 5)
    expect(hangs).toBe(1)
    expect(faults).toEqual([{ n: 2, what: expect.stringMatching(/^took \d+ ms$/), input: '2' }])
  })

  test('a door that is not there is refused by name', async () => {
    await expect(doorOf('window')).rejects.toThrow(/there is no door window; there are sip, /)
  })
})

describe('an ear', () => {
  const clock = performance.now
  afterEach(() => {
    performance.now = clock
  })

  test('notes where no frame came, until now, and takes what the machine has done to both streams out', () => {
    let now = 0
    performance.now = () => now
    const ear = createEar(40)
    const control = createEar(40)
    const hears = (at: number, ...ears: readonly { hear(): void }[]) => {
      now = at
      for (const one of ears) one.hear()
    }
    ear.begin()
    control.begin()
    for (const at of [20, 40, 120]) hears(at, ear, control)
    hears(140, control)
    hears(160, control)
    hears(180, control)
    hears(200, ear, control)
    now = 290
    expect(ear.frames).toBe(4)
    expect(ear.gaps(60)).toEqual([
      { from: 40, to: 120 },
      { from: 120, to: 200 },
      { from: 200, to: 290 },
    ])
    expect(unexplained(ear.gaps(60), control.gaps(40))).toEqual([{ from: 120, to: 200 }])
  })
})
