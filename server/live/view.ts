import type { Advisor, Call, Floor, Line, LineId } from '../../shared/floor/model.ts'
import { isOfferable, linesInOrder, talkingCalls, talkStart, waitingCalls } from '../../shared/floor/questions.ts'
import { newLineService } from '../../shared/floor/service.ts'
import type { Figures } from '../../shared/wire.ts'

/**
 * A floor as a board of these lines may see it; null: of every line. Pure. It holds what a board draws and nothing else: names of lines, who
 * waits and talks since when, who is available. Calls and advisors are numbered by their place, so that nobody can be followed from one
 * moment to the next, and nobody in an advisor's other states is in it. `rev` is left for the caller to set.
 */
export function boardFloor(floor: Floor, lines: readonly LineId[] | null): Floor {
  const shown = linesInOrder(floor).filter(({ id }) => lines === null || lines.includes(id))
  const ids = new Set(shown.map(({ id }) => id))
  const waiting = waitingCalls(floor).filter(({ line }) => ids.has(line))
  const talking = talkingCalls(floor).filter(({ line }) => ids.has(line))
  return {
    rev: 0,
    lines: Object.fromEntries(shown.map((line) => [line.id, boardLine(line)])),
    calls: numbered([...waiting.map(waits), ...talking.map(talks)]),
    advisors: numbered(
      Object.values(floor.advisors)
        .filter(({ state }) => state.is === 'available')
        .map((advisor) => available(advisor, shown))
        .filter(({ lines: own }) => own.length > 0)
        // By what is seen of them alone: any other order would tell one from another.
        .sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b))),
    ),
    trunk: floor.trunk.is === 'down' ? { ...floor.trunk, why: 'lost' } : floor.trunk,
    keeping: { is: 'able' },
  }
}

/** The figures of the lines that a board's floor has. Pure. */
export function figuresOf(figures: Figures, lines: Floor['lines']): Figures {
  return Object.fromEntries(Object.entries(figures).filter(([line]) => Object.hasOwn(lines, line)))
}

function boardLine({ id, name, order, timeZone }: Line): Line {
  return { id, name, order, timeZone, greeting: '', startedOn: '', catchment: 0, ...newLineService }
}

function blank(line: LineId): Omit<Call, 'waitingSince' | 'state'> {
  return {
    ...{ id: '', line, channel: 'web', kind: 'call', reason: null, language: null, metClosed: false, arrivedAt: 0, answeredAt: null },
    ...{ talkedMs: 0, heldMs: 0, advisor: null, interpreter: null, interpretedMs: 0, interpretedLanguage: null },
  }
}

/** An offer that goes and comes back moves nothing on a board. */
const waits = ({ line, waitingSince }: Call): Call => ({ ...blank(line), waitingSince, state: { is: 'waiting', first: false } })

function talks(call: Call): Call {
  const since = talkStart(call)
  const onHold = call.state.is === 'talking' && call.state.onHold
  return { ...blank(call.line), waitingSince: 0, state: { is: 'talking', advisor: '', since, countedTo: since, onHold } }
}

function available(advisor: Advisor, shown: readonly Line[]): Advisor {
  const reached = isOfferable(advisor)
  return {
    ...{ id: '', name: '', languages: [], state: { is: 'available', since: 0 } },
    lines: shown.map(({ id }) => id).filter((id) => advisor.lines.includes(id)),
    phone: { instance: '', ready: reached, reachable: reached },
  }
}

function numbered<T extends { readonly id: string }>(all: readonly T[]): Record<string, T> {
  return Object.fromEntries(all.map((one, place) => [String(place), { ...one, id: String(place) }]))
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
