import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { usage } from './stage.ts'

/** Programs by name, each with the ids of all of its processes. */
export type Programs = Readonly<Record<string, () => readonly number[]>>

/** What each program holds or has used, by name. */
export type ByProgram = Readonly<Record<string, number>>

const each = (programs: Programs, sum: (pid: number) => number): ByProgram =>
  Object.fromEntries(Object.entries(programs).map(([name, pids]) => [name, pids().reduce((all, pid) => all + sum(pid), 0)]))

/** CPU time since the start, in ms. */
export const cpuOf = (programs: Programs): ByProgram => each(programs, (pid) => usage(pid).cpuMs)

/** Memory in MB; what several processes share is divided among them (the kernel's PSS). */
export const memoryOf = (programs: Programs): ByProgram =>
  each(programs, (pid) => Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024)

/** UDP sockets that a process holds open, as those of sound are. */
export function udpSocketsOf(pid: number): number {
  const inodes = new Set(['udp', 'udp6'].flatMap((name) => inodesIn(readFileSync(`/proc/${pid}/net/${name}`, 'utf8'))))
  const dir = `/proc/${pid}/fd`
  return readdirSync(dir).filter((fd) => inodes.has(/^socket:\[(\d+)\]$/.exec(targetOf(`${dir}/${fd}`))?.[1] ?? '')).length
}

/** The tenth column of the kernel's table of sockets. */
const inodesIn = (table: string): string[] => [...table.matchAll(/^(?:\s*\S+){9}\s+(\d+)/gm)].map(([, inode]) => inode ?? '')

function targetOf(link: string): string {
  try {
    return readlinkSync(link)
  } catch {
    // Closed since it was listed.
    return ''
  }
}
