// What `npm start` runs: plain Node that needs nothing, brings what is missing, and then serves in this very process.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stampFile = join(root, 'dist', 'stamp.json')
const NATIVE = ['better-sqlite3', 'node-datachannel']
const OLDEST_NODE = [20, 19]

const args = process.argv.slice(2)
checkNode()
const fresh = ensurePackages()
const sources = stampOf(['shared', 'server', 'client', 'package.json', 'package-lock.json', 'vite.config.ts'])
if (fresh || readText(stampFile) !== sources) {
  ensureNative()
  build()
}

if (args[0] === '--build') process.exit(0)
if (args[0] === '--demo') {
  process.env.LYHORD_DEMO = '1'
  process.env.DATA_DIR ||= './data/demo'
  // All simulated callers call from this machine.
  process.env.MAX_CALLS_ANONYMOUS ||= '50'
}
if (args[0] === '--user') process.argv.splice(2, 1, 'user')
if (args[0] === '--rollups') process.argv.splice(2, 1, 'rollups')
// The server begins a second process of itself by this name.
process.argv[1] = join(root, 'dist', 'server', 'main.js')
await import(pathToFileURL(process.argv[1]).href)

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  fail(`Lyhörd needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`)
}

/** Installs when what lies in node_modules is not what the lock file asks for. Gives whether it did. */
function ensurePackages() {
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readText(join(root, 'node_modules', '.package-lock.json')) ?? '{}').packages ?? {}
  const missing = Object.entries(wanted).filter(
    ([path, { version, dev, optional, devOptional, link }]) =>
      path !== '' && !dev && !optional && !devOptional && !link && installed[path]?.version !== version,
  )
  if (missing.length === 0) return false
  say(`Installing ${missing.length} packages from the npm registry.`)
  // Who has the tools for tests keeps them. Not `npm ci`: it refuses where a registry lacks the packages of other platforms;
  // the versions are the lock file's either way.
  const hasTools = Object.keys(installed).some((path) => wanted[path]?.dev)
  const given = ['install', '--no-audit', '--no-fund', hasTools ? '--include=dev' : '--omit=dev']
  // Where there is nothing ready-made for this machine, a package builds its machine code, and needs the tools for that.
  if (attempt('npm', given) || (installTools() && attempt('npm', given))) return true
  return fail(`The packages could not be installed; see above for the reason. ${toolsAdvice()}`)
}

/** The two packages with machine code must load; where they do not, they are built here if that is possible. */
function ensureNative() {
  const broken = brokenNative()
  if (broken.length === 0) return
  say(`${broken.join(' and ')} cannot be loaded as installed, and must be built on this machine.`)
  if (installTools()) attempt('npm', ['rebuild', ...broken])
  const still = brokenNative()
  if (still.length > 0)
    fail(`${still.join(' and ')} cannot be loaded on this machine. ${toolsAdvice()} Then run: npm rebuild ${still.join(' ')}`)
}

/** The tools that build machine code, installed when we may. Gives whether they are there now. */
function installTools() {
  if (!onDebian() || process.getuid?.() !== 0) return false
  say('Installing python3, make and g++ with apt.')
  return attempt('apt-get', ['update', '-q']) && attempt('apt-get', ['install', '-q', '-y', 'python3', 'make', 'g++'])
}

function toolsAdvice() {
  return onDebian()
    ? 'To build machine code: sudo apt-get install python3 make g++.'
    : 'To build machine code, install Python 3, make and a C++ compiler.'
}

function onDebian() {
  return existsSync('/etc/debian_version')
}

/** Looked at in a process of its own: a load that has failed cannot be tried again in the same one. */
function brokenNative() {
  const load = {
    'better-sqlite3': "new (require('better-sqlite3'))(':memory:').close()",
    'node-datachannel': "require('node-datachannel').cleanup()",
  }
  return NATIVE.filter((name) => spawnSync(process.execPath, ['-e', load[name]], { cwd: root, stdio: 'ignore' }).status !== 0)
}

function build() {
  say('Building the pages and the server.')
  rmSync(stampFile, { force: true })
  const vite = join(dirname(createRequire(join(root, 'package.json')).resolve('vite/package.json')), 'bin', 'vite.js')
  const quiet = ['--logLevel', 'error']
  if (!attempt(process.execPath, [vite, 'build', ...quiet])) fail('The pages could not be built; see above for the reason.')
  const ssr = ['--ssr', '--outDir', 'dist/server', '--emptyOutDir']
  if (!attempt(process.execPath, [vite, 'build', ...ssr, ...quiet])) fail('The server could not be built; see above for the reason.')
  pack(join(root, 'dist', 'client'))
  writeFileSync(stampFile, sources)
}

/** Puts a .br and a .gz beside each text that gains from it, so that the server never packs anything while it serves. */
function pack(dir) {
  const texts = ['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.txt']
  for (const file of filesIn(dir)) {
    if (!texts.includes(extname(file))) continue
    const text = readFileSync(file)
    if (text.length < 1_000) continue
    writeFileSync(`${file}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }))
    writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }))
  }
}

/** Changes when a source changes, comes or goes, and with another kind of Node. */
function stampOf(paths) {
  const files = paths.flatMap((path) => filesIn(join(root, path))).filter((file) => !file.endsWith('.test.ts'))
  const newest = Math.max(...files.map((file) => statSync(file).mtimeMs))
  return JSON.stringify({ files: files.length, newest, node: [process.platform, process.arch, process.versions.modules] })
}

function filesIn(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}

function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** Told on standard error: standard output is the server's own. */
function say(text) {
  process.stderr.write(`${text}\n`)
}

/** Runs a program with its words on standard error; gives whether it went well. */
function attempt(command, given) {
  return spawnSync(command, given, { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'production' } }).status === 0
}

function fail(text) {
  say(text)
  process.exit(1)
}
