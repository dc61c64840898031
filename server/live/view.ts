import type { Change } from '../../shared/floor/changes.ts'
import type { Floor, Line } from '../../shared/floor/model.ts'

/** A floor as a board may see it: no advisor has a name, and no line has numbers of others. Pure. */
export function boardFloor(floor: Floor): Floor {
  const advisors = Object.values(floor.advisors).map((advisor) => [advisor.id, { ...advisor, name: '' }] as const)
  const lines = Object.values(floor.lines).map((line) => [line.id, boardLine(line)] as const)
  return { ...floor, lines: Object.fromEntries(lines), advisors: Object.fromEntries(advisors) }
}

/** Changes as a board may see them: evolve of these on a board's floor gives a board's floor. Pure. */
export function boardChanges(changes: readonly Change[]): readonly Change[] {
  return changes.some(({ type }) => type === 'advisorSet' || type === 'lineSet') ? changes.map(boardChange) : changes
}

function boardChange(change: Change): Change {
  if (change.type === 'advisorSet') return { ...change, name: '' }
  return change.type === 'lineSet' ? { ...change, line: boardLine(change.line) } : change
}

function boardLine(line: Line): Line {
  return { ...line, service: { ...line.service, interpreters: [] } }
}
