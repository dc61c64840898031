import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { AdvisorId } from '../../shared/floor/model.ts'
import type { Account, AccountPatch, Changing, Me } from '../../shared/http.ts'
import type { Language } from '../../shared/languages.ts'
import { mergeFields } from '../../shared/merge.ts'
import type { Role } from '../../shared/wire.ts'
import type { FloorPort } from '../floor/port.ts'
import type { Db } from '../record/open.ts'
import { forgetRemoved, removeRow } from '../staff/forgetRemoved.ts'
import { createTurns } from '../turns.ts'
import { hashPassword, isPassword } from './passwords.ts'
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

export interface Accounts {
  /** Whether any account exists. */
  any(): Promise<boolean>
  /** All accounts by name. */
  list(): Promise<Account[]>
  /** Makes an account and puts staff on the floor. Refuses `nameTaken`; `onlyFirst` refuses `setupDone` when another account exists. */
  create(account: AccountToMake, onlyFirst?: boolean): Promise<Outcome<Account>>
  /** Whose these are; refuses `wrongCredentials`, in the same time whether or not the user exists. */
  check(username: string, password: string): Promise<Outcome<Me>>
  /** Changes an account. A new role ends all its sessions, a new password all but the one in `but`. Refuses `changedMeanwhile`: see `Changing`. */
  change(id: AdvisorId, patch: Changing<AccountPatch>, but?: string): Promise<Outcome<Account>>
  /** After the end of sessions: who has none left is offered no more calls. */
  signedOut(id: AdvisorId): Promise<void>
  /** Removes an account and ends its sessions; its calls stay in the record, without it. Refuses while it is in a call, and for the last supervisor. */
  remove(id: AdvisorId): Promise<Outcome>
}

/** Accounts in the record; who serves which line goes through the floor, which has one writer. */
export function createAccounts(db: Db, floor: FloorPort, sessions: Sessions): Accounts {
  const toFloor = (account: Account) =>
    floor.submit({ type: 'setAdvisor', advisor: account.id, name: account.name, lines: account.lines, languages: account.languages })

  const inTurn = createTurns()

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
    const hashed = password === undefined ? {} : { password: await hashPassword(password) }
    await db
      .updateTable('accounts')
      .set({ name: after.name, role, lawyer: after.lawyer ? 1 : 0, qualification: after.qualification, ...hashed })
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

    async create({ username, name, role, password, lines, languages = [], lawyer = false, qualification = '' }, onlyFirst = false) {
      const row = {
        ...{ id: newId(), username, name, role, password: await hashPassword(password), languages: JSON.stringify(languages) },
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

    async check(username, password) {
      const row = await db.selectFrom('accounts').selectAll().where('username', '=', username).executeTakeFirst()
      if (!(await isPassword(password, row?.password ?? null)) || !row) return refuse('wrongCredentials')
      const { id, name, role } = row
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
  const { now, unsubscribe } = floor.subscribe(() => {})
  unsubscribe()
  return now.advisors[id] !== undefined
}

/** Without fields that are only there to be undefined. */
function given(patch: AccountPatch): Partial<Account> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
}
