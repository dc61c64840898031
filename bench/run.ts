/** `npm run bench -- NAME [N ...]`: measures, prints a table and writes bench/results/NAME.json. */
import { answer } from './answer.ts'
import { findHelp } from './findHelp.ts'
import { flood } from './flood.ts'
import { form } from './form.ts'
import { hop } from './hop.ts'
import { imports } from './import.ts'
import { live } from './live.ts'
import { mix } from './mix.ts'
import { relay } from './relay.ts'
import { type Result, report } from './report.ts'
import { review } from './review.ts'
import { size } from './size.ts'
import { stall } from './stall.ts'
import { start } from './start.ts'
import { trunk } from './trunk.ts'

const BENCHES: Readonly<Record<string, (only: readonly number[]) => Promise<Result>>> = {
  relay,
  answer,
  flood,
  hop,
  live,
  mix,
  review,
  size,
  stall,
  start,
  trunk,
  'find-help': findHelp,
  import: imports,
  form,
}

const [name = '', ...rest] = process.argv.slice(2)
const bench = BENCHES[name]
const only = rest.map(Number)
if (!bench || only.some((n) => !Number.isInteger(n) || n < 1)) {
  console.error(`npm run bench -- NAME [N ...], where NAME is one of: ${Object.keys(BENCHES).join(', ')}`)
  process.exit(2)
}
bench(only).then(
  (result) => {
    report(result)
    process.exit(0)
  },
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
