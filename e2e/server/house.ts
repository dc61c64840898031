import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newLineService } from '../../shared/floor/service.ts'
import type { Account, NewAccount, NewLine } from '../../shared/http.ts'
import { type Client, keepSession, PASSWORD, signIn } from './client.ts'
import { ROOT, startServer } from './server.ts'

export const LINE = 'valj-att-sluta'
/** A second line, which only the second advisor serves beside the first. */
export const OTHER_LINE = 'nattlinjen'
export const STAFF = {
  lead: { username: 'lena', name: 'Lena Ledning', role: 'supervisor' },
  first: { username: 'ada', name: 'Ada Ett', role: 'advisor' },
  second: { username: 'bo', name: 'Bo Två', role: 'advisor' },
} as const

/** Makes an account as an operator does, from the command line with the password on standard input. */
export function addUser(dataDir: string, username: string, role: string): void {
  execFileSync(process.execPath, [join(ROOT, 'server/start.mjs'), '--user', 'add', username, '--role', role], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: dataDir },
    input: `${PASSWORD}\n`,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

/** A data directory with two lines, a supervisor and two advisors, made once; tests work on copies. */
export async function furnish(): Promise<{ copy(): string; remove(): void }> {
  const dataDir = temporary('house')
  addUser(dataDir, STAFF.lead.username, STAFF.lead.role)
  const server = await startServer({ dataDir })
  try {
    const lead = await signIn(server.url, STAFF.lead.username)
    await makeStaff(lead)
    for (const { username } of Object.values(STAFF)) keepSession(await signIn(server.url, username))
  } finally {
    await server.stop()
  }
  return {
    copy() {
      const to = temporary('data')
      cpSync(dataDir, to, { recursive: true })
      return to
    },
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  }
}

async function makeStaff(lead: Client) {
  const other: NewLine = {
    id: OTHER_LINE,
    name: 'Nattlinjen',
    greeting: '',
    order: 2,
    startedOn: '2026-01-01',
    catchment: 1_000_000,
    timeZone: 'Europe/Stockholm',
    ...newLineService,
  }
  await lead.post('/api/lines', other)
  const advisors: NewAccount[] = [
    { ...STAFF.first, password: PASSWORD, lines: [LINE] },
    { ...STAFF.second, password: PASSWORD, lines: [LINE, OTHER_LINE] },
  ]
  for (const advisor of advisors) await lead.post<Account>('/api/accounts', advisor)
}

/** A new directory under the system's place for temporary files. */
export function temporary(name: string): string {
  return mkdtempSync(join(tmpdir(), `lyhord-${name}-`))
}
