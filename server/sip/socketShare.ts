import { type Bucket, createBucket } from '../shares/bucket.ts'
import type { Visitor } from '../shares/ledger.ts'
import { SOCKET_RATES, type StrangersHolds, type StrangersRates } from '../shares/limits.ts'

/** What a socket may send, by itself and as one of its network. */
export interface SocketShare {
  /** `pass` hands the message on, `drop` is over the share, `close` has been over it for too long. */
  weigh(text: string, bytes: number): Verdict
  /** The same for a frame that carries no message, such as a ping. */
  weighFrame(bytes: number): Verdict
}

export type Verdict = 'pass' | 'drop' | 'close'

/** How often a socket may be over its share before it is closed: a page that has gone wrong is told, and may come again. */
const PATIENCE = { burst: 60, perSecond: 1 }

/** The share of a socket. `network` is null for staff and for programs on this machine, who count by themselves alone. */
export function createSocketShare(
  who: keyof typeof SOCKET_RATES | 'local',
  network: Visitor<StrangersRates, StrangersHolds> | null,
): SocketShare {
  if (who === 'local') return { weigh: () => 'pass', weighFrame: () => 'pass' }
  const rates = SOCKET_RATES[who]
  const own = {
    messages: createBucket(rates.messages),
    bytes: createBucket(rates.bytes),
    invites: createBucket(rates.invites),
    reinvites: createBucket(rates.reinvites),
  } satisfies Partial<Record<StrangersRates, Bucket>>
  const patience = createBucket(PATIENCE)
  const take = (rate: keyof typeof own, amount = 1): boolean => own[rate].take(amount) && (network?.take(rate, amount) ?? true)
  const judge = (isWithin: boolean): Verdict => (isWithin ? 'pass' : patience.take() ? 'drop' : 'close')
  return {
    weigh(text, bytes) {
      if (!take('messages') || !take('bytes', bytes)) return judge(false)
      if (!text.startsWith('INVITE ')) return 'pass'
      return judge(take(isWithinDialog(text) ? 'reinvites' : 'invites'))
    },
    weighFrame: (bytes) => judge(take('messages') && take('bytes', bytes)),
  }
}

/** Whether a request's To has a tag (RFC 3261, 12.2). Goes through the headers once, and reads nothing else of them. */
export function isWithinDialog(text: string): boolean {
  for (let at = text.indexOf('\n') + 1; at > 0; ) {
    const end = text.indexOf('\n', at)
    const line = end === -1 ? text.slice(at) : text.slice(at, end)
    if (line.trim() === '') return false
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    if (name === 'to' || name === 't')
      return line
        .toLowerCase()
        .slice(line.lastIndexOf('>') + 1)
        .includes('tag=')
    at = end + 1
  }
  return false
}
