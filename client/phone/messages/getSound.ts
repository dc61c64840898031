import { type Outcome, ok, refuse } from '../../../shared/errors.ts'
import type { RefusalBody } from '../../../shared/http.ts'

/** A message's sound, into memory alone. Never throws. */
export async function getSound(id: string): Promise<Outcome<Blob>> {
  try {
    const response = await fetch(`/api/messages/${id}/audio`, { credentials: 'same-origin', cache: 'no-store' })
    if (response.ok) return ok(await response.blob())
    return { ok: false, refusal: ((await response.json()) as RefusalBody).refusal }
  } catch {
    return refuse('serverFault')
  }
}
