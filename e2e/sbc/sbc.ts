import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { temporary } from '../server/house.ts'
import { freePort, freeUdpPort, takePortRange } from '../server/ports.ts'
import { childrenOf } from '../server/processes.ts'
import { ROOT } from '../server/server.ts'

/** The number at which the line is called. */
export const LINE_NUMBER = '020555666'
export const TRUNK = { user: 'lyhord', password: 'a-trunk-of-the-test' } as const
/** Who the operator is: an address that no other peer of the tests has. */
export const OPERATOR = '127.0.0.2'
/** Somebody on the network who is not the operator. */
export const STRANGER = '127.0.0.3'

const START_MS = 15_000

export interface SbcOptions {
  /** Settings of sbc.conf that are other than usual. */
  readonly settings?: Readonly<Record<string, string>>
  /** Changes a file of the written configuration before the start: for one that is to be caught. */
  readonly spoil?: { readonly file: string; readonly change: (text: string) => string }
}

/** Kamailio and rtpengine as shipped, with their configuration written by the shipped script, on ports of the test's own. */
export interface Sbc {
  /** Where the operator sends to, `127.0.0.1:PORT`. */
  readonly address: string
  readonly port: number
  /** Where servers connect. */
  readonly url: string
  /** Where the operator listens, for what the border controller sends by itself. */
  readonly operatorPort: number
  /** Folder of the configuration, and of nothing else. */
  readonly dir: string
  /** Everything that both have written to their logs. */
  log(): string
  /** What an operator of the machine can count, by name. */
  counts(): Readonly<Record<string, number>>
  /** How much Kamailio remembers of calls: entries of its table. */
  remembers(): number
  /** Process ids of Kamailio (all of its processes) and rtpengine. */
  pids(): { readonly kamailio: readonly number[]; readonly rtpengine: number }
  /** SIGKILL of one of the two. */
  kill(which: 'kamailio' | 'rtpengine'): Promise<void>
  start(which: 'kamailio' | 'rtpengine'): Promise<void>
  stop(): Promise<void>
}

/** Starts both, ready for servers and operator when the promise resolves. Must be stopped. */
export async function startSbc({ settings = {}, spoil }: SbcOptions = {}): Promise<Sbc> {
  const dir = temporary('sbc')
  const free = settings.OPERATOR_TRANSPORT === 'tcp' || settings.OPERATOR_TRANSPORT === 'tls' ? freePort : freeUdpPort
  const [port, wsPort, operatorPort, ngPort] = await Promise.all([free(), freePort(), free(), freeUdpPort()])
  const media = await takePortRange()
  const all = {
    OPERATOR_ADDRESSES: OPERATOR,
    OPERATOR_HOST: `${OPERATOR}:${operatorPort}`,
    OWN_NUMBERS: LINE_NUMBER,
    PUBLIC_ADDRESS: '127.0.0.1',
    SIP_PORT: String(port),
    MEDIA_PORTS: `${media.least}-${media.most}`,
    LYHORD_PORT: String(wsPort),
    TRUNK_USER: TRUNK.user,
    TRUNK_PASSWORD: TRUNK.password,
    RTPENGINE_PORT: String(ngPort),
    RUN_DIR: dir,
    ...settings,
  }
  mkdirSync(dir, { recursive: true })
  const conf = join(dir, 'sbc.conf')
  writeFileSync(
    conf,
    `${Object.entries(all)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n')}\n`,
  )
  execFileSync(join(ROOT, 'deploy/sbc/generate.sh'), [conf, dir], { stdio: 'pipe' })
  if (spoil) {
    const file = join(dir, spoil.file)
    const before = readFileSync(file, 'utf8')
    const changed = spoil.change(before)
    if (changed === before) throw new Error(`${spoil.file} is as it was`)
    writeFileSync(file, changed)
  }
  const socket = `unix:${dir}/kamailio_ctl`
  const running = new Map<string, ChildProcess>()
  let log = ''

  const commands = {
    rtpengine: ['rtpengine', '-f', '--config-file', join(dir, 'rtpengine.conf'), '--log-stderr'],
    kamailio: ['kamailio', '-f', join(dir, 'kamailio.cfg'), '-DD', '-E', '-m', '64', '-M', '8', '-w', dir, '-Y', dir],
  } as const

  async function start(which: 'kamailio' | 'rtpengine'): Promise<void> {
    const [command, ...args] = commands[which]
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    running.set(which, child)
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (log += chunk.toString('latin1')))
    const deadline = Date.now() + START_MS
    for (;;) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${which} ended at its start:\n${log}`)
      if (which === 'kamailio' ? answers('kamcmd', ['-s', socket, 'core.uptime']) : await pongs(ngPort)) return
      if (Date.now() > deadline) throw new Error(`${which} was not ready within ${START_MS} ms:\n${log}`)
      await after(50)
    }
  }

  async function end(which: string, signal: NodeJS.Signals): Promise<void> {
    const child = running.get(which)
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    if (signal === 'SIGKILL') for (const pid of childrenOf(child.pid ?? -1)) killIfThere(pid)
    child.kill(signal)
    await gone
  }

  await start('rtpengine')
  await start('kamailio')
  return {
    address: `127.0.0.1:${port}`,
    port,
    url: `${settings.LYHORD_TLS_CERT ? 'wss' : 'ws'}://127.0.0.1:${wsPort}`,
    operatorPort,
    dir,
    log: () => log,
    counts: () =>
      Object.fromEntries(
        [
          ...execFileSync('kamcmd', ['-s', socket, 'stats.get_statistics', 'script:'], { encoding: 'utf8' }).matchAll(
            /script:(\w+) = (\d+)/g,
          ),
        ].map(([, name = '', count]) => [name, Number(count)]),
      ),
    remembers: () =>
      Number(/name: call\b[^}]*?\ball: (\d+)/s.exec(execFileSync('kamcmd', ['-s', socket, 'htable.stats'], { encoding: 'utf8' }))?.[1]),
    pids() {
      const main = running.get('kamailio')?.pid ?? -1
      return { kamailio: [main, ...childrenOf(main)], rtpengine: running.get('rtpengine')?.pid ?? -1 }
    },
    kill: (which) => end(which, 'SIGKILL'),
    start,
    async stop() {
      await Promise.all([end('kamailio', 'SIGTERM'), end('rtpengine', 'SIGTERM')])
      media.release()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Whether rtpengine answers at its control port. */
async function pongs(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  try {
    socket.send('1 d7:command4:pinge', port, '127.0.0.1')
    return await Promise.race([once(socket, 'message').then(() => true), after(200, false)])
  } catch {
    return false
  } finally {
    socket.close()
  }
}

function answers(command: string, args: readonly string[]): boolean {
  try {
    return execFileSync(command, args, { stdio: 'pipe', encoding: 'utf8', timeout: 2_000 }).trim() !== ''
  } catch {
    return false
  }
}

/** One of Kamailio's processes may end by itself when another is gone. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
