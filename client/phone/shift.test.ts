import { describe, expect, it } from 'vitest'
import { runShiftChecks, SHIFT_STEPS, type ShiftChecks, type ShiftRun } from './shift.ts'

const allFine = Object.fromEntries(SHIFT_STEPS.map((step) => [step, async () => null])) as unknown as ShiftChecks

describe('starting a shift', () => {
  it('looks at everything in order and tells of each step', async () => {
    const seen: ShiftRun[] = []
    const end = await runShiftChecks(allFine, (run) => seen.push(run))
    expect(end.fault).toBeNull()
    expect(Object.values(end.steps)).toEqual(SHIFT_STEPS.map(() => 'done'))
    expect(seen.length).toBe(2 * SHIFT_STEPS.length)
    expect(seen[0]?.steps.sound).toBe('doing')
  })

  it('stops at the first fault: what comes after is not claimed', async () => {
    let registered = false
    const checks: ShiftChecks = {
      ...allFine,
      microphone: async () => 'blocked',
      phone: async () => {
        registered = true
        return null
      },
    }
    const end = await runShiftChecks(checks, () => {})
    expect(end.fault).toBe('blocked')
    expect(end.steps).toMatchObject({ sound: 'done', microphone: 'failed', output: 'todo', shift: 'todo' })
    expect(registered).toBe(false)
  })
})
