import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { temporary } from '../server/house.ts'
import { freeUdpPort } from '../server/ports.ts'
import { ROOT } from '../server/server.ts'
import { OPERATOR, type Sbc } from './sbc.ts'
import { createTelephone, type Telephone } from './telephone.ts'

export interface OperatorOptions {
  readonly password: string
  /** How it asks who calls. */
  readonly asks: 401 | 407
}

/** An operator that knows its customer by name and password: another Kamailio, with one telephone behind it. Must be closed. */
export interface Operator {
  readonly telephone: Telephone
  /** Contact of the border controller, as it has registered; empty when it has not. */
  customer(): string
  /** Forgets who has registered. */
  forget(): void
  /** From now on the customer has another password. */
  change(password: string): void
  close(): Promise<void>
}

/** Starts at the address where the border controller looks for its operator. */
export async function startOperator(sbc: Sbc, { password, asks }: OperatorOptions): Promise<Operator> {
  const dir = temporary('operator')
  const [inside, telephonePort] = await Promise.all([freeUdpPort(), freeUdpPort()])
  const control = join(dir, 'ctl')
  const words = {
    ...{ NETWORK: `${OPERATOR}:${sbc.operatorPort}`, INSIDE: `127.0.0.1:${inside}`, TELEPHONE: `0701234567@${OPERATOR}:${telephonePort}` },
    ...{ CONTROL: control, ASKS: String(asks) },
  }
  const file = join(dir, 'operator.cfg')
  const [head = '', ...rest] = readFileSync(join(ROOT, 'e2e/sbc/operator.cfg'), 'utf8').split('\n\n')
  const told = Object.entries(words).reduce(
    (text, [name, value]) => text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), value),
    rest.join('\n\n'),
  )
  writeFileSync(file, `${head}\n\n${told}`)
  const child = spawn('kamailio', ['-f', file, '-DD', '-E', '-m', '32', '-M', '4', '-w', dir, '-Y', dir, '-P', join(dir, 'pid')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()))
  const ask = (...args: readonly string[]) =>
    execFileSync('kamcmd', ['-s', `unix:${control}`, ...args], { encoding: 'utf8', stdio: 'pipe', timeout: 2_000 })
  const ready = () => {
    try {
      return ask('core.uptime') !== ''
    } catch {
      return false
    }
  }
  for (const deadline = Date.now() + 10_000; !ready(); await after(50))
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`the operator did not start:\n${log}`)
  ask('htable.sets', 'rule', 'password', password)
  const telephone = await createTelephone({ ...sbc, port: inside, address: `127.0.0.1:${inside}` }, { port: telephonePort })
  return {
    telephone,
    customer: () => /value: (\S+)/.exec(ask('htable.dump', 'customer'))?.[1] ?? '',
    forget: () => void ask('htable.flush', 'customer'),
    change: (next) => void ask('htable.sets', 'rule', 'password', next),
    async close() {
      telephone.close()
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
