import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MESSAGE_MAX_S, MESSAGE_SILENCE_S } from '../../shared/limits.ts'
import { oggFrames } from '../media/oggFrames.ts'
import { oggFile } from './oggFile.ts'
import { MOST_PACKETS } from './packets.ts'
import { type CreateMeter, createRecording, type Recorded } from './recorder.ts'

const voice = oggFrames(readFileSync(new URL('../demo/sv/voice.ogg', import.meta.url)))
const FRAME = 960

/** Says of each packet what `level` says. */
const meterOf =
  (level: () => number): CreateMeter =>
  (onLevel) => ({ measure: () => onLevel(level()), close() {} })
const LOUD = meterOf(() => -20)
const QUIET = meterOf(() => -70)
const DEAF: CreateMeter = () => ({ measure() {}, close() {} })

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

function setUp(meter: CreateMeter) {
  const stored: Recorded[] = []
  const onEnd = vi.fn()
  const store = async (recorded: Recorded) => `message ${stored.push(recorded)}`
  const recording = createRecording(meter, store, onEnd)
  let at = 4_294_000_000
  return {
    recording,
    stored,
    onEnd,
    /** `seconds` of voice, in their time. */
    say(seconds: number) {
      for (let n = 0; n < seconds * 50; n++) {
        recording.add(voice[n % voice.length] as Buffer, at % 2 ** 32)
        at += FRAME
        vi.advanceTimersByTime(20)
      }
    },
    /** A sender that saves its silence. */
    pause(seconds: number) {
      at += seconds * 50 * FRAME
      vi.advanceTimersByTime(seconds * 1_000)
    },
  }
}

describe('a message', () => {
  it('is kept with its pauses', async () => {
    const { recording, say, pause, stored } = setUp(LOUD)
    say(2)
    pause(3)
    say(1)
    expect(recording.ms).toBe(6_000)
    expect(await recording.keep()).toBe('message 1')
    expect(stored[0]).toMatchObject({ ms: 6_000 })
    expect(stored[0]?.packets).toHaveLength(300)
  })

  it.each<[string, CreateMeter, number, string | null]>([
    ['short', LOUD, 1.9, null],
    ['long enough', LOUD, 2, 'message 1'],
    ['without speech', QUIET, 8, null],
    ['that nobody could measure', DEAF, 2, 'message 1'],
  ])('%s is kept or not', async (_name, meter, seconds, kept) => {
    const { recording, say, stored } = setUp(meter)
    say(seconds)
    const keeping = recording.keep()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await keeping).toBe(kept)
    expect(stored).toHaveLength(kept === null ? 0 : 1)
  })

  it('waits for levels that come late', async () => {
    let tell = (_dbfs: number): void => {}
    const { recording, say } = setUp((onLevel) => {
      tell = onLevel
      return { measure() {}, close() {} }
    })
    say(4)
    for (let n = 0; n < 120; n++) tell(-70)
    const keeping = recording.keep()
    for (let n = 0; n < 80; n++) tell(-20)
    expect(await keeping).toBe('message 1')
  })

  it('ends once by silence, and keeps what was said', async () => {
    let level = -20
    const { recording, say, onEnd } = setUp(meterOf(() => level))
    say(3)
    level = -70
    say(MESSAGE_SILENCE_S - 1)
    expect(onEnd).not.toHaveBeenCalled()
    say(30)
    expect(onEnd).toHaveBeenCalledTimes(1)
    expect(recording.ms).toBeLessThan((3 + MESSAGE_SILENCE_S + 1) * 1_000)
    expect(await recording.keep()).toBe('message 1')
  })

  it('ends by silence when nothing comes at all', () => {
    const { pause, onEnd } = setUp(LOUD)
    pause(MESSAGE_SILENCE_S + 1)
    expect(onEnd).toHaveBeenCalledTimes(1)
  })

  it('does not end while it cannot be measured', () => {
    const { say, onEnd } = setUp(DEAF)
    say(60)
    expect(onEnd).not.toHaveBeenCalled()
  })

  it('ends once at the longest length', async () => {
    const { recording, say, onEnd } = setUp(LOUD)
    say(MESSAGE_MAX_S + 20)
    expect(onEnd).toHaveBeenCalledTimes(1)
    expect(recording.ms).toBe(MESSAGE_MAX_S * 1_000)
    expect(await recording.keep()).toBe('message 1')
  })

  it('is kept once, and not after it was discarded', async () => {
    const first = setUp(LOUD)
    first.say(3)
    expect(await Promise.all([first.recording.keep(), first.recording.keep()])).toEqual(['message 1', null])
    const second = setUp(LOUD)
    second.say(3)
    second.recording.discard()
    expect(await second.recording.keep()).toBeNull()
    expect(second.stored).toEqual([])
  })

  it('of made-up times is no longer than what came, or the longest one', async () => {
    const backwards = setUp(LOUD)
    backwards.say(3)
    for (let n = 0; n < 3_000; n++) backwards.recording.add(voice[0] as Buffer, (2 ** 32 - n * 14_980 * 48) % 2 ** 32)
    expect(backwards.recording.ms).toBeLessThan(63_000)
    expect(await backwards.recording.keep()).toBe('message 1')
    expect(backwards.stored[0]?.packets.length).toBeLessThan(3_150)
    const forwards = setUp(LOUD)
    for (let n = 0; n < 3_000; n++) forwards.recording.add(voice[0] as Buffer, (n * 14_980 * 48) % 2 ** 32)
    expect(forwards.recording.ms).toBeLessThanOrEqual(MESSAGE_MAX_S * 1_000)
    expect(await forwards.recording.keep()).toBe('message 1')
    expect(forwards.stored[0]?.packets.length).toBeLessThanOrEqual(MESSAGE_MAX_S * 50)
  })

  it('ends when it holds as much as the longest one may, whatever times it claims', async () => {
    const { recording, stored, onEnd } = setUp(LOUD)
    // Each begins one sample after the one before: bytes and length would not reach their bounds.
    for (let n = 0; n < MOST_PACKETS + 50; n++) recording.add(Buffer.from([0xe0, 1]), n)
    expect(onEnd).toHaveBeenCalledTimes(1)
    await recording.keep()
    expect(stored).toEqual([])
    const piled = setUp(LOUD)
    for (let n = 0; n <= MESSAGE_MAX_S * 50; n++) piled.recording.add(voice[0] as Buffer, n)
    expect(piled.onEnd).toHaveBeenCalledTimes(1)
  })

  it('keeps a packet once that comes often', async () => {
    const { recording, say, stored } = setUp(LOUD)
    say(3)
    for (let n = 0; n < 50; n++) recording.add(voice[0] as Buffer, 4_294_000_000)
    expect(await recording.keep()).toBe('message 1')
    expect(stored[0]).toMatchObject({ ms: 3_000 })
  })

  it('leaves out what is no Opus', () => {
    const { recording, say } = setUp(LOUD)
    say(1)
    recording.add(Buffer.alloc(0), 0)
    recording.add(Buffer.from([0x7b, 0]), 0)
    expect(recording.ms).toBe(1_000)
  })
})

it('makes a file that ffmpeg decodes to the length and loudness that was said', async () => {
  vi.useRealTimers()
  const pause = Array.from({ length: 100 }, () => Buffer.from([(voice[0]?.[0] ?? 0) & 0xfc]))
  const packets = [...voice.slice(0, 100), ...pause, ...voice.slice(100, 200)]
  const file = await oggFile(packets)
  const pcm = execFileSync('ffmpeg', ['-v', 'error', '-i', '-', '-f', 's16le', '-ac', '1', '-ar', '48000', '-'], {
    input: file,
    maxBuffer: 2e7,
  })
  const samples = new Int16Array(pcm.buffer, pcm.byteOffset, pcm.length / 2)
  const level = (from: number, to: number) => {
    const part = samples.subarray(from * 48_000, to * 48_000)
    return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length)
  }
  expect(samples.length / 48_000).toBeCloseTo(6, 1)
  expect(level(0, 2)).toBeGreaterThan(300)
  expect(level(3, 4)).toBeLessThan(50)
  expect(level(4, 6)).toBeGreaterThan(300)
  expect(oggFrames(file)).toEqual(packets)
})
