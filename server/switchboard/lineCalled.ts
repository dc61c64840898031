import type { Floor, Line } from '../../shared/floor/model.ts'
import { sameNumber } from '../../shared/telephone/numbers.ts'

/**
 * The line that was called: by its id, or, when the call comes from the trunk, by its telephone number however it is written. A trunk
 * whose number is set for no line reaches the only line there is. Undefined when none is meant.
 */
export function lineCalled(lines: Floor['lines'], called: readonly string[], fromTrunk: boolean): Line | undefined {
  for (const name of called) if (Object.hasOwn(lines, name)) return lines[name]
  if (!fromTrunk) return undefined
  const all = Object.values(lines)
  const ours = all.find(({ number }) => number !== '' && called.some((name) => sameNumber(name, number)))
  return ours ?? (all.length === 1 ? all[0] : undefined)
}
