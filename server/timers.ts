/**
 * Timers that outside numbers may reach. Node takes a delay above 2^31-1 ms, a negative one or NaN for 1 ms, so that a long interval
 * becomes a storm; these throw instead.
 */

/** The longest delay that Node keeps, in ms: about 24.8 days. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Calls `work` once, `ms` milliseconds from now, until `clearTimeout`. Throws a RangeError unless `ms` is 0 to `LONGEST_TIMER_MS`. */
export function after(ms: number, work: () => void): NodeJS.Timeout {
  return setTimeout(work, checkedMs(ms))
}

/** Calls `work` each `ms` milliseconds until `clearInterval`. Throws a RangeError unless `ms` is 0 to `LONGEST_TIMER_MS`. */
export function every(ms: number, work: () => void): NodeJS.Timeout {
  return setInterval(work, checkedMs(ms))
}

function checkedMs(ms: number): number {
  if (!(ms >= 0 && ms <= LONGEST_TIMER_MS)) throw new RangeError(`A timer of ${ms} ms: 0 to ${LONGEST_TIMER_MS} are allowed`)
  return ms
}
