import type { Floor, LineId } from '../../shared/floor/model.ts'
import type { FloorPort } from '../floor/port.ts'
import { boardFloor } from './view.ts'

/** What the boards of some lines see: their own floor, numbered by its own moves alone. */
export interface BoardView {
  /** The same for all boards of the same lines. */
  readonly key: string
  /** `floor.rev` grows by one with each move that such a board can see, and tells nothing of the others. */
  readonly floor: Floor
}

/** The floors of boards, cut here so that nothing else leaves the server. Must be closed. */
export interface BoardViews {
  /** The view of these lines as it is now; null: of every line. */
  of(lines: readonly LineId[] | null): BoardView
  /** The views that somebody has asked for, as they are now. */
  all(): BoardView[]
  /** Hears of each view that has moved; returns how to stop. */
  onMoved(listener: (view: BoardView) => void): () => void
  close(): void
}

/** Follows the floor. A view is kept from its first asking on: there are no more of them than sets of lines that boards were made for. */
export function createBoardViews(floor: FloorPort): BoardViews {
  const views = new Map<string, { readonly lines: readonly LineId[] | null; seen: string; view: BoardView }>()
  const listeners = new Set<(view: BoardView) => void>()
  const following = floor.subscribe(({ floor: after }) => {
    now = after
    for (const each of views.values()) {
      const cut = boardFloor(now, each.lines)
      const seen = JSON.stringify(cut)
      if (seen === each.seen) continue
      each.seen = seen
      each.view = { ...each.view, floor: { ...cut, rev: each.view.floor.rev + 1 } }
      for (const listener of [...listeners]) listener(each.view)
    }
  })
  let now: Floor = following.now

  return {
    of(lines) {
      const key = lines === null ? 'all' : JSON.stringify([...new Set(lines)].sort())
      const known = views.get(key)
      if (known) return known.view
      const cut = boardFloor(now, lines)
      const view = { key, floor: { ...cut, rev: 1 } }
      views.set(key, { lines, seen: JSON.stringify(cut), view })
      return view
    },
    all: () => [...views.values()].map(({ view }) => view),
    onMoved(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => following.unsubscribe(),
  }
}
