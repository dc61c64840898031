import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Ports are taken from places of their own, below those that a system gives to whoever asks for any: what was free there a moment ago
 * may be somebody's connection now. Who has a place holds its guard, a UDP port, for as long.
 */
interface Places {
  readonly from: number
  readonly size: number
  readonly most: number
  readonly guards: number
}

/** For servers: a place for each process, until it ends. */
const SERVERS: Places = { from: 30_000, size: 100, most: 27, guards: 9_100 }
const SOUND: Places = { from: 10_000, size: 400, most: 50, guards: 9_000 }

let own: Promise<number> | undefined
let given = 0

/** A TCP port of this machine that is free, and is given to nobody else until this process has had a hundred. */
export function freePort(): Promise<number> {
  return nextFree(async (port) => {
    const server = createServer()
    const free = await settles(server.listen(port, '127.0.0.1'), 'listening')
    if (free) await closed(server)
    return free
  })
}

/** The same for UDP. */
export function freeUdpPort(): Promise<number> {
  return nextFree(async (port) => {
    const socket = createSocket('udp4')
    const free = await settles(socket.bind({ port, address: '127.0.0.1', exclusive: true }), 'listening')
    if (free) await closed(socket)
    return free
  })
}

/** Ports for sound, both counted, that nobody else here has until they are let go. */
export interface PortRange {
  readonly least: number
  readonly most: number
  release(): void
}

/**
 * A range of UDP ports of its own for a program that shares its ports with whoever else binds them, as rtpengine does: two of them on one
 * port take each other's sound. Throws when all are taken.
 */
export async function takePortRange(): Promise<PortRange> {
  const { least, guard } = await takePlace(SOUND)
  return { least, most: least + SOUND.size - 1, release: () => guard.close() }
}

async function nextFree(isFree: (port: number) => Promise<boolean>): Promise<number> {
  own ??= takePlace(SERVERS).then(({ least, guard }) => {
    guard.unref()
    return least
  })
  const least = await own
  for (let tries = 0; tries < SERVERS.size; tries++) {
    const port = least + (given++ % SERVERS.size)
    if (await isFree(port)) return port
  }
  throw new Error(`none of the ports from ${least} to ${least + SERVERS.size - 1} is free`)
}

async function takePlace({ from, size, most, guards }: Places): Promise<{ least: number; guard: Socket }> {
  for (let at = 0; at < most; at++) {
    const guard = createSocket('udp4')
    const held = await settles(guard.bind({ port: guards + at, address: '127.0.0.1', exclusive: true }), 'listening')
    if (held) return { least: from + at * size, guard }
  }
  throw new Error(`every place for ports from ${from} is taken`)
}

async function closed(what: { close(): unknown } & NodeJS.EventEmitter): Promise<void> {
  what.close()
  await once(what, 'close')
}

/** Whether the event comes, and not an error. */
async function settles(what: NodeJS.EventEmitter, event: string): Promise<boolean> {
  return once(what, event).then(
    () => true,
    () => false,
  )
}
