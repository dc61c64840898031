import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { Floor, Line, LineId } from '../../shared/floor/model.ts'
import { linesInOrder } from '../../shared/floor/questions.ts'

/** The lines of a list of ids with commas between them, in their order; all of them without a list. Refused when one is not there, or none is named. */
export function linesOf(floor: Floor, ids: string | undefined): Outcome<Line[]> {
  const all = linesInOrder(floor)
  if (ids === undefined) return ok(all)
  const wanted = ids.split(',').filter((id) => id !== '')
  if (wanted.length === 0) return refuse('badRequest', 'lines', 'must name at least one line')
  if (hasUnknown(floor, wanted)) return refuse('unknownLine', 'lines')
  return ok(all.filter(({ id }) => wanted.includes(id)))
}

/** Whether a line of these is not there. */
export const hasUnknown = (floor: Floor, ids: readonly LineId[]): boolean => ids.some((id) => !Object.hasOwn(floor.lines, id))
