import type { Log } from './log.ts'

/** So many faults that nobody caught, within a minute, and the process is not to be trusted any more. */
const MOST_FAULTS = 20
const WINDOW_MS = 60_000

/**
 * From now on a fault that nobody caught does not end the process: every call on the line would end with it. What is true is on
 * disk and in one value that no half-done step can spoil. Faults that come in numbers do end it, for something starts it anew.
 * One that has passed through sip.js is of somebody's message, as its timers are, and does not
 * lead there: else whoever finds one could end all calls. The log gets a fault's kind and place but not its words, which might quote what a caller sent.
 */
export function outliveFaults(
  log: Pick<Log, 'error'>,
  exit: () => void = () => process.exit(1),
  clock: () => number = Date.now,
): () => void {
  let recent: number[] = []
  const listener = (fault: unknown): void => {
    const now = clock()
    if (isOfMessage(fault)) return log.error('nobody caught a fault on a message', { error: wordless(fault) })
    recent = [...recent.filter((at) => at > now - WINDOW_MS), now]
    log.error('nobody caught a fault', { error: wordless(fault), count: recent.length })
    if (recent.length >= MOST_FAULTS) exit()
  }
  process.on('uncaughtException', listener)
  process.on('unhandledRejection', listener)
  return () => {
    process.off('uncaughtException', listener)
    process.off('unhandledRejection', listener)
  }
}

/** The library stays a package of its own when the program is built, so its place in a stack can be told. */
function isOfMessage(fault: unknown): boolean {
  return fault instanceof Error && /[\\/]node_modules[\\/]sip\.js[\\/]/.test(fault.stack ?? '')
}

/** The fault's kind, with the places it passed in place of its words. */
export function wordless(fault: unknown): Error {
  const places =
    fault instanceof Error
      ? (fault.stack ?? '').split('\n').flatMap((line) => /^ {4}at .*?([\w.-]+:\d+:\d+)\)?$/.exec(line)?.[1] ?? [])
      : []
  const error = new Error(places.slice(0, 6).join(' < ') || 'nowhere known')
  error.name = fault instanceof Error && /^\w{1,40}$/.test(fault.name) ? fault.name : 'unknown'
  return error
}
