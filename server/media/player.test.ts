import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Leg } from './leg.ts'
import type { Clip } from './oggOpus.ts'
import { createPlayer, type Player } from './player.ts'

/** A leg that notes what is played to it. */
function listener(): { readonly leg: Leg; readonly frames: string[] } {
  const frames: string[] = []
  return { leg: { play: (frame: Buffer) => frames.push(frame.toString()) } as unknown as Leg, frames }
}
const clip = (...frames: string[]): Clip => frames.map((frame) => Buffer.from(frame))

describe('the player', () => {
  let player: Player
  const said: string[] = []
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    player = createPlayer()
    said.length = 0
  })
  afterEach(() => {
    player.close()
    vi.useRealTimers()
  })
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
  /** Answers each question with the next of these clips, and then that there is no more. */
  function follow(leg: Leg, clips: readonly Clip[], onEnd: () => void = () => said.push('end')) {
    const left = [...clips]
    return { onWants: () => player.more(leg, left.shift() ?? null), onEnd }
  }
  const unanswered = { onWants: () => void said.push('wants'), onEnd: () => void said.push('end') }

  it('sends a frame each 20 ms, and says once that all has been played', async () => {
    const { leg, frames } = listener()
    player.play(leg, clip('a', 'b'), follow(leg, [clip('c')]))
    await pass(41)
    expect([frames, said]).toEqual([['a', 'b', 'c'], []])
    await pass(200)
    expect([frames, said]).toEqual([['a', 'b', 'c'], ['end']])
  })

  it.each<[string, (leg: Leg) => void]>([
    ['stopped', (leg) => player.stop(leg)],
    ['replaced', (leg) => player.play(leg, clip('z', 'z'), { onWants() {}, onEnd() {} })],
  ])('says nothing of the end of one that was %s', async (_name, interrupt) => {
    const { leg } = listener()
    player.play(leg, clip('a', 'b', 'c'), follow(leg, []))
    await pass(25)
    interrupt(leg)
    await pass(500)
    expect(said).toEqual([])
  })

  it('asks once, shortly before the end of a clip', async () => {
    const { leg, frames } = listener()
    player.play(leg, clip(...'abcdefghij'), unanswered)
    await pass(81)
    expect([frames.length, said]).toEqual([5, []])
    await pass(20)
    expect(said).toEqual(['wants'])
    await pass(500)
    expect([frames.join(''), said]).toEqual(['abcdefghij', ['wants']])
    player.more(leg, clip('k'))
    await pass(30)
    expect(frames.join('')).toBe('abcdefghijk')
  })

  it('repeats what is meant for it while nobody answers, and gives way at once', async () => {
    const { leg, frames } = listener()
    player.play(leg, clip('a'), unanswered, clip('m', 'n'))
    await pass(121)
    expect(frames.join('')).toBe('amnmnmn')
    player.more(leg, clip('b', 'c'))
    await pass(40)
    expect(frames.join('')).toBe('amnmnmnbc')
    expect(said).toEqual(['wants', 'wants'])
  })

  it('ends a leg that was waiting for more when there is none', async () => {
    const { leg } = listener()
    player.play(leg, clip('a'), unanswered, clip('m'))
    await pass(100)
    player.more(leg, null)
    await pass(40)
    expect(said).toEqual(['wants', 'end'])
  })

  it('can be given the next clip when all has been played', async () => {
    const { leg, frames } = listener()
    player.play(
      leg,
      clip('a'),
      follow(leg, [], () => player.play(leg, clip('b'), follow(leg, []))),
    )
    await pass(200)
    expect([frames, said]).toEqual([['a', 'b'], ['end']])
  })

  it('lets a clip without frames pass in one frame, even if there is nothing else', async () => {
    const { leg, frames } = listener()
    player.play(leg, [], { onWants: () => player.more(leg, []), onEnd() {} }, [])
    await pass(100)
    player.play(leg, [], follow(leg, [clip('a')]))
    await pass(100)
    expect(frames).toEqual(['a'])
  })
})
