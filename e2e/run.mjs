// What `npm test` runs: everything, from a bare Debian machine with Node and nothing else. Plain Node on purpose: it runs before npm has.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = new URL('..', import.meta.url).pathname
const OUT = join(ROOT, 'e2e/.out')
/** Debian packages that the tests use, each with a file by which it is known to be there. */
const MODULES = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/kamailio/modules`
const PACKAGES = {
  chromium: '/usr/bin/chromium',
  'chromium-headless-shell': '/usr/bin/chromium-headless-shell',
  kamailio: '/usr/sbin/kamailio',
  'kamailio-extra-modules': `${MODULES}/uuid.so`,
  'kamailio-tls-modules': `${MODULES}/tls.so`,
  'kamailio-websocket-modules': `${MODULES}/websocket.so`,
  'rtpengine-daemon': '/usr/bin/rtpengine',
  'sip-tester': '/usr/bin/sipp',
  'baresip-core': '/usr/bin/baresip',
  ffmpeg: '/usr/bin/ffmpeg',
  'nginx-light': '/usr/sbin/nginx',
  caddy: '/usr/bin/caddy',
  'firefox-esr': '/usr/bin/firefox-esr',
  pulseaudio: '/usr/bin/pulseaudio',
}
const BUILD_TOOLS = ['python3', 'make', 'g++']

const say = (text) => console.log(`\n== ${text}`)

function stop(text) {
  console.error(`\n${text}`)
  process.exit(1)
}

function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } })
  if (error) console.error(`${command}: ${error.message}`)
  return status === 0
}

const bin = (name) => join(ROOT, 'node_modules/.bin', name)

/** Installs Debian packages, with root's rights or those of a sudo that asks nothing; otherwise says what is to be done. */
function apt(packages) {
  const asRoot = process.getuid?.() === 0
  const sudo = !asRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
  if (!existsSync('/usr/bin/apt-get') || (!asRoot && !sudo)) {
    stop(`The tests need ${packages.join(', ')}. Install with: sudo apt-get install ${packages.join(' ')}`)
  }
  say(`Installing with apt: ${packages.join(', ')}`)
  const prefix = sudo ? ['sudo', '-n'] : []
  const call = (...args) => {
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args]
    return run(command, rest)
  }
  call('update', '-qq')
  if (!call('install', '-y', '-qq', '--no-install-recommends', ...packages)) stop(`apt could not install ${packages.join(', ')}.`)
}

function prepareMachine() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) stop(`Node 20.19 or later is needed; this is ${process.versions.node}.`)
  const missing = Object.keys(PACKAGES).filter((name) => !existsSync(PACKAGES[name]))
  if (missing.length > 0) apt(missing)
}

function preparePackages() {
  if (!isInstalled()) {
    // Not `npm ci`: it refuses where a registry lacks the packages of other platforms; the versions are the lock file's either way.
    say('Installing packages with npm install')
    if (!run('npm', ['install', '--no-audit', '--no-fund'])) stop('npm install failed.')
  }
  // In processes of their own: what has failed to load cannot be loaded again in the same one.
  const load = {
    'better-sqlite3': "new (require('better-sqlite3'))(':memory:').close()",
    'node-datachannel': "require('node-datachannel').cleanup()",
  }
  const loads = (name) => spawnSync(process.execPath, ['-e', load[name]], { cwd: ROOT, stdio: 'ignore' }).status === 0
  const broken = Object.keys(load).filter((name) => !loads(name))
  if (broken.length === 0) return
  if (BUILD_TOOLS.some((tool) => spawnSync('which', [tool], { stdio: 'ignore' }).status !== 0)) apt(BUILD_TOOLS)
  say(`Building ${broken.join(', ')}`)
  if (!run('npm', ['rebuild', ...broken])) stop(`${broken.join(', ')} could not be built.`)
}

/** Whether node_modules holds what the lock file asks for, the tools of the tests included. */
function isInstalled() {
  const packages = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {})
  const installed = packages(join(ROOT, 'node_modules/.package-lock.json'))
  return Object.entries(packages(join(ROOT, 'package-lock.json'))).every(
    ([path, { version, optional, devOptional, link }]) =>
      path === '' || optional || devOptional || link || installed[path]?.version === version,
  )
}

const total = { passed: 0, failed: 0, skipped: 0 }
const lines = []

function count(name, { passed, failed, skipped }) {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  lines.push(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`)
}

/** A check that is one test by itself. */
function check(name, command, args) {
  say(name)
  const good = run(command, args)
  count(name, { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 })
  return good
}

/** A runner with a report of its own, `report`, that `read` counts. */
function suite(name, command, args, report, read) {
  say(name)
  const file = join(OUT, report)
  rmSync(file, { force: true })
  countReport(name, run(command, args, { REPORT_FILE: file }), file, read)
}

/** The same beside whatever else runs; what it says is shown when the returned function has waited for its end. */
function beginSuite(name, command, args, report, read) {
  const file = join(OUT, report)
  rmSync(file, { force: true })
  // Into a file: nobody reads while another runner is waited for, and a pipe would be full.
  const words = `${file}.log`
  const to = openSync(words, 'w')
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', to, to], env: { ...process.env, REPORT_FILE: file } })
  const ended = once(child, 'exit').then(
    ([status]) => status === 0,
    () => false,
  )
  return async () => {
    const good = await ended
    say(name)
    process.stdout.write(readFileSync(words))
    countReport(name, good, file, read)
  }
}

/** One that fails without a failed test, or leaves no report, counts as one failure. */
function countReport(name, good, file, read) {
  let counted = { passed: 0, failed: 0, skipped: 0 }
  try {
    counted = read(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    console.error(`${name} left no readable report: ${error.message}`)
  }
  const empty = counted.passed + counted.failed + counted.skipped === 0
  if ((!good || empty) && counted.failed === 0) counted.failed = 1
  count(name, counted)
}

const began = Date.now()
prepareMachine()
preparePackages()
mkdirSync(OUT, { recursive: true })

check('Types', bin('tsc'), [])
check('Lint and format', bin('biome'), ['ci', '.'])
check('Linear expressions', bin('tsx'), ['lint/run.ts'])
const built = check('Build', process.execPath, ['server/start.mjs', '--build'])
const countPlaywright = ({ stats, errors }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + (stats.unexpected === 0 ? errors.length : 0),
  skipped: stats.skipped,
})
// It mostly waits, and so costs the others little.
const longDone =
  built && beginSuite('Five minutes', bin('playwright'), ['test', '--config', 'e2e/long.config.ts'], 'long.json', countPlaywright)
suite(
  'Unit and integration',
  bin('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(OUT, 'vitest.json')}`],
  'vitest.json',
  (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }),
)
if (longDone) {
  suite('End to end', bin('playwright'), ['test', '--config', 'e2e/playwright.config.ts'], 'playwright.json', countPlaywright)
  await longDone()
} else {
  console.error('Nothing was built, so nothing was tried end to end.')
  count('End to end', { passed: 0, failed: 1, skipped: 0 })
}

say(`Done in ${Math.round((Date.now() - began) / 1000)} s`)
for (const line of lines) console.log(line)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed > 0 ? 1 : 0
