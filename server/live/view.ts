import type { Change } from '../../shared/floor/changes.ts'
import type { Floor } from '../../shared/floor/model.ts'

/** A floor as a board may see it: no advisor has a name. Pure. */
export function boardFloor(floor: Floor): Floor {
  const advisors = Object.values(floor.advisors).map((advisor) => [advisor.id, { ...advisor, name: '' }] as const)
  return { ...floor, advisors: Object.fromEntries(advisors) }
}

/** Changes as a board may see them: evolve of these on a board's floor gives a board's floor. Pure. */
export function boardChanges(changes: readonly Change[]): readonly Change[] {
  return changes.some(({ type }) => type === 'advisorSet')
    ? changes.map((change) => (change.type === 'advisorSet' ? { ...change, name: '' } : change))
    : changes
}
