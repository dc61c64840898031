import type { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import type { Refusal } from '../shared/errors.ts'
import { ROLES, type Role } from '../shared/wire.ts'
import { createAccounts } from './auth/accounts.ts'
import { createHashing } from './auth/hashing.ts'
import { COST, type Cost } from './auth/passwords.ts'
import { readSecret } from './auth/readSecret.ts'
import { createSessions } from './auth/sessions.ts'
import { readConfig } from './config.ts'
import { createWriter } from './floor/writer.ts'
import { createChangeStore } from './record/changeStore.ts'
import { loadFloor } from './record/loadFloor.ts'
import { openRecord } from './record/open.ts'

const USAGE = 'Usage: npm run user -- add NAME --role advisor|supervisor|board   (the password is read from standard input)'

/** A wrong command line; its message says what is right. */
class UsageError extends Error {
  override readonly name = 'UsageError'
}

/**
 * Makes an account from the command line (`add NAME --role ROLE`, password from `input`), with the server running or not.
 * Staff serve every line. `cost` is what hashing the password costs. Gives the words for success; throws UsageError with the words for what is wrong.
 */
export async function addUser(
  argv: readonly string[],
  input: NodeJS.ReadStream | Readable = process.stdin,
  env = process.env,
  cost: Cost = COST,
): Promise<string> {
  const { username, role } = readArguments(argv)
  const config = readConfig(env)
  const password = await readSecret('Password (it is not shown): ', input)
  if (password === null) throw new UsageError('No password was given.')
  const db = await openRecord(config.databaseFile)
  try {
    const start = await loadFloor(db, Date.now())
    // A server that runs numbers the floor's changes; this only writes the staff's rows, and the server reads them at the sign-in.
    const store = createChangeStore(db)
    const floor = createWriter(
      start,
      { append: (_rev, changes, before, after) => store.append(start.rev, changes, before, after) },
      Date.now,
    )
    const accounts = createAccounts(db, floor, createSessions(db, false), createHashing({ cost }))
    const made = await accounts.create({ username, name: username, role, password, lines: Object.keys(start.lines) })
    if (!made.ok) throw new UsageError(wordsFor(made.refusal, username))
    return `Made ${role} ${username}.`
  } finally {
    await db.destroy()
  }
}

function wordsFor({ code, field, detail }: Refusal, username: string): string {
  if (code === 'nameTaken') return `There is already an account named ${username}.`
  return field === 'password' && detail ? `The password ${detail}.` : code
}

function readArguments(argv: readonly string[]): { username: string; role: Role } {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: { role: { type: 'string' } } })
    const [verb, username, ...rest] = positionals
    const role = ROLES.find((one) => one === values.role)
    if (verb !== 'add' || !username || rest.length > 0 || !role) throw new UsageError(USAGE)
    if (!/^[a-z0-9._-]{2,32}$/.test(username)) throw new UsageError('NAME must be 2 to 32 of a-z, 0-9, dot, hyphen and underscore.')
    return { username, role }
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(USAGE)
  }
}
