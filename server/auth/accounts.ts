import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { AdvisorId, Floor } from '../../shared/floor/model.ts'
import type { Account, AccountPatch, Changing, Me } from '../../shared/http.ts'
import type { Language } from '../../shared/languages.ts'
import { mergeFields } from '../../shared/merge.ts'
import type { Role } from '../../shared/wire.ts'
import type { FloorPort } from '../floor/port.ts'
import type { Db } from '../record/open.ts'
import { forgetRemoved, removeRow } from '../staff/forgetRemoved.ts'
import { createTurns } from '../turns.ts'
import type { Hashing, Precedence } from './hashing.ts'
import { faultOfPassword } from './passwordRules.ts'
import { newId } from './secrets.ts'
import type { Sessions } from './sessions.ts'

export interface AccountToMake {
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly password: string
  readonly lines: readonly string[]
  readonly languages?: readonly Language[] | undefined
  readonly lawyer?: boolean | undefined
  readonly qualification?: string | undefined
}

export interface CreateOptions {
  /** Refuses `setupDone` when another account exists. */
  readonly onlyFirst?: boolean
  /** The password is told to everybody anyway, as in a demonstration: it may be as easy to guess as it likes. */
  readonly openPassword?: boolean
}

export interface Accounts {
  /** Whether any account exists. */
  any(): Promise<boolean>
  /** All accounts by name. */
  list(): Promise<Account[]>
  /** Makes an account and puts staff on the floor. Refuses `nameTaken`, and a password that can be guessed (see `faultOfPassword`). */
  create(account: AccountToMake, options?: CreateOptions): Promise<Outcome<Account>>
  /** Whose these are; refuses `wrongCredentials`, in the same time whether or not the user exists, and `signInBusy`. */
  check(username: string, password: string, precedence?: Precedence): Promise<Outcome<Me>>
  /**
   * Changes an account. A new role ends all its sessions, a new password all but the one in `but`. Refuses `changedMeanwhile` (see
   * `Changing`), and a password that can be guessed.
   */
  change(id: AdvisorId, patch: Changing<AccountPatch>, but?: string): Promise<Outcome<Account>>
  /** After the end of sessions: who has none left is offered no more calls. */
  signedOut(id: AdvisorId): Promise<void>
  /** Removes an account and ends its sessions; its calls stay in the record, without it. Refuses while it is in a call, and for the last supervisor. */
  remove(id: AdvisorId): Promise<Outcome>
}

/** Accounts in the record; who serves which line goes through the floor, which has one writer. */
export function createAccounts(db: Db, floor: FloorPort, sessions: Sessions, hashing: Hashing): Accounts {
  const toFloor = (account: Account) =>
    floor.submit({ type: 'setAdvisor', advisor: account.id, name: account.name, lines: account.lines, languages: account.languages })

  const inTurn = createTurns()

  /** The password as it is to be stored, unless it can be guessed by who knows these names and the lines'. */
  async function hashOf(password: string, { username, name }: Pick<Account, 'username' | 'name'>, open = false): Promise<Outcome<string>> {
    const lines = Object.values(floorNow(floor).lines).flatMap((line) => [line.id, line.name])
    const fault = open ? null : await faultOfPassword(password, [username, name, ...lines])
    return fault ? { ok: false, refusal: fault } : hashing.hash(password)
  }

  async function get(id: AdvisorId): Promise<Account | undefined> {
    return (await list(db, id))[0]
  }

  async function isLastSupervisor(id: AdvisorId): Promise<boolean> {
    const supervisors = await db.selectFrom('accounts').select('id').where('role', '=', 'supervisor').execute()
    return supervisors.length === 1 && supervisors[0]?.id === id
  }

  async function signedOut(id: AdvisorId): Promise<void> {
    const left = await db.selectFrom('sessions').select('token').where('account', '=', id).limit(1).executeTakeFirst()
    // Refused in a talk, and rightly: who talks goes on, and without a session gets no further than the wrap-up.
    if (!left && isOnFloor(floor, id)) await floor.submit({ type: 'goOffline', advisor: id, by: 'system' })
  }

  /** One after the other: each is made of what the one before has left. */
  async function changeNow(
    id: AdvisorId,
    { was = {}, password, ...patch }: Changing<AccountPatch>,
    but?: string,
  ): Promise<Outcome<Account>> {
    const before = await get(id)
    if (!before) return refuse('notFound')
    const { merged: after, clashes } = mergeFields<Account>(before, given(patch), given(was))
    if (clashes.length > 0) return refuse('changedMeanwhile', clashes[0], `must be what it was: ${clashes.join(', ')}`)
    const { role } = after
    if (before.role === 'board' && role !== 'board') return refuse('badRequest', 'role', 'a board stays a board')
    if (role !== 'supervisor' && (await isLastSupervisor(id))) return refuse('lastSupervisor', 'role')
    const hashed = password === undefined ? null : await hashOf(password, after)
    if (hashed && !hashed.ok) return hashed
    await db
      .updateTable('accounts')
      .set({
        name: after.name,
        role,
        lawyer: after.lawyer ? 1 : 0,
        qualification: after.qualification,
        ...(hashed ? { password: hashed.value } : {}),
      })
      .where('id', '=', id)
      .execute()
    if (role !== 'board') await toFloor(after)
    if (role !== before.role || password !== undefined) {
      await sessions.endAll({ account: id }, role === before.role ? but : undefined)
      await signedOut(id)
    }
    return ok(after)
  }

  return {
    any: async () => (await db.selectFrom('accounts').select('id').limit(1).executeTakeFirst()) !== undefined,

    list: () => list(db),

    async create({ username, name, role, password, lines, languages = [], lawyer = false, qualification = '' }, options = {}) {
      const { onlyFirst = false, openPassword = false } = options
      const hashed = await hashOf(password, { username, name }, openPassword)
      if (!hashed.ok) return hashed
      const row = {
        ...{ id: newId(), username, name, role, password: hashed.value, languages: JSON.stringify(languages) },
        ...{ lawyer: lawyer ? (1 as const) : (0 as const), qualification },
      }
      const made = await db.transaction().execute(async (tx): Promise<Outcome> => {
        if (onlyFirst && (await tx.selectFrom('accounts').select('id').limit(1).executeTakeFirst())) return refuse('setupDone')
        const { numInsertedOrUpdatedRows } = await tx
          .insertInto('accounts')
          .values(row)
          .onConflict((conflict) => conflict.column('username').doNothing())
          .executeTakeFirstOrThrow()
        return numInsertedOrUpdatedRows === 0n ? refuse('nameTaken', 'username') : ok(undefined)
      })
      if (!made.ok) return made
      const account: Account = {
        id: row.id,
        username,
        name,
        role,
        lines: role === 'board' ? [] : lines,
        languages: role === 'board' ? [] : languages,
        lawyer,
        qualification,
      }
      if (role !== 'board') await toFloor(account)
      return ok(account)
    },

    async check(username, password, precedence = 'unknown') {
      const row = await db.selectFrom('accounts').selectAll().where('username', '=', username).executeTakeFirst()
      const checked = await hashing.check(password, row?.password ?? null, precedence)
      if (!checked.ok) return checked
      if (!checked.value.right || !row) return refuse('wrongCredentials')
      const { id, name, role } = row
      const { rehashed } = checked.value
      if (rehashed !== null)
        // Not over another password that has been set meanwhile.
        await db.updateTable('accounts').set({ password: rehashed }).where('id', '=', id).where('password', '=', row.password).execute()
      // It may have been made by the command line while this server ran.
      if (role !== 'board' && !isOnFloor(floor, id)) {
        const account = await get(id)
        if (account) await toFloor(account)
      }
      return ok({ id, username, name, role })
    },

    change: (id, changing, but) => inTurn(() => changeNow(id, changing, but)),

    signedOut,

    async remove(id) {
      const account = await get(id)
      if (!account) return refuse('notFound')
      if (await isLastSupervisor(id)) return refuse('lastSupervisor')
      if (isOnFloor(floor, id)) {
        const removed = await floor.submit({ type: 'removeAdvisor', advisor: id })
        if (!removed.ok) return removed
      }
      await sessions.endAll({ account: id })
      await removeRow(db, id)
      await forgetRemoved(db)
      return ok(undefined)
    },
  }
}

async function list(db: Db, id?: AdvisorId): Promise<Account[]> {
  const accounts = db
    .selectFrom('accounts')
    .select(['id', 'username', 'name', 'role', 'languages', 'lawyer', 'qualification'])
    .orderBy('name')
    .orderBy('id')
  const rows = await (id === undefined ? accounts : accounts.where('id', '=', id)).execute()
  const serves = await db.selectFrom('account_lines').selectAll().orderBy('line').execute()
  return rows.map((row) => ({
    ...row,
    lawyer: row.lawyer === 1,
    languages: JSON.parse(row.languages) as Language[],
    lines: serves.filter(({ account }) => account === row.id).map(({ line }) => line),
  }))
}

function isOnFloor(floor: FloorPort, id: AdvisorId): boolean {
  return floorNow(floor).advisors[id] !== undefined
}

function floorNow(floor: FloorPort): Floor {
  const { now, unsubscribe } = floor.subscribe(() => {})
  unsubscribe()
  return now
}

/** Without fields that are only there to be undefined. */
function given(patch: AccountPatch): Partial<Account> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
}
