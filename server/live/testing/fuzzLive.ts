import { LIVE_NAMESPACE } from '../../../shared/wire.ts'
import { type Choosing, choosing, HOSTILE_TEXTS, hostileValue, spoiled, valueFor } from '../../testing/anyValue.ts'
import { liveRequests, type RequestParts } from '../requests.ts'

/** What a browser, or who pretends to be one, sends over the live link: an event with what goes with it, or a text of the protocol beneath. */
export type FuzzedLive =
  | { readonly is: 'event'; readonly event: string; readonly sent: readonly unknown[] }
  | { readonly is: 'text'; readonly text: string }

/** Events and texts, good ones and spoiled ones; the same for the same seed, and without an end. */
export function* fuzzLive(seed: number): Iterable<FuzzedLive> {
  const choose = choosing(seed)
  const table = Object.entries(liveRequests({} as RequestParts))
  for (;;) {
    const [known, { input }] = choose.one(table)
    const event = choose.once(20) ? choose.one(HOSTILE_TEXTS) : known
    let value: unknown = input ? valueFor(input, choose) : hostileValue(choose)
    for (let times = choose.below(3); times > 0; times--) value = spoiled(value, choose)
    const sent = choose.once(10) ? [] : choose.once(10) ? [value, hostileValue(choose), value] : [value]
    yield choose.once(4) ? { is: 'text', text: textOf(event, sent, choose) } : { is: 'event', event, sent }
  }
}

/** A message of Engine.IO (4) with a packet of Socket.IO, by its rules or nearly. */
function textOf(event: string, sent: readonly unknown[], choose: Choosing): string {
  const good = `4${choose.one(['2', '3', '0', '1', '4', '51-', '61-', '52-', '59999999-'])}${choose.one([`${LIVE_NAMESPACE},`, ''])}${choose.one(['', '1', '99999999999'])}`
  const text = `${good}${JSON.stringify([event, ...sent, ...(choose.once(4) ? [{ _placeholder: true, num: choose.one([0, -1, 1e9]) }] : [])])}`
  switch (choose.below(5)) {
    case 0:
      return text.slice(0, choose.below(text.length + 1))
    case 1:
      return `4${'['.repeat(choose.one([1, 100, 8_000]))}`
    case 2:
      return choose.one(HOSTILE_TEXTS)
    default:
      return text
  }
}
