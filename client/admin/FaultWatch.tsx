import { onCleanup } from 'solid-js'
import type { Floor } from '../../shared/floor/model.ts'
import { api } from '../ui/api.ts'
import { createHeld } from '../ui/createHeld.ts'
import { KeepingNotice } from '../ui/KeepingNotice.tsx'
import { TrunkNotice } from '../ui/TrunkNotice.tsx'

/** Supervisors are to know within 30 s that no telephone call can come, or that no message can be kept. */
const ASK_MS = 10_000

/** Looks now and then whether the telephone network is reached and messages can be kept, and says so when not. */
export function FaultWatch() {
  const held = createHeld(() => api.get<{ floor: Floor }>('/api/floor'))
  const asking = setInterval(() => void held.ask(), ASK_MS)
  onCleanup(() => clearInterval(asking))
  const floor = () => held.value()?.floor
  return (
    <>
      <TrunkNotice trunk={floor()?.trunk} />
      <KeepingNotice floor={floor()} />
    </>
  )
}
