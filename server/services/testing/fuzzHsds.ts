import { choosing, hostileValue, spoiled } from '../../testing/anyValue.ts'
import { hsdsOf } from '../exchange/hsds.ts'
import { fuzzServices } from './fuzzServices.ts'

/** Files that are, or are nearly, a register as JSON of HSDS; the same for the same seed, and without an end. */
export function* fuzzHsds(seed: number): Iterable<string> {
  const choose = choosing(seed)
  for (const services of fuzzServices(choose)) {
    let json: unknown = choose.once(6) ? { contents: hsdsOf(services) } : hsdsOf(services)
    for (let times = choose.below(4); times > 0; times--) json = spoiled(json, choose)
    const text = JSON.stringify(choose.once(20) ? hostileValue(choose) : json)
    yield choose.once(8) ? text.slice(0, choose.below(text.length + 1)) : text
  }
}
