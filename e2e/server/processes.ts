import { readdirSync, readFileSync } from 'node:fs'

/** The processes that a process has begun and that are there still; Linux only. */
export function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

/** Whether a process is there no more, with all that it held; one that nobody has buried yet counts as gone when its last thread has ended. Linux only. */
export function isGone(pid: number): boolean {
  try {
    const isDead = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.startsWith('Z') ?? true
    return isDead && readdirSync(`/proc/${pid}/task`).length <= 1
  } catch {
    return true
  }
}
