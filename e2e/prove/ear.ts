/** A frame that comes later than this after the one before it is a gap that a listener may hear. */
export const GAP_MS = 60

export interface Gap {
  /** When the frame before it came, by this process's monotonic clock in ms. */
  readonly from: number
  readonly to: number
}

/** Listens to frames by when they come, and notes where there were none. */
export interface Ear {
  hear(): void
  /** From now on; what was before is forgotten. */
  begin(): void
  /** Gaps of at least `ms` until now, one that goes on included. */
  gaps(ms: number): Gap[]
  readonly frames: number
}

/** Notes gaps from `leastMs`. */
export function createEar(leastMs: number): Ear {
  let last: number | null = null
  let frames = 0
  let noted: Gap[] = []
  const since = (from: number, to: number): void => {
    if (to - from >= leastMs) noted.push({ from, to })
  }
  return {
    hear() {
      const now = performance.now()
      if (last !== null) since(last, now)
      last = now
      frames += 1
    },
    begin() {
      last = performance.now()
      frames = 0
      noted = []
    },
    gaps(ms) {
      const open = last === null ? [] : [{ from: last, to: performance.now() }]
      return [...noted, ...open].filter(({ from, to }) => to - from >= ms)
    },
    get frames() {
      return frames
    },
  }
}

export const longest = (gaps: readonly Gap[]): number => gaps.reduce((most, { from, to }) => Math.max(most, to - from), 0)

/** Those of the gaps at whose time the other stream, which no server is part of, had none: the machine itself stood still in the rest. */
export function unexplained(gaps: readonly Gap[], control: readonly Gap[]): Gap[] {
  return gaps.filter((gap) => !control.some(({ from, to }) => from < gap.to && to > gap.from))
}
