import { readdirSync } from 'node:fs'
import { setPriority } from 'node:os'
import { familyOf } from './stage.ts'

/**
 * Gives every thread of a process, and of those that it has begun, a place in the queue for processors: -20 the first, 19 the last. Linux
 * gives new threads that of the one that begins them. False where the system does not let us; before 0 it lets root alone.
 */
export function setNice(pid: number, nice: number): boolean {
  try {
    for (const one of familyOf(pid)) for (const task of readdirSync(`/proc/${one}/task`)) setPriority(Number(task), nice)
    return true
  } catch {
    return false
  }
}
