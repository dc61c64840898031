import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { temporary } from './house.ts'
import { freePort } from './ports.ts'
import { ROOT } from './server.ts'

export type ProxyName = 'nginx' | 'Caddy'

/** A reverse proxy of Debian's with the configuration that we ship, in front of a server on this machine. */
export interface RunningProxy {
  /** `https://127.0.0.1:PORT`, with a certificate that nobody has signed. */
  readonly url: string
  /** Its door for plain HTTP. */
  readonly plainUrl: string
  /** Everything that it has written, to files and to its output, as one text. */
  written(): string
  stop(): Promise<void>
}

const START_MS = 20_000

/** Starts a proxy in front of `serverPort`. In the shipped file only names, ports and the certificate are put in. Must be stopped. */
export async function startProxy(name: ProxyName, serverPort: number): Promise<RunningProxy> {
  const [port, plainPort] = await Promise.all([freePort(), freePort()])
  const dir = temporary('proxy')
  const [cert, key] = [join(dir, 'cert.pem'), join(dir, 'key.pem')]
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'],
      ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert],
    ],
    { stdio: 'pipe' },
  )
  const places = { dir, cert, key, port, plainPort, serverPort }
  const [command, ...args] = name === 'nginx' ? nginx(places) : caddy(places)
  let said = ''
  const child = spawn(command, args, {
    cwd: dir,
    env: { PATH: process.env.PATH, HOME: dir, XDG_DATA_HOME: dir, XDG_CONFIG_HOME: dir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')))
  await ready(port, child, () => said)
  return {
    url: `https://127.0.0.1:${port}`,
    plainUrl: `http://127.0.0.1:${plainPort}`,
    written: () =>
      [
        said,
        ...filesIn(dir)
          .filter((file) => file !== cert && file !== key)
          .map((file) => readFileSync(file, 'latin1')),
      ].join('\n'),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit')
        child.kill('SIGTERM')
        await gone
      }
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

interface Places {
  readonly dir: string
  readonly cert: string
  readonly key: string
  readonly port: number
  readonly plainPort: number
  readonly serverPort: number
}

/** Puts each in the place of the other, which must be there. */
function withPlaces(file: string, places: readonly (readonly [from: string, to: string])[]): string {
  let text = readFileSync(join(ROOT, 'deploy', file), 'utf8')
  for (const [from, to] of places) {
    if (!text.includes(from)) throw new Error(`deploy/${file} has no "${from}" any more`)
    text = text.replaceAll(from, to)
  }
  return text
}

function nginx({ dir, cert, key, port, plainPort, serverPort }: Places): [string, ...string[]] {
  const site = withPlaces('nginx.conf', [
    ['/etc/letsencrypt/live/lyhord.example/fullchain.pem', cert],
    ['/etc/letsencrypt/live/lyhord.example/privkey.pem', key],
    ['lyhord.example', '127.0.0.1'],
    ['listen 443 ssl', `listen ${port} ssl`],
    ['listen [::]:443 ssl', `listen [::1]:${port} ssl`],
    ['listen 80', `listen ${plainPort}`],
    ['listen [::]:80', `listen [::1]:${plainPort}`],
    ['http://127.0.0.1:8080', `http://127.0.0.1:${serverPort}`],
  ])
  writeFileSync(join(dir, 'site.conf'), site)
  mkdirSync(join(dir, 'temp'))
  // What Debian's own nginx.conf holds around a site, with every log on, so that one that the site leaves on is seen.
  const around = `daemon off;
worker_processes 1;
pid ${dir}/nginx.pid;
error_log ${dir}/error.log info;
events { worker_connections 4096; }
http {
  access_log ${dir}/access.log;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${dir}/temp/${kind};`).join('\n  ')}
  include ${dir}/site.conf;
}
`
  writeFileSync(join(dir, 'nginx.conf'), around)
  return ['/usr/sbin/nginx', '-p', dir, '-c', join(dir, 'nginx.conf'), '-e', join(dir, 'error.log')]
}

function caddy({ dir, cert, key, port, plainPort, serverPort }: Places): [string, ...string[]] {
  const site = withPlaces('Caddyfile', [
    ['\nlyhord.example {\n', `\nhttps://127.0.0.1:${port} {\n\ttls ${cert} ${key}\n`],
    ['{\n\tlog default {', `{\n\tadmin off\n\thttp_port ${plainPort}\n\thttps_port ${port}\n\tlog default {`],
    ['127.0.0.1:8080', `127.0.0.1:${serverPort}`],
  ])
  writeFileSync(join(dir, 'Caddyfile'), site)
  return ['/usr/bin/caddy', 'run', '--config', join(dir, 'Caddyfile'), '--adapter', 'caddyfile']
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((file) => statSync(file).isFile())
}

async function ready(port: number, child: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + START_MS
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the proxy ended at its start:\n${said()}`)
    const socket = connect(port, '127.0.0.1')
    const up = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (up) return
    if (Date.now() > deadline) throw new Error(`the proxy was not ready within ${START_MS} ms:\n${said()}`)
    await after(20)
  }
}
