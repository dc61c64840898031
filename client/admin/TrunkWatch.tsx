import { onCleanup } from 'solid-js'
import type { Floor } from '../../shared/floor/model.ts'
import { api } from '../ui/api.ts'
import { TrunkNotice } from '../ui/TrunkNotice.tsx'
import { createHeld } from './createHeld.ts'

/** Supervisors are to know within 30 s that no telephone call can come. */
const ASK_MS = 10_000

/** Looks now and then whether the telephone network is reached, and says so when it is not. */
export function TrunkWatch() {
  const floor = createHeld(() => api.get<{ floor: Floor }>('/api/floor'))
  const asking = setInterval(() => void floor.ask(), ASK_MS)
  onCleanup(() => clearInterval(asking))
  return <TrunkNotice trunk={floor.value()?.floor.trunk} />
}
