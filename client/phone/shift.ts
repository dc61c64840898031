import type { MicrophoneFault } from './microphone.ts'

/** What is looked at before an advisor may count on getting calls, in this order. */
export const SHIFT_STEPS = ['sound', 'microphone', 'output', 'live', 'media', 'phone', 'shift'] as const
export type ShiftStep = (typeof SHIFT_STEPS)[number]

export type ShiftFault =
  | MicrophoneFault
  | 'soundBlocked'
  | 'noOutput'
  | 'noLink'
  | 'noMediaPath'
  | 'noPhoneLink'
  | 'phoneBusyElsewhere'
  | 'phoneRefused'
  | 'shiftRefused'

export type StepState = 'todo' | 'doing' | 'done' | 'failed'

export interface ShiftRun {
  readonly steps: Readonly<Record<ShiftStep, StepState>>
  /** The first thing that was wrong; later steps are then not tried. */
  readonly fault: ShiftFault | null
}

/** Each check resolves with what is wrong, or null. */
export type ShiftChecks = Readonly<Record<ShiftStep, () => Promise<ShiftFault | null>>>

const todo: ShiftRun = {
  steps: { sound: 'todo', microphone: 'todo', output: 'todo', live: 'todo', media: 'todo', phone: 'todo', shift: 'todo' },
  fault: null,
}

/** Runs the checks one by one and tells of each step; stops at the first fault. Resolves with the last state. */
export async function runShiftChecks(checks: ShiftChecks, onRun: (run: ShiftRun) => void): Promise<ShiftRun> {
  let run = todo
  const tell = (next: ShiftRun) => {
    run = next
    onRun(next)
  }
  for (const step of SHIFT_STEPS) {
    tell({ ...run, steps: { ...run.steps, [step]: 'doing' } })
    const fault = await checks[step]()
    tell({ steps: { ...run.steps, [step]: fault ? 'failed' : 'done' }, fault })
    if (fault) break
  }
  return run
}
