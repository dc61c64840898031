// Refuses every regular expression whose work can grow faster than its text. --write keeps what had to be tried, so that it need not be again.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import tool from 'recheck/package.json' with { type: 'json' }
import allowed from './allowed.json' with { type: 'json' }
import { type Expression, expressionsIn, expressionsMade } from './expressions.ts'
import { verdictOn, written } from './linear.ts'
import tried from './tried.json' with { type: 'json' }

/** What is let through though it is refused; goes with what it stands for. */
interface Allowed {
  readonly file: string
  /** As it stands there; `new RegExp` for those that the file makes when it runs. */
  readonly expression: string
  readonly reason: string
}

const ROOT = join(import.meta.dirname, '..')
const FOLDERS = ['server', 'shared', 'client']

function filesOf(folders: readonly string[]): string[] {
  const asked = ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...folders]
  return execFileSync('git', asked, { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter((file) => /\.(?:ts|tsx|mjs)$/.test(file) && !/\.test\.tsx?$|\/testing\//.test(file) && existsSync(join(ROOT, file)))
}

const faults = new Set<string>()
const unused = new Set<Allowed>(allowed)
function refuse(file: string, expression: string, why: string): void {
  const known = (allowed as readonly Allowed[]).find((one) => one.file === file && one.expression === expression)
  if (known) unused.delete(known)
  else faults.add(`${file}: ${expression}\n  ${why}`)
}

const files = filesOf(FOLDERS)
const all: Expression[] = []
for (const file of files) {
  const { literals, made } = expressionsIn(file, readFileSync(join(ROOT, file), 'utf8'))
  all.push(...literals)
  if (made === 'whenLoaded') all.push(...(await expressionsMade(file, () => import(join(ROOT, file)))))
  if (made === 'whenRun')
    refuse(file, 'new RegExp', 'nobody can judge what is made when it runs: write it out, or make it as the file is loaded')
}

const known = new Set(tried.tool === tool.version ? tried.linear : [])
const byText = new Map(all.map((expression) => [written(expression), expression]))
const verdicts = new Map(
  await Promise.all([...byText].map(async ([text, expression]) => [text, await verdictOn(expression, (one) => known.has(one))] as const)),
)
for (const expression of all) {
  const text = written(expression)
  const verdict = verdicts.get(text)
  if (verdict?.is === 'refused') refuse(expression.file, text, verdict.why)
}
for (const { file, expression } of unused) faults.add(`lint/allowed.json: ${file} needs no leave any more for ${expression}`)

if (process.argv.includes('--write')) {
  const linear = [...verdicts].flatMap(([text, verdict]) => (verdict.is === 'linear' && verdict.by === 'trial' ? [text] : [])).sort()
  writeFileSync(join(ROOT, 'lint/tried.json'), `${JSON.stringify({ tool: tool.version, linear }, null, 2)}\n`)
}
for (const fault of faults) console.error(fault)
console.log(
  `${byText.size} regular expressions in ${files.length} files: ${faults.size === 0 ? 'each is linear' : `${faults.size} refused`}`,
)
// The tool's helper would keep the process alive.
process.exit(faults.size === 0 ? 0 : 1)
