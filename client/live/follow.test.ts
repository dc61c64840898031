import { describe, expect, it } from 'vitest'
import type { Change } from '../../shared/floor/changes.ts'
import { emptyFloor, type Line } from '../../shared/floor/model.ts'
import { newLineService } from '../../shared/floor/service.ts'
import type { FloorSnapshot } from '../../shared/wire.ts'
import { followChanges, followNothing, followSnapshot } from './follow.ts'

const line: Line = {
  id: 'a',
  name: 'A',
  greeting: '',
  order: 1,
  startedOn: '2026-01-01',
  catchment: 1,
  timeZone: 'Europe/Stockholm',
  ...newLineService,
}
const snapshot: FloorSnapshot = { rev: 0, floor: emptyFloor, now: 0, build: 'b', you: null, figures: {} }
const set: Change = { type: 'lineSet', at: 1, line }
const arrived = (call: string): Change => ({ type: 'callArrived', at: 2, call, line: 'a', channel: 'web' })

describe('following the floor', () => {
  it('applies changes in order', () => {
    const after = followChanges(followSnapshot(snapshot), { rev: 2, changes: [set, arrived('1')] })
    expect(after.needsSnapshot).toBe(false)
    expect(after.floor.rev).toBe(2)
    expect(Object.keys(after.floor.calls)).toEqual(['1'])
  })

  it('skips what it knows, and takes the rest of an overlapping announcement', () => {
    const one = followChanges(followSnapshot(snapshot), { rev: 1, changes: [set] })
    expect(followChanges(one, { rev: 1, changes: [set] })).toBe(one)
    expect(followChanges(one, { rev: 2, changes: [set, arrived('1')] }).floor.rev).toBe(2)
  })

  it('asks for a snapshot when a number is missing, and waits for it', () => {
    const gap = followChanges(followSnapshot(snapshot), { rev: 2, changes: [arrived('1')] })
    expect(gap).toEqual({ floor: emptyFloor, needsSnapshot: true })
    expect(followChanges(gap, { rev: 1, changes: [set] })).toBe(gap)
  })

  it('asks for a snapshot when a change does not fit', () => {
    const wrong: Change = { type: 'callQueued', at: 1, call: 'gone' }
    expect(followChanges(followSnapshot(snapshot), { rev: 1, changes: [wrong] }).needsSnapshot).toBe(true)
  })

  it('knows nothing before the first snapshot', () => {
    expect(followChanges(followNothing, { rev: 1, changes: [set] })).toBe(followNothing)
  })
})
