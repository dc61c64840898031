import { createRoot } from 'solid-js'
import { afterEach, describe, expect, it } from 'vitest'
import type { CallOutcome, EndedBy } from '../../shared/floor/model.ts'
import { createEnding } from './createEnding.ts'
import { fakeLive, LINE, ME } from './testing/fakes.ts'

let dispose = () => {}
afterEach(() => dispose())

function talking() {
  const surroundings = fakeLive()
  const ending = createRoot((off) => {
    dispose = off
    return createEnding(ME, surroundings.live)
  })
  surroundings.happens(
    { type: 'phoneRegistered', advisor: ME, instance: 'i' },
    { type: 'shiftStarted', advisor: ME },
    { type: 'callArrived', call: 'c', line: LINE.id, channel: 'phone' },
    { type: 'callQueued', call: 'c' },
    { type: 'callOffered', call: 'c', advisor: ME, until: 1 },
    { type: 'callAnswered', call: 'c', advisor: ME },
  )
  return { ...surroundings, ending }
}

describe('the end of a talk', () => {
  it.each<[CallOutcome, EndedBy, string | null]>([
    ['answered', 'caller', null],
    ['answered', 'advisor', null],
    ['answered', 'callerLost', 'callerLost'],
    ['interrupted', 'system', 'interrupted'],
  ])('%s by %s is told as %s', (outcome, by, told) => {
    const { happens, ending } = talking()
    happens({ type: 'callEnded', call: 'c', outcome, by })
    expect(ending()).toBe(told)
  })

  it('is told until the advisor goes on', () => {
    const { happens, ending } = talking()
    happens({ type: 'callEnded', call: 'c', outcome: 'interrupted', by: 'system' }, { type: 'advisorReady', advisor: ME })
    expect(ending()).toBeNull()
  })

  it('of another advisor’s talk is nothing to this one', () => {
    const { happens, ending } = talking()
    happens(
      { type: 'callArrived', call: 'd', line: LINE.id, channel: 'phone' },
      { type: 'callEnded', call: 'd', outcome: 'interrupted', by: 'system' },
    )
    expect(ending()).toBeNull()
  })
})
