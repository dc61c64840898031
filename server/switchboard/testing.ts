import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import type { Change } from '../../shared/floor/changes.ts'
import { emptyFloor, type Floor, type Line } from '../../shared/floor/model.ts'
import { newLineService } from '../../shared/floor/service.ts'
import type { Me } from '../../shared/http.ts'
import { createReturnTickets } from '../auth/returnTickets.ts'
import type { Config } from '../config.ts'
import { createAdvisor, createCaller, looped } from '../demo/peer.ts'
import type { FloorPort } from '../floor/port.ts'
import { createWriter } from '../floor/writer.ts'
import { silentLog } from '../log.ts'
import { loadPrompts } from '../media/prompts.ts'
import { shippedPrompts } from '../media/shippedPrompts.ts'
import { openSoundHere } from '../media/sound/here.ts'
import { createStrangers } from '../shares/strangers.ts'
import { readTrustedProxies } from '../shares/trustedProxies.ts'
import { createSwitchboard, type Switchboard } from '../switchboard.ts'
import type { MessageBox, Opening } from './exchange.ts'

/** A real switchboard on free ports with a floor in memory, for tests. Must be closed. */
export interface Rig {
  readonly url: string
  readonly floor: FloorPort
  readonly switchboard: Switchboard
  /** Everything that has happened, in order. */
  readonly changes: Change[]
  present(): Floor
  /** Resolves with the floor as soon as `is` holds for it; the test's own time limit ends the wait. */
  when(is: (floor: Floor) => boolean): Promise<Floor>
  advisor(name: string, options?: { autoAnswerMs?: number | null; marker?: number }): Promise<TestAdvisor>
  caller(options?: { marker?: number; line?: string; cookie?: string; returnTicket?: string }): TestCaller
  close(): Promise<void>
}

type Heard = { readonly heard: Set<number> }
export type TestAdvisor = ReturnType<typeof createAdvisor> & Heard & { readonly name: string; readonly instance: string }
export type TestCaller = ReturnType<typeof createCaller> & Heard & { readonly told: string[] }

const LINES = ['one', 'two']

const alwaysOpen: Opening = { isOpen: () => true, onClosing: () => () => {} }

/** A box that keeps nothing, for tests that leave no message, or bring their own `begin`. */
export const noBox: MessageBox = {
  takes: () => true,
  begin: () => ({ ms: 0, add() {}, keep: async () => null, discard() {} }),
  noteAttempt() {},
  check: async () => null,
  fault: () => null,
  onFault: () => () => {},
}

/** What of the switchboard's parts a test brings itself, and how its lines are set. */
export interface RigOptions {
  readonly trunkUrl?: string
  readonly line?: Partial<Line>
  readonly opening?: Opening
  readonly voicemail?: MessageBox
  readonly connectMs?: number
}

export async function createRig(options: RigOptions = {}): Promise<Rig> {
  const httpServer = createServer()
  const changes: Change[] = []
  const accounts = new Map<string, Me>()
  const floor = createWriter(emptyFloor, { append: async (_rev, made) => void changes.push(...made) }, Date.now)
  for (const [order, id] of LINES.entries())
    await floor.submit({
      type: 'setLine',
      line: {
        id,
        name: id,
        greeting: '',
        order,
        startedOn: '2026-01-01',
        catchment: 1,
        timeZone: 'Europe/Stockholm',
        ...newLineService,
        ...options.line,
      },
    })
  const config = {
    dataDir: tmpdir(),
    maxCalls: 50,
    maxCallsPerAddress: 50,
    host: '127.0.0.1',
    trustedProxies: readTrustedProxies('loopback'),
    publicOrigin: null,
    tls: null,
    trunk: options.trunkUrl ? { url: options.trunkUrl, user: 'lyhord', password: 'open sesame' } : null,
  } as unknown as Config
  const sound = await openSoundHere({ port: 0, address: '127.0.0.1' })
  const switchboard = await createSwitchboard({
    httpServer,
    floor,
    returnTickets: createReturnTickets(randomBytes(32)),
    sessions: {
      async find(cookie) {
        const me = accounts.get(cookie ?? '')
        return me ? { key: me.id, me } : null
      },
      onEnded: () => () => {},
    },
    strangers: createStrangers(config),
    config,
    log: silentLog,
    prompts: await loadPrompts(shippedPrompts(), tmpdir(), () => {}),
    opening: options.opening ?? alwaysOpen,
    voicemail: options.voicemail ?? noBox,
    sound,
    ...(options.connectMs && { connectMs: options.connectMs }),
  })
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve))
  const url = `ws://127.0.0.1:${(httpServer.address() as AddressInfo).port}/sip`
  const open = new Set<{ close(): void } | { hangUp(): void }>()
  let present = floor.subscribe((numbered) => {
    present = numbered.floor
    for (const waiter of [...waiters]) waiter()
  }).now
  const waiters = new Set<() => void>()

  return {
    url,
    floor,
    switchboard,
    changes,
    present: () => present,
    when: (is) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!is(present)) return
          waiters.delete(look)
          resolve(present)
        }
        waiters.add(look)
        look()
      }),
    async advisor(name, { autoAnswerMs = 0, marker = 0xa0 } = {}) {
      const instance = crypto.randomUUID()
      accounts.set(`lyhord=${name}`, { id: name, username: name, name, role: 'advisor' })
      if (!present.advisors[name]) await floor.submit({ type: 'setAdvisor', advisor: name, name, lines: LINES, languages: [] })
      const heard = new Set<number>()
      const phone = createAdvisor({
        url,
        cookie: `lyhord=${name}`,
        username: name,
        instance,
        autoAnswerMs,
        next: marked(marker),
        onFrame: hears(heard),
      })
      open.add(phone)
      await phone.registered
      await floor.submit({ type: 'startShift', advisor: name, instance })
      return Object.assign(phone, { heard, name, instance })
    },
    caller({ marker = 0xc0, line = 'one', cookie, returnTicket } = {}) {
      const heard = new Set<number>()
      const told: string[] = []
      const call = createCaller({
        url,
        line,
        next: marked(marker),
        onFrame: hears(heard),
        onState: (state) => told.push(state),
        ...(returnTicket && { returnTicket }),
        ...(cookie ? { handshake: { cookie } } : {}),
      })
      open.add(call)
      return Object.assign(call, { heard, told })
    },
    async close() {
      for (const one of open) 'close' in one ? one.close() : one.hangUp()
      await switchboard.close()
      await sound.close()
      httpServer.closeAllConnections()
      await new Promise((resolve) => httpServer.close(resolve))
    },
  }
}

/** The sound of somebody, and what they hear. */
export function voice(marker: number): { readonly next: () => Buffer | null; readonly onFrame: (payload: Buffer) => void } & Heard {
  const heard = new Set<number>()
  return { next: marked(marker), onFrame: hears(heard), heard }
}

/** A 20 ms Opus frame that names its speaker in its second byte: prompts never do. */
function marked(marker: number): () => Buffer {
  return looped([Buffer.from([0x78, marker, 0x4c, 0x59, 0x48])]) as () => Buffer
}

function hears(heard: Set<number>): (payload: Buffer) => void {
  return (payload) => {
    heard.add(payload.length === 5 && payload.toString('latin1', 2) === 'LYH' ? (payload[1] as number) : PROMPT)
  }
}

/** What a listener notes for frames that no speaker of the test has sent. */
export const PROMPT = 0
