import type { BoardLink, MadeBoard, NewBoard } from '../../shared/http.ts'
import type { Db } from '../record/open.ts'
import type { BoardLinkTable } from '../record/schema.ts'
import { digest, newId, newSecret } from './secrets.ts'
import type { Sessions } from './sessions.ts'

/** A link opens a board within this time of being made. */
const LINK_MS = 3_600_000
/** A board that lives by tickets may be switched off this long. */
const TICKET_MS = 400 * 86_400_000

export interface BoardLinks {
  /** Makes a link whose ticket opens one board once, within an hour. */
  make(board: NewBoard): Promise<MadeBoard>
  list(): Promise<BoardLink[]>
  /** Removes a link and ends its board's session; false when it is not there. */
  remove(id: string): Promise<boolean>
  /** Takes a ticket for a session: gives the board, and the ticket is used up. Null for a ticket that is not good. */
  redeem(ticket: string): Promise<{ readonly board: string; readonly name: string } | null>
  /** The same for a board that keeps no cookie: also gives the ticket for its next connect. */
  exchange(ticket: string): Promise<{ readonly board: string; readonly name: string; readonly next: string } | null>
  /** The lines that a board may show; null: every line. None for a board that is not there. */
  linesOf(board: string): Promise<readonly string[] | null>
  /** The board shows signs of life; false when it has been removed. */
  touch(board: string): Promise<boolean>
  onRemoved(listener: (board: string) => void): () => void
}

/** Boards and their single-use tickets, of which the database holds only the SHA-256. `clock` gives ms. */
export function createBoardLinks(db: Db, sessions: Sessions, clock: () => number = Date.now): BoardLinks {
  const listeners = new Set<(board: string) => void>()

  /** Finds the board of a ticket and puts the next one in its place, in one step: of two who come with it, one is let in. */
  function use(ticket: string, next: string | null): Promise<BoardLinkTable | undefined> {
    const used = digest(ticket)
    const now = clock()
    return db.transaction().execute(async (tx) => {
      const row = await tx
        .selectFrom('board_links')
        .selectAll()
        .where((is) => is.or([is('ticket', '=', used), is('old_ticket', '=', used)]))
        .where('ticket_expires', '>', now)
        .executeTakeFirst()
      if (!row) return undefined
      // A link is used once. A later ticket stays good until its successor is used, or one lost answer would end the board.
      const old = next === null || row.used === null ? null : used
      await tx
        .updateTable('board_links')
        .set({
          ticket: next === null ? null : digest(next),
          old_ticket: old,
          ticket_expires: now + TICKET_MS,
          used: row.used ?? now,
          seen: now,
        })
        .where('id', '=', row.id)
        .execute()
      return row
    })
  }

  return {
    async make({ name, lines }) {
      const ticket = newSecret()
      const row = { id: newId(), name, lines: JSON.stringify(lines), created: clock(), ticket: digest(ticket), old_ticket: null }
      await db
        .insertInto('board_links')
        .values({ ...row, ticket_expires: row.created + LINK_MS, used: null, seen: null })
        .execute()
      const path = `/board#${new URLSearchParams({ ticket, ...(lines.length > 0 ? { lines: lines.join(',') } : {}) })}`
      return { id: row.id, name, lines, state: 'unused', seenAt: null, path }
    },

    async list() {
      const rows = await db.selectFrom('board_links').selectAll().orderBy('created', 'desc').execute()
      const now = clock()
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        lines: JSON.parse(row.lines) as string[],
        state: row.used !== null ? 'inUse' : row.ticket_expires > now ? 'unused' : 'expired',
        seenAt: row.seen,
      }))
    },

    async remove(id) {
      await sessions.endAll({ board: id })
      const { numDeletedRows } = await db.deleteFrom('board_links').where('id', '=', id).executeTakeFirst()
      if (numDeletedRows === 0n) return false
      for (const listener of listeners) listener(id)
      return true
    },

    async redeem(ticket) {
      const row = await use(ticket, null)
      return row ? { board: row.id, name: row.name } : null
    },

    async exchange(ticket) {
      const next = newSecret()
      const row = await use(ticket, next)
      return row ? { board: row.id, name: row.name, next } : null
    },

    async linesOf(board) {
      const row = await db.selectFrom('board_links').select('lines').where('id', '=', board).executeTakeFirst()
      const lines = row ? (JSON.parse(row.lines) as string[]) : null
      return lines === null ? [] : lines.length === 0 ? null : lines
    },

    async touch(board) {
      const { numUpdatedRows } = await db.updateTable('board_links').set({ seen: clock() }).where('id', '=', board).executeTakeFirst()
      return numUpdatedRows > 0n
    },

    onRemoved(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
