import { sql } from 'kysely'
import { talkSums } from '../../shared/floor/evolve.ts'
import type { CallId, Floor } from '../../shared/floor/model.ts'
import { countEnded } from './callDays.ts'
import type { Db } from './open.ts'

/** How often open calls are marked alive: the most that a crash can take from the length of a call. */
export const CALL_BEAT_MS = 5_000

/** Writes, for each open call of this floor, that it lives at `now` and its sums up to then. A row that has moved on meanwhile is left alone. */
export async function beat(db: Db, floor: Floor, now: number): Promise<void> {
  const calls = Object.values(floor.calls)
  if (calls.length === 0) return
  await db.transaction().execute(async (tx) => {
    for (const call of calls) {
      const sums = talkSums(call, now)
      await tx
        .updateTable('calls')
        .set({
          heartbeat_at: now,
          waited_s: ((call.answeredAt ?? now) - call.arrivedAt) / 1000,
          talked_s: sums.talkedMs / 1000,
          held_s: sums.heldMs / 1000,
        })
        .where('id', '=', call.id)
        .where('ended', 'is', null)
        .where('heartbeat_at', '<=', now)
        .execute()
    }
  })
}

/**
 * Closes as interrupted what a server that is gone left open, each call at the last moment at which its row was true.
 * For the start only, before any call can come. `standing` are left open: their sound goes on. Gives how many were closed, and which of
 * `standing` are open.
 */
export async function closeOpenCalls(
  db: Db,
  standing: readonly CallId[] = [],
): Promise<{ readonly closed: number; readonly open: ReadonlySet<CallId> }> {
  return db.transaction().execute(async (tx) => {
    const closed = await tx
      .updateTable('calls')
      .set({ ended: sql.ref('heartbeat_at'), outcome: 'interrupted' })
      .where('ended', 'is', null)
      .where('id', 'not in', standing)
      .returningAll()
      .execute()
    for (const row of closed) await countEnded(tx, row)
    const open = await tx.selectFrom('calls').select('id').where('ended', 'is', null).execute()
    return { closed: closed.length, open: new Set(open.map(({ id }) => id)) }
  })
}
