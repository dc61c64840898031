/** `npm run prove -- NAME [options]`: the proofs that take long. Prints what was tried, and ends with 1 when something does not hold. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { report } from '../../bench/report.ts'
import { fuzz } from './fuzz.ts'

const ROOT = join(import.meta.dirname, '..', '..')

const PROOFS: Readonly<Record<string, (argv: readonly string[]) => Promise<boolean>>> = {
  /** Millions of inputs to every door of strangers. */
  fuzz: async (argv) => {
    const { result, broken } = await fuzz(argv)
    report(result)
    for (const line of broken) console.error(`does not hold: ${line}`)
    return broken.length === 0
  },
  /** The promises of the floor, over far more histories than a test run has time for. */
  promises: async ([times = '50']) =>
    run('vitest', ['run', 'server/floor/properties.test.ts', 'server/floor/writer.test.ts'], { PROOF_TIMES: times }),
  /** Ends the server without warning while calls come and go, and looks for what it had acknowledged. */
  kills: async ([times = '5']) =>
    run('playwright', ['test', '--config', 'e2e/playwright.config.ts', '--repeat-each', times, 'e2e/kill9.spec.ts']),
}

function run(tool: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const { status } = spawnSync(join(ROOT, 'node_modules', '.bin', tool), args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  return status === 0
}

const [name = '', ...argv] = process.argv.slice(2)
const proof = PROOFS[name]
if (!proof) {
  console.error(`npm run prove -- NAME, where NAME is one of: ${Object.keys(PROOFS).join(', ')}`)
  process.exit(2)
}
proof(argv).then(
  (holds) => process.exit(holds ? 0 : 1),
  (error: unknown) => {
    const isWrongUse = error instanceof TypeError && error.message.startsWith('--')
    console.error(isWrongUse ? error.message : error)
    process.exit(isWrongUse ? 2 : 1)
  },
)
