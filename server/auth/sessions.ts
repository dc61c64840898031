import type { Me } from '../../shared/http.ts'
import type { Db } from '../record/open.ts'
import { digest, newSecret } from './secrets.ts'

export const COOKIE = 'lyhord'
const STAFF_MS = 12 * 3_600_000
const BOARD_MS = 400 * 86_400_000
/** A session's end slides at most this often, so that reading costs no write. */
const SLIDE_MS = 60_000

/** Who a session is for: one of the two. */
export type SessionOwner = { readonly account: string } | { readonly board: string }

/** A session that has been found. `key` names it without opening it. */
export interface Found {
  readonly key: string
  readonly me: Me
  /** The board link it was made from; null for an account. */
  readonly board: string | null
}

export interface Sessions {
  /** Begins a session; gives the `Set-Cookie` value that carries its token. */
  begin(owner: SessionOwner): Promise<string>
  /** Whose cookie this is, and lets the session live on; null without a good one. */
  find(cookieHeader: string | undefined): Promise<Found | null>
  /** Ends one session. */
  end(key: string): Promise<void>
  /** Ends all of an owner's sessions, but for the one that is to stay. */
  endAll(owner: SessionOwner, but?: string): Promise<void>
  /** Hears of the keys of ended sessions, after they have ended; returns how to stop. */
  onEnded(listener: (keys: readonly string[]) => void): () => void
  /** Drops what has run out. */
  sweep(): Promise<void>
}

/** A `Set-Cookie` value that removes the cookie. */
export const goneCookie = (secure: boolean): string => `${COOKIE}=; ${attributes(secure)}; Max-Age=0`

/** Sessions in the database, which holds no token, only its SHA-256. `secure` marks cookies for HTTPS only; `clock` gives ms. */
export function createSessions(db: Db, secure: boolean, clock: () => number = Date.now): Sessions {
  const listeners = new Set<(keys: readonly string[]) => void>()
  const tell = (keys: readonly string[]): void => {
    if (keys.length > 0) for (const listener of listeners) listener(keys)
  }

  return {
    async begin(owner) {
      const token = newSecret()
      const now = clock()
      const life = 'board' in owner ? BOARD_MS : STAFF_MS
      const row = { token: digest(token), account: null, board: null, created: now, seen: now, expires: now + life }
      await db
        .insertInto('sessions')
        .values({ ...row, ...owner })
        .execute()
      // A board's cookie outlives its browser; a person's goes with it.
      return `${COOKIE}=${token}; ${attributes(secure)}${'board' in owner ? `; Max-Age=${BOARD_MS / 1000}` : ''}`
    },

    async find(cookieHeader) {
      const token = tokenOf(cookieHeader)
      if (!token) return null
      const key = digest(token)
      const now = clock()
      const row = await db
        .selectFrom('sessions')
        .leftJoin('accounts', 'accounts.id', 'sessions.account')
        .leftJoin('board_links', 'board_links.id', 'sessions.board')
        .select(['sessions.seen', 'sessions.board', 'board_links.name as boardName'])
        .select(['accounts.id', 'accounts.username', 'accounts.name', 'accounts.role'])
        .where('sessions.token', '=', key)
        .where('sessions.expires', '>', now)
        .executeTakeFirst()
      if (!row) return null
      if (now - row.seen >= SLIDE_MS) await slide(db, key, row.board, now)
      if (row.board !== null)
        return { key, board: row.board, me: { id: row.board, username: '', name: row.boardName ?? '', role: 'board' } }
      const { id, username, name, role } = row
      return id === null || username === null || name === null || role === null
        ? null
        : { key, board: null, me: { id, username, name, role } }
    },

    async end(key) {
      await db.deleteFrom('sessions').where('token', '=', key).execute()
      tell([key])
    },

    async endAll(owner, but) {
      const gone = await db
        .deleteFrom('sessions')
        .where('account' in owner ? 'account' : 'board', '=', 'account' in owner ? owner.account : owner.board)
        .where('token', '!=', but ?? '')
        .returning('token')
        .execute()
      tell(gone.map(({ token }) => token))
    },

    onEnded(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    async sweep() {
      await db.deleteFrom('sessions').where('expires', '<=', clock()).execute()
    },
  }
}

async function slide(db: Db, key: string, board: string | null, now: number): Promise<void> {
  const expires = now + (board === null ? STAFF_MS : BOARD_MS)
  await db.updateTable('sessions').set({ seen: now, expires }).where('token', '=', key).execute()
  if (board !== null) await db.updateTable('board_links').set({ seen: now }).where('id', '=', board).execute()
}

function tokenOf(cookieHeader: string | undefined): string | undefined {
  for (const part of (cookieHeader ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2)
    if (name === COOKIE && value) return value
  }
  return undefined
}

function attributes(secure: boolean): string {
  return `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
}
