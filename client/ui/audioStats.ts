/** What a call's statistics say about its line. Times in ms; levels from 0 to 1. */
export interface Readings {
  /** Of the packets expected since the reading before, how many never came, in percent. */
  readonly lossPercent: number
  readonly jitterMs: number
  /** null until the far end has reported once. */
  readonly roundTripMs: number | null
  /** Since the call began. */
  readonly packetsReceived: number
  /** Packets since the reading before: any at all means that the line is fine, however quiet it is. */
  readonly packetsSince: number
  readonly audioLevel: number
}

/** Sums that the next reading is compared with. */
export interface Totals {
  readonly received: number
  readonly lost: number
}

export const noTotals: Totals = { received: 0, lost: 0 }

type Stat = Readonly<Record<string, unknown>>

/** Reads a statistics report of one audio call; null while nothing has been received. */
export function readStats(report: Iterable<Stat>, before: Totals): { readonly readings: Readings; readonly totals: Totals } | null {
  let inbound: Stat | undefined
  let remote: Stat | undefined
  let pair: Stat | undefined
  for (const stat of report) {
    if (stat.type === 'inbound-rtp' && stat.kind === 'audio') inbound = stat
    if (stat.type === 'remote-inbound-rtp' && stat.kind === 'audio') remote = stat
    if (stat.type === 'candidate-pair' && stat.nominated === true && stat.state === 'succeeded') pair = stat
  }
  if (!inbound) return null
  const totals: Totals = { received: number(inbound.packetsReceived) ?? 0, lost: Math.max(0, number(inbound.packetsLost) ?? 0) }
  const received = Math.max(0, totals.received - before.received)
  const lost = Math.max(0, totals.lost - before.lost)
  const roundTrip = number(pair?.currentRoundTripTime) ?? number(remote?.roundTripTime)
  return {
    totals,
    readings: {
      lossPercent: received + lost === 0 ? 0 : (100 * lost) / (received + lost),
      jitterMs: 1000 * (number(inbound.jitter) ?? 0),
      roundTripMs: roundTrip === undefined ? null : 1000 * roundTrip,
      packetsReceived: totals.received,
      packetsSince: received,
      audioLevel: number(inbound.audioLevel) ?? 0,
    },
  }
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
