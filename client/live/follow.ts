import { evolve } from '../../shared/floor/evolve.ts'
import { emptyFloor, type Floor } from '../../shared/floor/model.ts'
import type { FloorChanged, FloorSnapshot } from '../../shared/wire.ts'

/** The floor as this browser knows it: the value, and whether a number is missing so that a snapshot must be asked for. */
export interface Followed {
  readonly floor: Floor
  readonly needsSnapshot: boolean
}

/** What a page knows before the first snapshot. */
export const followNothing: Followed = { floor: emptyFloor, needsSnapshot: true }

/** Everything anew. A snapshot older than what is known is taken too: the server may have started over. */
export function followSnapshot(snapshot: FloorSnapshot): Followed {
  return { floor: snapshot.floor, needsSnapshot: false }
}

/**
 * The floor after an announcement of changes. Changes that are known already are skipped; when a number is missing, or a change
 * does not fit, the floor stays as it was and asks for a snapshot.
 */
export function followChanges(known: Followed, changed: FloorChanged): Followed {
  if (known.needsSnapshot) return known
  const first = changed.rev - changed.changes.length + 1
  if (changed.rev <= known.floor.rev) return known
  if (first > known.floor.rev + 1) return { ...known, needsSnapshot: true }
  try {
    return { floor: changed.changes.slice(known.floor.rev + 1 - first).reduce(evolve, known.floor), needsSnapshot: false }
  } catch {
    return { ...known, needsSnapshot: true }
  }
}
