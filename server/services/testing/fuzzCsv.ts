import { type Choosing, choosing, HOSTILE_TEXTS } from '../../testing/anyValue.ts'
import { COLUMNS, csvOf } from '../exchange/csv.ts'
import { fuzzServices } from './fuzzServices.ts'

/** Files that are, or are nearly, a register as CSV; the same for the same seed, and without an end. */
export function* fuzzCsv(seed: number): Iterable<string> {
  const choose = choosing(seed)
  for (const services of fuzzServices(choose)) {
    let text = csvOf(services)
    for (let times = choose.below(4); times > 0; times--) text = changed(text, choose)
    yield text
  }
}

function changed(text: string, choose: Choosing): string {
  const at = choose.below(text.length + 1)
  switch (choose.below(8)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return text.slice(0, at) + choose.one(HOSTILE_TEXTS) + text.slice(at)
    case 2:
      return (
        text.slice(0, at) +
        choose.one(['"', '""', ';', ',', '\t', '\n', '\r', "'", '=', '|', ':']).repeat(choose.one([1, 2, 300])) +
        text.slice(at)
      )
    case 3:
      return text.replaceAll(';', choose.one([',', '\t', ';;', '|']))
    case 4:
      return text.replace(choose.one(COLUMNS), () => choose.one([...HOSTILE_TEXTS, ...COLUMNS]))
    case 5:
      return text.slice(0, at) + text.slice(at + choose.below(200))
    case 6:
      return text + text.slice(at)
    default:
      return text.replace(/unknown|own|met/, () => choose.one(HOSTILE_TEXTS))
  }
}
