import { describe, expect, it } from 'vitest'
import { readStats } from '../ui/audioStats.ts'
import { isQuiet, qualityOf } from './quality.ts'

const fine = { lossPercent: 0, jitterMs: 5, roundTripMs: 20, packetsReceived: 100, packetsSince: 50, audioLevel: 0.2 }

describe('the line in one word', () => {
  it.each([
    ['nothing measured yet', null, 0, 'measuring'],
    ['nothing ever came', null, 4_000, 'bad'],
    ['all is well', fine, 0, 'good'],
    ['silence is no fault', { ...fine, audioLevel: 0 }, 0, 'good'],
    ['few packets in silence are no fault', { ...fine, packetsSince: 2 }, 400, 'good'],
    ['some loss', { ...fine, lossPercent: 5 }, 0, 'shaky'],
    ['much loss', { ...fine, lossPercent: 12 }, 0, 'bad'],
    ['jitter', { ...fine, jitterMs: 60 }, 0, 'shaky'],
    ['far away', { ...fine, roundTripMs: 900 }, 0, 'bad'],
    ['packets stopped', { ...fine, packetsSince: 0 }, 3_500, 'bad'],
  ] as const)('%s', (_name, readings, since, word) => expect(qualityOf(readings, since)).toBe(word))

  it('knows a quiet caller from a dead line', () => {
    expect(isQuiet({ ...fine, audioLevel: 0 })).toBe(true)
    expect(isQuiet(fine)).toBe(false)
    expect(isQuiet(null)).toBe(false)
  })
})

describe('reading statistics', () => {
  const inbound = { type: 'inbound-rtp', kind: 'audio', packetsReceived: 200, packetsLost: 10, jitter: 0.012, audioLevel: 0.1 }
  const pair = { type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.045 }

  it('counts loss since the reading before, not since the beginning', () => {
    const read = readStats([inbound, pair], { received: 110, lost: 0 })
    expect(read?.readings).toEqual({
      lossPercent: 10,
      jitterMs: 12,
      roundTripMs: 45,
      packetsReceived: 200,
      packetsSince: 90,
      audioLevel: 0.1,
    })
    expect(read?.totals).toEqual({ received: 200, lost: 10 })
  })

  it('says nothing before anything has come', () => {
    expect(readStats([pair], { received: 0, lost: 0 })).toBeNull()
  })

  it('is not confused by packets that were counted lost and came late', () => {
    expect(readStats([{ ...inbound, packetsLost: -3 }], { received: 200, lost: 4 })?.readings.lossPercent).toBe(0)
  })
})
