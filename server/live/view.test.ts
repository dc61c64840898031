import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evolve } from '../../shared/floor/evolve.ts'
import { emptyFloor, type Floor, type LineId } from '../../shared/floor/model.ts'
import { isOfferable, linesInOrder, longestWaitMs, talkingCalls, talkStart, waitingCalls } from '../../shared/floor/questions.ts'
import type { Command } from '../floor/commands.ts'
import { decide } from '../floor/decide.ts'
import { anyHistory, BEGINNING, commandOf, OPENING, type Step } from '../floor/testing/histories.ts'
import { boardFloor } from './view.ts'

const CHOICES: readonly (readonly LineId[] | null)[] = [null, ['quit'], ['children', 'night'], ['night', 'gone'], []]

/** What a board of these lines draws, from whichever floor it has. */
function drawn(floor: Floor, chosen: readonly LineId[] | null, now: number) {
  const lines = linesInOrder(floor).filter(({ id }) => chosen === null || chosen.includes(id))
  const has = (of: readonly LineId[]) => of.some((id) => lines.some((line) => line.id === id))
  const available = Object.values(floor.advisors).filter(({ state, lines: own }) => state.is === 'available' && has(own))
  return {
    lines: lines.map(({ id, name, order, timeZone }) => ({ id, name, order, timeZone })),
    each: lines.map(({ id }) => [waitingCalls(floor, id).length, longestWaitMs(floor, now, id), talkingCalls(floor, id).length]),
    talks: talkingCalls(floor)
      .filter(({ line }) => has([line]))
      .map((call) => [talkStart(call), call.state.is === 'talking' && call.state.onHold])
      .sort(),
    available: available.filter(isOfferable).length,
    unreachable: available.filter((advisor) => !isOfferable(advisor)).length,
    trunkLost: floor.trunk.is === 'down' ? floor.trunk.since : null,
  }
}

/** Each floor of a history, with its moment. */
function* floorsOf(history: readonly Step[]) {
  let floor = emptyFloor
  let now = BEGINNING
  const submit = (command: Command): void => {
    const outcome = decide(floor, command, now)
    if (outcome.ok) floor = outcome.value.reduce(evolve, floor)
  }
  for (const command of OPENING) submit(command)
  for (const [at, step] of history.entries()) {
    now += step.afterMs
    submit(commandOf(floor, step, `secret-call-${at}`))
    yield { floor, now }
  }
}

describe('what a board sees', () => {
  it('is all that it draws of its lines, whatever happens', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { floor, now } of floorsOf(history))
          for (const chosen of CHOICES) expect(drawn(boardFloor(floor, chosen), null, now)).toEqual(drawn(floor, chosen, now))
      }),
      { numRuns: 30 },
    )
  })

  it('holds no call, advisor, page, language or interpreter by name, and nothing of other lines', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { floor } of floorsOf(history)) {
          const text = JSON.stringify(boardFloor(floor, ['quit']))
          expect(text).not.toMatch(/secret-call|\bk\d|wild|ada|cleo|Name of|tab\d|[Tt]olk|\+468|"ar"|children|night/)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('moves with nothing but what it draws', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        let before: { text: string; drawn: string } | null = null
        for (const { floor } of floorsOf(history)) {
          const cut = boardFloor(floor, ['quit'])
          // With the waits themselves instead of the longest alone: those are in it for the time to come.
          const waits = waitingCalls(floor, 'quit').map(({ waitingSince }) => waitingSince)
          const lines = Object.values(cut.advisors).map((one) => one.lines.length)
          const next = { text: JSON.stringify(cut), drawn: JSON.stringify([drawn(floor, ['quit'], 0), waits.sort(), lines]) }
          if (before?.drawn === next.drawn) expect(next.text).toBe(before.text)
          before = next
        }
      }),
      { numRuns: 30 },
    )
  })
})
