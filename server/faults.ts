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
  const places = fault instanceof Error ? (fault.stack ?? '').split('\n').flatMap((line) => placeOf(line) ?? []) : []
  const error = new Error(places.slice(0, 6).join(' < ') || 'nowhere known')
  error.name = fault instanceof Error && /^\w{1,40}$/.test(fault.name) ? fault.name : 'unknown'
  return error
}

/** The file, line and column at the end of a line of a stack; undefined where there is none. Read from its end, for what lies before is as long as it likes. */
export function placeOf(line: string): string | undefined {
  if (!line.startsWith(STACK_LINE)) return undefined
  const end = line.endsWith(')') ? line.length - 1 : line.length
  const before = (at: number, sign: RegExp): number => {
    let from = at
    while (from > STACK_LINE.length && sign.test(line[from - 1] ?? '')) from--
    return from
  }
  const column = before(end, /\d/)
  const row = before(column - 1, /\d/)
  const file = before(row - 1, /[\w.-]/)
  const isPlace = column < end && line[column - 1] === ':' && row < column - 1 && line[row - 1] === ':' && file < row - 1
  return isPlace ? line.slice(file, end) : undefined
}
const STACK_LINE = '    at '
