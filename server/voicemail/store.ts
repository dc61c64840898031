import { MESSAGE_AFTER_ANSWER_S } from '../../shared/limits.ts'
import type { Message } from '../../shared/messages.ts'
import type { Db } from '../record/open.ts'
import type { MessageTable } from '../record/schema.ts'
import type { MessageNow, Step } from './rules.ts'

/** A message's row, as the rules see it. */
export const messageNow = (row: MessageTable): MessageNow => ({
  state: row.state,
  claimedBy: row.claimed_by,
  attempted: row.attempted !== null,
  erased: row.erased !== null,
})

/** The new message with its sealed key, in one transaction. */
export async function addMessage(
  db: Db,
  message: Pick<MessageTable, 'id' | 'line' | 'language' | 'arrived' | 'length_s' | 'expires' | 'day' | 'month' | 'origin'>,
  key: { readonly sealed: string; readonly mark: string },
): Promise<void> {
  const untouched = { claimed_by: null, claimed: null, heard: null, attempted: null, called_back: null, handled: null, erased: null }
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('messages')
      .values({ ...message, ...untouched, state: 'new' })
      .execute()
    await tx
      .insertInto('message_keys')
      .values({ message: message.id, ...key })
      .execute()
    await tx
      .insertInto('message_events')
      .values({ message: message.id, at: message.arrived, account: null, what: 'arrived', outcome: null })
      .execute()
  })
}

/** Takes the step that `decide` finds for the message as it is now, in one transaction; tells what `decide` told. Undefined: there is no such message. */
export async function change<T>(
  db: Db,
  id: string,
  account: string | null,
  now: number,
  decide: (row: MessageTable) => { readonly step: Step | null; readonly answer: T },
): Promise<T | undefined> {
  return db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) return undefined
    const { step, answer } = decide(row)
    if (!step) return answer
    const { state, claimedBy, event, outcome, erases } = step
    const tried = event === 'calledBack' || event === 'notReached'
    await tx
      .updateTable('messages')
      .set({
        state,
        claimed_by: claimedBy,
        claimed: claimedBy === null ? null : claimedBy === row.claimed_by ? row.claimed : now,
        attempted: row.attempted ?? (tried ? now : null),
        called_back: event === 'calledBack' ? now : row.called_back,
        handled: erases && state !== 'expired' ? now : row.handled,
        erased: erases ? now : null,
      })
      .where('id', '=', id)
      .execute()
    if (erases) await tx.deleteFrom('message_keys').where('message', '=', id).execute()
    await tx.insertInto('message_events').values({ message: id, at: now, account, what: event, outcome }).execute()
    return answer
  })
}

/** Notes that somebody listens. */
export async function noteHeard(db: Db, id: string, account: string, now: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('messages').set({ heard: now }).where('id', '=', id).where('heard', 'is', null).execute()
    await tx.insertInto('message_events').values({ message: id, at: now, account, what: 'heard', outcome: null }).execute()
  })
}

/** The messages whose sound is there, oldest first. */
export const openRows = (db: Db): Promise<MessageTable[]> =>
  db.selectFrom('messages').selectAll().where('erased', 'is', null).orderBy('arrived').orderBy('id').execute()

/** The messages that have come since then (ms since 1970) and are erased already. */
export const erasedSince = (db: Db, since: number): Promise<Pick<MessageTable, 'id' | 'line' | 'arrived'>[]> =>
  db.selectFrom('messages').select(['id', 'line', 'arrived']).where('erased', 'is not', null).where('arrived', '>', since).execute()

/** The rows as the work list shows them, with the attempts to call back. */
export async function withAttempts(db: Db, rows: readonly MessageTable[], dueAt: (row: MessageTable) => number): Promise<Message[]> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const events = await db
    .selectFrom('message_events')
    .select(['message', 'at', 'what', 'outcome'])
    .where('what', 'in', ['calledBack', 'notReached'])
    .where('message', 'in', ids)
    .orderBy('at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    line: row.line,
    arrivedAt: row.arrived,
    lengthS: row.length_s,
    language: row.language,
    state: row.state,
    claimedBy: row.claimed_by,
    heardAt: row.heard,
    attempts: events
      .filter(({ message }) => message === row.id)
      .map(({ at, what, outcome }) => ({
        at,
        outcome: outcome ?? (what === 'calledBack' ? ('answered' as const) : ('notReached' as const)),
      })),
    expiresAt: dueAt(row),
  }))
}

/** When a message is to be erased: so long after its arrival as the line keeps them now (`keepMs`), or kept them then, whichever is sooner; and soon after an answered call-back. */
export function dueAt(row: MessageTable, keepMs: number | null): number {
  const last = keepMs === null ? row.expires : Math.min(row.expires, row.arrived + keepMs)
  return row.state === 'calledBack' && row.called_back !== null ? Math.min(last, row.called_back + MESSAGE_AFTER_ANSWER_S * 1_000) : last
}
