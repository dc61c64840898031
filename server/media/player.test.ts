import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Leg } from './leg.ts'
import type { Clip } from './oggOpus.ts'
import { createPlayer, type Player } from './player.ts'
import { holdProgramme, onceProgramme } from './programmes.ts'

/** A leg that notes what is played to it. */
function listener(): { readonly leg: Leg; readonly frames: string[] } {
  const frames: string[] = []
  return { leg: { play: (frame: Buffer) => frames.push(frame.toString()) } as unknown as Leg, frames }
}
const clip = (...frames: string[]): Clip => frames.map((frame) => Buffer.from(frame))

describe('the player', () => {
  let player: Player
  const ended: string[] = []
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    player = createPlayer()
    ended.length = 0
  })
  afterEach(() => {
    player.close()
    vi.useRealTimers()
  })
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  it('sends a frame each 20 ms, and says once that the programme has ended', async () => {
    const { leg, frames } = listener()
    player.play(leg, onceProgramme([clip('a', 'b'), clip('c')]), () => ended.push('end'))
    await pass(41)
    expect([frames, ended]).toEqual([['a', 'b', 'c'], []])
    await pass(200)
    expect([frames, ended]).toEqual([['a', 'b', 'c'], ['end']])
  })

  it.each<[string, (leg: Leg) => void]>([
    ['stopped', (leg) => player.stop(leg)],
    ['replaced', (leg) => player.play(leg, holdProgramme(clip('z')))],
  ])('says nothing of the end of one that was %s', async (_name, interrupt) => {
    const { leg } = listener()
    player.play(leg, onceProgramme([clip('a', 'b', 'c')]), () => ended.push('end'))
    await pass(25)
    interrupt(leg)
    await pass(500)
    expect(ended).toEqual([])
  })

  it('can be given the next programme when one has ended', async () => {
    const { leg, frames } = listener()
    player.play(leg, onceProgramme([clip('a')]), () => player.play(leg, onceProgramme([clip('b')]), () => ended.push('both')))
    await pass(100)
    expect([frames, ended]).toEqual([['a', 'b'], ['both']])
  })

  it('lets a clip without frames pass in one frame, even if there is nothing else', async () => {
    const { leg, frames } = listener()
    player.play(leg, holdProgramme([]))
    await pass(100)
    player.play(leg, onceProgramme([[], clip('a')]))
    await pass(100)
    expect(frames).toEqual(['a'])
  })

  it('goes on for all others when one programme throws', async () => {
    const faults: unknown[] = []
    const listeners = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    process.once('uncaughtException', (fault) => faults.push(fault))
    const [broken, whole] = [listener(), listener()]
    player.play(
      broken.leg,
      (function* () {
        yield clip('a')
        throw new Error('broken')
      })(),
      () => ended.push('broken'),
    )
    player.play(whole.leg, holdProgramme(clip('b')))
    await pass(59)
    for (const each of listeners) process.on('uncaughtException', each)
    expect([broken.frames, whole.frames, ended]).toEqual([['a'], ['b', 'b', 'b'], ['broken']])
    expect(faults).toMatchObject([{ message: 'broken' }])
  })
})
