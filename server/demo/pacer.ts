const FRAME_MS = 20
/** Senders are spread over the 20 ms, as independent callers would be. */
const PHASES = 10
/** After a longer stall than this many frames the lost time is let go, not sent as a burst. */
const CATCH_UP = 10

const phases: Set<() => void>[] = Array.from({ length: PHASES }, () => new Set())
let timer: NodeJS.Timeout | undefined
let started = 0
let step = 0
let added = 0

/**
 * Calls `send` every 20 ms on average, without drift, until the returned function is called. One timer serves all senders of
 * the process and runs only while there are any.
 */
export function pace(send: () => void): () => void {
  const phase = phases[added++ % PHASES] ?? new Set()
  phase.add(send)
  if (!timer) {
    started = performance.now()
    step = 0
    schedule()
  }
  return () => {
    phase.delete(send)
    if (timer && phases.every((each) => each.size === 0)) {
      clearTimeout(timer)
      timer = undefined
    }
  }
}

function schedule(): void {
  const due = started + (step * FRAME_MS) / PHASES
  timer = setTimeout(run, Math.max(0, due - performance.now()))
}

function run(): void {
  const reached = Math.floor(((performance.now() - started) * PHASES) / FRAME_MS)
  if (reached - step > CATCH_UP * PHASES) step = reached
  for (; step <= reached; step++) for (const send of phases[step % PHASES] ?? []) send()
  if (phases.some((each) => each.size > 0)) schedule()
  else timer = undefined
}
