import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import type { AdvisorId } from '../../shared/floor/model.ts'
import type { LiveFloor } from '../live/floor.ts'

/** An end of a talk that the advisor should not have to wonder about: the other end vanished, or our side failed. */
export type BrokenOff = 'callerLost' | 'interrupted'

/** How the advisor's last talk broke off, until the after-call work is done; null when somebody hung up. */
export function createEnding(me: AdvisorId, live: LiveFloor): Accessor<BrokenOff | null> {
  const [ending, setEnding] = createSignal<BrokenOff | null>(null)
  const state = () => live.floor().advisors[me]?.state
  onCleanup(
    live.onChanges((changes) => {
      for (const change of changes) {
        if (change.type !== 'callEnded') continue
        const own = state()
        if (own?.is !== 'talking' || own.call !== change.call || live.floor().calls[change.call]?.state.is !== 'talking') continue
        setEnding(change.outcome === 'interrupted' ? 'interrupted' : change.by === 'callerLost' ? 'callerLost' : null)
      }
    }),
  )
  createEffect(() => {
    const is = state()?.is
    if (is !== 'talking' && is !== 'afterCall') setEnding(null)
  })
  return ending
}
