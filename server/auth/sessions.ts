import type { Me, SessionState } from '../../shared/http.ts'
import { SESSION_HOURS, SESSION_IDLE_MINUTES } from '../../shared/limits.ts'
import type { Db } from '../record/open.ts'
import { cookieNamed, cookieValue } from './cookies.ts'
import { digest, newSecret } from './secrets.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const BOARD_MS = 400 * 24 * HOUR_MS
/** A board's token is replaced when it is older than this. */
const ROTATE_MS = 24 * HOUR_MS
/** A session's end is moved at most this often, so that input costs hardly any writes. */
const SLIDE_MS = MINUTE_MS
/** After a call, its advisor has this long still for what follows it, whatever hour it is. */
const AFTER_CALL_MS = 15 * MINUTE_MS

/** Who a session is for: one of the two. */
export type SessionOwner = { readonly account: string } | { readonly board: string }

/** A session that has been found. `key` names it without opening it. */
export interface Found {
  readonly key: string
  readonly me: Me
  /** The board link it was made from; null for an account. */
  readonly board: string | null
}

/** When sessions of people end, in ms. Boards have a life of their own. */
export interface SessionLimits {
  /** After it began, whatever happens. */
  readonly longestMs: number
  /** After the last sign that somebody is there. */
  readonly idleMs: number
}

export interface SessionOptions {
  /** ms since 1970. */
  readonly clock?: () => number
  readonly limits?: SessionLimits
  /** Whether this account is in a call, which no end of a session cuts. */
  readonly isInCall?: (account: string) => boolean
}

export interface Sessions {
  /** Begins a session with a new token, and ends the one that the same browser had before; gives the `Set-Cookie` value. */
  begin(owner: SessionOwner, before?: Found | null): Promise<string>
  /** Whose cookie this is; null without a good one. It is no sign of a person: pages ask by themselves. */
  find(cookieHeader: string | undefined): Promise<Found | null>
  /** A person is there: the idle time begins anew. */
  input(key: string): Promise<void>
  /** When a person's session ends; null when it has. */
  stateOf(key: string): Promise<SessionState | null>
  /** The `Set-Cookie` value of a board's next token when it is time for one, else null. The present one stays good until that is used. */
  rotate(found: Found): Promise<string | null>
  /** Ends one session. */
  end(key: string): Promise<void>
  /** Ends all of an owner's sessions, but for the one that is to stay. */
  endAll(owner: SessionOwner, but?: string): Promise<void>
  /** Hears of the keys of ended sessions, after they have ended; returns how to stop. */
  onEnded(listener: (keys: readonly string[]) => void): () => void
  /** Ends what has run out; gives the accounts concerned. */
  sweep(): Promise<readonly string[]>
  /** A `Set-Cookie` value that removes the cookie. */
  readonly goneCookie: string
}

const USUAL: SessionLimits = { longestMs: SESSION_HOURS * HOUR_MS, idleMs: SESSION_IDLE_MINUTES * MINUTE_MS }

/** Sessions in the database, which holds no token, only its SHA-256. `secure`: browsers reach the server by HTTPS only. */
export function createSessions(db: Db, secure: boolean, options: SessionOptions = {}): Sessions {
  const { clock = Date.now, limits = USUAL, isInCall = () => false } = options
  const cookie = cookieNamed('lyhord', secure)
  const attributes = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
  const listeners = new Set<(keys: readonly string[]) => void>()
  const tell = (keys: readonly string[]): void => {
    if (keys.length > 0) for (const listener of listeners) listener(keys)
  }

  const rowOf = (key: string) =>
    db
      .selectFrom('sessions')
      .leftJoin('accounts', 'accounts.id', 'sessions.account')
      .leftJoin('board_links', 'board_links.id', 'sessions.board')
      .select(['sessions.created', 'sessions.seen', 'sessions.expires', 'sessions.replaces', 'sessions.board'])
      .select(['board_links.name as boardName', 'accounts.id', 'accounts.username', 'accounts.name', 'accounts.role'])
      .where('sessions.token', '=', key)
      .executeTakeFirst()

  async function roleOf(owner: SessionOwner): Promise<'board' | 'person'> {
    if ('board' in owner) return 'board'
    const account = await db.selectFrom('accounts').select('role').where('id', '=', owner.account).executeTakeFirst()
    return account?.role === 'board' ? 'board' : 'person'
  }

  async function insert(owner: SessionOwner, replaces: string | null): Promise<string> {
    const token = newSecret()
    const now = clock()
    const isBoard = (await roleOf(owner)) === 'board'
    const life = isBoard ? BOARD_MS : Math.min(limits.idleMs, limits.longestMs)
    const row = { token: digest(token), account: null, board: null, created: now, seen: now, expires: now + life, replaces }
    await db
      .insertInto('sessions')
      .values({ ...row, ...owner })
      .execute()
    // A board's cookie outlives its browser; a person's goes with it.
    return `${cookie}=${token}; ${attributes}${isBoard ? `; Max-Age=${BOARD_MS / 1000}` : ''}`
  }

  async function end(key: string): Promise<void> {
    const { numDeletedRows } = await db.deleteFrom('sessions').where('token', '=', key).executeTakeFirst()
    if (numDeletedRows > 0n) tell([key])
  }

  /** The end of a session that began at `created`, after a sign of a person at `now`. */
  const endsAfter = (now: number, created: number): number => Math.min(now + limits.idleMs, created + limits.longestMs)

  const move = (key: string, to: { seen?: number; expires: number }) =>
    db.updateTable('sessions').set(to).where('token', '=', key).execute()

  return {
    goneCookie: `${cookie}=; ${attributes}; Max-Age=0`,

    async begin(owner, before = null) {
      const made = await insert(owner, null)
      if (before) await end(before.key)
      return made
    },

    async find(cookieHeader) {
      const token = cookieValue(cookieHeader, cookie)
      if (!token) return null
      const key = digest(token)
      const now = clock()
      const row = await rowOf(key)
      if (!row) return null
      if (row.id !== null && row.role !== 'board' && isInCall(row.id)) {
        // Who talks is there, though a headset touches no page.
        const ends = Math.max(endsAfter(now, row.created), now + AFTER_CALL_MS)
        if (row.expires <= ends - SLIDE_MS) await move(key, { expires: ends })
      } else if (row.expires <= now) return null
      const isBoard = row.board !== null || row.role === 'board'
      if (isBoard && now - row.seen >= SLIDE_MS) {
        await move(key, { seen: now, expires: now + BOARD_MS })
        if (row.board !== null) await db.updateTable('board_links').set({ seen: now }).where('id', '=', row.board).execute()
      }
      if (row.replaces !== null) {
        await db.updateTable('sessions').set({ replaces: null }).where('token', '=', key).execute()
        await end(row.replaces)
      }
      if (row.board !== null)
        return { key, board: row.board, me: { id: row.board, username: '', name: row.boardName ?? '', role: 'board' } }
      const { id, username, name, role } = row
      return id === null || username === null || name === null || role === null
        ? null
        : { key, board: null, me: { id, username, name, role } }
    },

    async input(key) {
      const row = await rowOf(key)
      const now = clock()
      if (!row || row.board !== null || row.role === 'board' || now - row.seen < SLIDE_MS) return
      await move(key, { seen: now, expires: Math.max(row.expires, endsAfter(now, row.created)) })
    },

    async stateOf(key) {
      const row = await rowOf(key)
      return row ? { now: clock(), endsAt: row.expires, lastAt: Math.max(row.created + limits.longestMs, row.expires) } : null
    },

    async rotate({ key, me, board }) {
      if (me.role !== 'board') return null
      const row = await rowOf(key)
      if (!row || clock() - row.created < ROTATE_MS) return null
      // One whose answer was lost on the way is used by nobody.
      await db.deleteFrom('sessions').where('replaces', '=', key).execute()
      return insert(board === null ? { account: me.id } : { board }, key)
    },

    end,

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
      const now = clock()
      const over = await db.selectFrom('sessions').select(['token', 'account']).where('expires', '<=', now).execute()
      const ending = over.filter(({ account }) => account === null || !isInCall(account))
      if (ending.length === 0) return []
      await db
        .deleteFrom('sessions')
        .where(
          'token',
          'in',
          ending.map(({ token }) => token),
        )
        .where('expires', '<=', now)
        .execute()
      tell(ending.map(({ token }) => token))
      return [...new Set(ending.flatMap(({ account }) => (account === null ? [] : [account])))]
    },
  }
}
