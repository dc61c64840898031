import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Line } from '../../shared/floor/model.ts'
import { newLineService } from '../../shared/floor/service.ts'
import { addMonths } from '../../shared/volume/months.ts'
import { addDays } from '../../shared/zonedTime.ts'
import type { Accounts } from '../auth/accounts.ts'
import type { Config } from '../config.ts'
import type { FloorPort } from '../floor/port.ts'
import { readOggOpus } from '../media/oggOpus.ts'
import { rebuildCallDays } from '../record/callDays.ts'
import type { Db } from '../record/open.ts'
import type { Register } from '../services/register.ts'
import { expectsProxy } from '../shares/clientAddress.ts'
import { dayOf, monthOf } from '../stats/calendar.ts'
import { createReview } from '../stats/review.ts'
import { startCallers } from './callers.ts'
import { demoHistory } from './history.ts'
import { demoServices } from './services.ts'

export const DEMO_PASSWORD = 'lyhord-demo'
const SUPERVISOR = 'demo'
const ADVISORS = [
  { username: 'radgivare1', name: 'Rådgivare 1' },
  { username: 'radgivare2', name: 'Rådgivare 2' },
] as const
const SEED = 20
const ROWS_AT_ONCE = 50
/** So many days ago. */
const MARKS = [
  [250, 'campaign', 'Påhittad kampanj: affischer i stan'],
  [120, 'media', 'Påhittat inslag i radio'],
  [6, 'other', 'Påhittad händelse: ny broschyr'],
] as const
const YEAR_MS = 365 * 86_400_000

export type DemoConfig = Pick<Config, 'dataDir' | 'host' | 'port' | 'tls' | 'publicOrigin'>

/** What the demonstration needs of the app that it runs in. */
export interface DemoApp {
  readonly db: Db
  readonly floor: FloorPort
  readonly accounts: Accounts
  readonly register: Register
}

/**
 * Turns a listening server into a demonstration: a line, accounts, a year of made-up calls, and simulated callers that call
 * through the same door as anyone. `config.port` is the port that the server listens on. Makes only what is missing. Throws when
 * the record has accounts that are no demonstration's: real calls and made-up ones must not mix.
 * Runs until the returned function is called.
 */
export async function startDemo(app: DemoApp, config: DemoConfig): Promise<() => void> {
  const accounts = await app.accounts.list()
  if (accounts.length > 0 && !accounts.some(({ username }) => username === SUPERVISOR))
    throw new Error(`the demonstration does not run on a record that is in use: choose another DATA_DIR than ${config.dataDir}`)
  const line = await needLine(app, accounts.length === 0)
  const { supervisor, advisors } = await needAccounts(app, line)
  const rows = await needHistory(app, line, advisors)
  await needMarks(app, line, supervisor)
  await needServices(app.register)
  const voice = await readOggOpus(join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'server', 'demo', 'sv', 'voice.ogg'))
  // Behind a proxy a client must be named: theirs is this machine.
  const handshake: Record<string, string> = expectsProxy(config) ? { 'x-forwarded-for': '127.0.0.1' } : {}
  const stopCallers = startCallers({ url: ownAddress(config), line: line.id, voice, handshake })
  process.stdout.write(announcement(line, rows))
  return stopCallers
}

/** The server's own `/sip`, as seen from this machine. */
function ownAddress({ host, port, tls }: DemoConfig): string {
  const own = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `${tls ? 'wss' : 'ws'}://${own.includes(':') ? `[${own}]` : own}:${port}/sip`
}

/** The demonstration's own line. A `fresh` record's first line goes: nothing made up is shown under a real line's name. */
async function needLine(app: DemoApp, fresh: boolean): Promise<Line> {
  const { now, unsubscribe } = app.floor.subscribe(() => {})
  unsubscribe()
  const known = now.lines.demo
  if (known) return known
  const timeZone = 'Europe/Stockholm'
  const line: Line = {
    id: 'demo',
    name: 'Demolinjen',
    greeting: '',
    order: 1,
    startedOn: dayOf(Date.now() - YEAR_MS, timeZone),
    catchment: 3_600_000,
    timeZone,
    ...newLineService,
  }
  const made = await app.floor.submit({ type: 'setLine', line })
  if (!made.ok) throw new Error(`the demonstration's line was refused: ${made.refusal.code}`)
  if (fresh) for (const other of Object.keys(now.lines)) await app.floor.submit({ type: 'removeLine', line: other })
  return line
}

/** Ids of the accounts, the advisors' in order. */
async function needAccounts(app: DemoApp, line: Line): Promise<{ readonly supervisor: string; readonly advisors: string[] }> {
  const accounts = await app.accounts.list()
  const lines = [line.id]
  const need = async (username: string, name: string, role: 'supervisor' | 'advisor') => {
    const known = accounts.find((account) => account.username === username)
    if (known) return known.id
    const made = await app.accounts.create(
      { username, name, role, password: DEMO_PASSWORD, lines: role === 'advisor' ? lines : [] },
      { openPassword: true },
    )
    if (!made.ok) throw new Error(`the demonstration's account ${username} was refused: ${made.refusal.code}`)
    return made.value.id
  }
  const supervisor = await need(SUPERVISOR, 'Demo', 'supervisor')
  const ids: string[] = []
  for (const { username, name } of ADVISORS) ids.push(await need(username, name, 'advisor'))
  return { supervisor, advisors: ids }
}

/** How many made-up calls the record has. */
async function needHistory(app: DemoApp, line: Line, advisors: string[]): Promise<number> {
  const count = app.db.selectFrom('calls').select(({ fn }) => fn.countAll<number>().as('calls'))
  const known = await count.where('origin', '=', 'demo').where('line', '=', line.id).executeTakeFirstOrThrow()
  if (known.calls > 0) return known.calls
  const rows = demoHistory({ line: line.id, timeZone: line.timeZone, until: Date.now(), advisors, seed: SEED })
  await app.db.transaction().execute(async (tx) => {
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
      await tx
        .insertInto('calls')
        .values(rows.slice(at, at + ROWS_AT_ONCE))
        .execute()
    await rebuildCallDays(tx)
  })
  // Rows written behind the floor's back move no figure; a change of their line does.
  await app.floor.submit({ type: 'setLine', line })
  return rows.length
}

/** Marks on the time axis, as made up as the calls. */
async function needMarks(app: DemoApp, line: Line, account: string): Promise<void> {
  const review = createReview(app.db, Date.now)
  const today = dayOf(Date.now(), line.timeZone)
  const { marks } = await review.months([line], addMonths(monthOf(today), -12), monthOf(today))
  if (marks.length > 0) return
  for (const [daysAgo, kind, text] of MARKS) await review.addMark({ line: line.id, day: addDays(today, -daysAgo), kind, text }, account)
}

/** A register of made-up services, in Skåne and Stockholm county. */
async function needServices(register: Register): Promise<void> {
  if (register.all().some(({ origin }) => origin === 'demo')) return
  const writes = demoServices(SEED).map((facts) => ({ id: null, version: 0, facts }))
  const written = await register.write(writes, { account: null, way: 'demo', origin: 'demo', checked: true })
  if (!written.ok) throw new Error(`the demonstration's services were refused: ${written.refusal.code}`)
}

function announcement(line: Line, rows: number): string {
  const accounts = [SUPERVISOR, ...ADVISORS.map(({ username }) => username)].join(', ')
  return `
DEMO / DEMONSTRATION

  Allt här är simulerat: ${rows} påhittade samtal under det senaste året, och inringare som är datorröster.
  De ringer på riktigt, med SIP och Opus, ungefär var 90:e sekund. Ingen människa ringer.
  Konton: ${accounts}   Lösenord: ${DEMO_PASSWORD}

  Everything here is simulated: ${rows} made-up calls over the past year, and callers that are computer voices.
  They really call ${line.name}, by SIP and Opus, about every 90 seconds. No human being calls.
  Accounts: ${accounts}   Password: ${DEMO_PASSWORD}

`
}
