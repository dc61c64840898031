import { createHmac, randomBytes } from 'node:crypto'
import type { CallId, LineId } from '../../shared/floor/model.ts'
import { RETURN_MS } from '../../shared/limits.ts'
import { CALL_BEAT_MS } from '../record/heartbeat.ts'
import type { Db } from '../record/open.ts'

/**
 * Proofs with which callers whose call a fault of ours has ended are first in line again. A ticket is a keyed hash of the call's random id:
 * it names nobody, cannot be made up, and says nothing once its call has ended in any other way.
 */
export interface ReturnTickets {
  /** The ticket of a call, for its own caller alone: 43 characters of base64url. */
  of(call: CallId): string
  /** A fault of ours has ended the call: its ticket counts once, on the same line, for RETURN_MS. */
  honour(call: CallId, line: LineId): void
  /** Whether the bearer goes first on this line. A ticket that counts is used up by it. */
  redeem(ticket: string, line: LineId): boolean
}

/** The most tickets that count at one time; the oldest gives way. Far more than calls can be open. */
const MOST = 5_000
const KEY_BYTES = 32
const KEY_NAME = 'return_key'

/** `key`: 32 random bytes; `now`: any clock that is never set back, in ms. */
export function createReturnTickets(key: Buffer, now: () => number = () => performance.now()): ReturnTickets {
  const honoured = new Map<string, { readonly line: LineId; readonly until: number }>()
  const of = (call: CallId): string => createHmac('sha256', key).update(call).digest('base64url')

  /** They are in the order in which they end. */
  function sweep(): void {
    for (const [ticket, { until }] of honoured) {
      if (until > now() && honoured.size <= MOST) return
      honoured.delete(ticket)
    }
  }

  return {
    of,
    honour(call, line) {
      honoured.set(of(call), { line, until: now() + RETURN_MS })
      sweep()
    },
    redeem(ticket, line) {
      sweep()
      if (honoured.get(ticket)?.line !== line) return false
      return honoured.delete(ticket)
    },
  }
}

/**
 * The tickets of a server that starts: under the key of the record, which is made at the first start, and with the web calls honoured that
 * ended as interrupted just before. `clock` is ms since 1970. For the time after `closeOpenCalls`. A ticket that was used right before a
 * second crash counts once more: what is used up is kept nowhere.
 */
export async function loadReturnTickets(db: Db, clock: () => number): Promise<ReturnTickets> {
  const made = randomBytes(KEY_BYTES).toString('base64')
  await db
    .insertInto('meta')
    .values({ name: KEY_NAME, value: made })
    .onConflict((known) => known.column('name').doNothing())
    .execute()
  const { value } = await db.selectFrom('meta').select('value').where('name', '=', KEY_NAME).executeTakeFirstOrThrow()
  const tickets = createReturnTickets(Buffer.from(value, 'base64'))
  // An open call's last moment in the record is up to one beat before the crash.
  const interrupted = await db
    .selectFrom('calls')
    .select(['id', 'line'])
    .where('outcome', '=', 'interrupted')
    .where('channel', '=', 'web')
    .where('origin', '!=', 'imported')
    .where('ended', '>=', clock() - RETURN_MS - CALL_BEAT_MS)
    .orderBy('arrived')
    .execute()
  for (const { id, line } of interrupted) tickets.honour(id, line)
  return tickets
}
