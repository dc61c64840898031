import type { Refusal } from '../../../shared/errors.ts'
import type { Change } from '../../../shared/floor/changes.ts'
import { evolve } from '../../../shared/floor/evolve.ts'
import { emptyFloor, type Floor, type Instant } from '../../../shared/floor/model.ts'
import type { Command } from '../commands.ts'
import { decide } from '../decide.ts'
import { line } from './histories.ts'

/** The moment at which a scene stands still; steps give seconds after it. */
export const T0: Instant = Date.UTC(2026, 2, 1, 8)

/** A command, and how many seconds after the scene's beginning it comes. */
export type Cue = readonly [atS: number, command: Command]

/** The floor after these cues. Throws when one of them is refused: a scene that did not happen proves nothing. */
export function given(...cues: readonly Cue[]): Floor {
  return cues.reduce((floor, [atS, command]) => {
    const outcome = decide(floor, command, T0 + atS * 1000)
    if (!outcome.ok) throw new Error(`given: ${command.type} was refused: ${outcome.refusal.code}`)
    return outcome.value.reduce(evolve, floor)
  }, emptyFloor)
}

/** What follows from a command: short names of the changes, or the code of the refusal. */
export function when(floor: Floor, atS: number, command: Command): { changes: readonly Change[]; refusal: Refusal | null; floor: Floor } {
  const outcome = decide(floor, command, T0 + atS * 1000)
  return outcome.ok
    ? { changes: outcome.value, refusal: null, floor: outcome.value.reduce(evolve, floor) }
    : { changes: [], refusal: outcome.refusal, floor }
}

export const aLine = (id = 'quit'): Cue => [0, { type: 'setLine', line: line(id) }]

/** An advisor on shift from `atS` on, in the page `tab1`. */
export function onShift(advisor: string, atS = 0, lines: readonly string[] = ['quit']): readonly Cue[] {
  return [
    [atS, { type: 'setAdvisor', advisor, name: advisor, lines, languages: [] }],
    [atS, { type: 'registerPhone', advisor, instance: 'tab1' }],
    [atS, { type: 'startShift', advisor, instance: 'tab1' }],
  ]
}

/** A call that waits, or is offered at once when somebody is free. */
export function waits(call: string, atS: number, onLine = 'quit'): readonly Cue[] {
  return [
    [atS, { type: 'arrive', call, line: onLine, channel: 'web' }],
    [atS, { type: 'queue', call }],
  ]
}

export const answers = (advisor: string, call: string, atS: number): Cue => [atS, { type: 'answer', call, advisor }]

/** An advisor on shift in `tab1` calls somebody back; the trunk must be up. */
export const callsBack = (advisor: string, call: string, atS: number, line = 'quit'): Cue => [
  atS,
  { type: 'callBack', call, line, advisor, instance: 'tab1', reason: 'agreed' },
]
