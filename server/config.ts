import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { SESSION_HOURS, SESSION_IDLE_MINUTES } from '../shared/limits.ts'
import type { SessionLimits } from './auth/sessions.ts'
import { isLoopback } from './shares/loopback.ts'
import { readTrustedProxies, type TrustedProxies } from './shares/trustedProxies.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Every setting of a server; made once at the start and never changed. */
export interface Config {
  /** TCP port of HTTP, SIP and live updates; 0 takes any free one. */
  readonly port: number
  readonly host: string
  /** Folder of everything that is kept. */
  readonly dataDir: string
  /** The record's SQLite file. */
  readonly databaseFile: string
  /** Where the key of callers' messages lies. */
  readonly voicemailKeyFile: string
  /** `https://host`, as browsers see the server behind a reverse proxy; null when they see it directly. */
  readonly publicOrigin: string | null
  /** The peers that are believed about whom they speak for. */
  readonly trustedProxies: TrustedProxies
  /** TCP port of /metrics on this machine's own address; 0 takes any free one, null opens none. */
  readonly metricsPort: number | null
  /** PEM texts; null serves plain HTTP. */
  readonly tls: { readonly cert: string; readonly key: string } | null
  /** The address that media candidates name; null takes the machine's own. */
  readonly mediaAddress: string | null
  /** One UDP port for all calls; 0 takes any free one. */
  readonly mediaPort: number
  readonly logLevel: LogLevel
  /** Simultaneous anonymous calls in all. */
  readonly maxCalls: number
  /** Simultaneous anonymous calls from one address, or one /64 of IPv6; wider networks have a multiple. */
  readonly maxCallsPerAddress: number
  /** When sessions of people end. */
  readonly sessions: SessionLimits
  /** Where telephone calls come from and go out; null for a line that is called by browsers alone. */
  readonly trunk: TrunkSettings | null
  /** Folder of the built pages; it may be missing while developing. */
  readonly clientDir: string
  /** Changes with the served pages, so that a board can reload itself; `dev` without built pages. */
  readonly build: string
}

/** An account at a trunk: our border controller, a PBX, or an operator that speaks SIP over WebSocket. */
export interface TrunkSettings {
  /** `ws://` or `wss://` with host, and port and path where it has them. */
  readonly url: string
  /** NAME, or NAME@DOMAIN where the domain is another one than the host of the URL. */
  readonly user: string
  /** Never logged, nor part of any message. */
  readonly password: string
}

/** A setting that cannot be used; its message names each one and says what is allowed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .refine((value) => value >= least && value <= most, error)
}

const PROXIES_ALLOWED =
  'must be a list of IP addresses and networks, or the word loopback, such as: loopback 172.17.0.0/16 2001:db8::5; a network of everybody is none'

function wrong(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}

/** Each names where calls come from only together with the others. */
const TRUNK = ['TRUNK_URL', 'TRUNK_USER', 'TRUNK_PASSWORD'] as const

const settings = z
  .object({
    PORT: wholeNumber(0, 65_535).default(8080),
    HOST: z.string().default('127.0.0.1'),
    DATA_DIR: z.string().default('./data'),
    PUBLIC_ORIGIN: z
      .string()
      .refine(isOrigin, 'must be an origin without path, such as https://lyhord.example')
      .transform((text) => new URL(text).origin)
      .optional(),
    TRUSTED_PROXIES: z
      .string()
      .default('loopback')
      .transform((text, context) => readTrustedProxies(text) ?? wrong(context, PROXIES_ALLOWED)),
    METRICS_PORT: wholeNumber(0, 65_535).optional(),
    ALLOW_PLAIN: z.literal('yes', 'must be unset or yes').optional(),
    TLS_CERT: z.string().optional(),
    TLS_KEY: z.string().optional(),
    MEDIA_ADDRESS: z
      .string()
      .refine((text) => isIP(text) !== 0, 'must be an IP address')
      .optional(),
    MEDIA_PORT: wholeNumber(0, 65_535).default(40_000),
    DATABASE_URL: z
      .string()
      .regex(/^sqlite:/, 'must be unset or sqlite:FILE; no other database is supported in this version')
      .optional(),
    VOICEMAIL_KEY_FILE: z.string().optional(),
    LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
    MAX_CALLS: wholeNumber(1, 10_000).default(200),
    MAX_CALLS_ANONYMOUS: wholeNumber(1, 10_000).default(3),
    SESSION_HOURS: wholeNumber(1, 24).default(SESSION_HOURS),
    SESSION_IDLE_MINUTES: wholeNumber(15, 1_440).default(SESSION_IDLE_MINUTES),
    TRUNK_URL: z
      .string()
      .refine(isTrunkUrl, 'must be a WebSocket address without user or password, such as wss://sbc.example:8443/ws')
      .optional(),
    TRUNK_USER: z
      .string()
      .regex(
        /^[A-Za-z0-9_.+-]{1,64}(@[A-Za-z0-9.-]{1,253})?$/,
        'must be a SIP user name of letters, digits and . _ + -, with or without @DOMAIN, such as lyhord or lyhord@sbc.example',
      )
      .optional(),
    TRUNK_PASSWORD: z
      .string()
      .regex(/^[\x20-\x7e]{1,128}$/, 'must be 1 to 128 ASCII characters without line breaks')
      .optional(),
  })
  .superRefine((env, context) => {
    const together = (names: readonly (keyof typeof env)[], why: string): void => {
      const missing = names.filter((name) => env[name] === undefined)
      if (missing.length === names.length) return
      for (const name of missing) context.addIssue({ code: 'custom', path: [name], message: `must be set too: ${why}` })
    }
    together(['TLS_CERT', 'TLS_KEY'], 'TLS needs both TLS_CERT and TLS_KEY')
    together(TRUNK, 'a trunk needs TRUNK_URL, TRUNK_USER and TRUNK_PASSWORD')
    if (env.ALLOW_PLAIN) return
    for (const [name, why] of plainOnes(env)) {
      const message = `${why}; where the network between is trusted wholly, ALLOW_PLAIN=yes allows it`
      context.addIssue({ code: 'custom', path: [name], message })
    }
  })

/**
 * The settings in `env`; an empty value counts as unset. Reads the TLS files.
 * Throws ConfigError with one sentence for each setting that cannot be used.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = settings.safeParse(given)
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join('\n'))
  const read = parsed.data
  const dataDir = resolve(read.DATA_DIR)
  const clientDir = findClient()
  return {
    port: read.PORT,
    host: read.HOST,
    dataDir,
    databaseFile: resolve(dataDir, read.DATABASE_URL?.slice('sqlite:'.length) || 'lyhord.db'),
    voicemailKeyFile: resolve(read.VOICEMAIL_KEY_FILE ?? join(dataDir, 'voicemail.key')),
    publicOrigin: read.PUBLIC_ORIGIN ?? null,
    trustedProxies: read.TRUSTED_PROXIES,
    metricsPort: read.METRICS_PORT ?? null,
    tls: read.TLS_CERT && read.TLS_KEY ? { cert: readPem('TLS_CERT', read.TLS_CERT), key: readPem('TLS_KEY', read.TLS_KEY) } : null,
    mediaAddress: read.MEDIA_ADDRESS ?? null,
    mediaPort: read.MEDIA_PORT,
    logLevel: read.LOG_LEVEL,
    maxCalls: read.MAX_CALLS,
    maxCallsPerAddress: read.MAX_CALLS_ANONYMOUS,
    sessions: { longestMs: read.SESSION_HOURS * HOUR_MS, idleMs: read.SESSION_IDLE_MINUTES * MINUTE_MS },
    trunk:
      read.TRUNK_URL && read.TRUNK_USER && read.TRUNK_PASSWORD
        ? { url: read.TRUNK_URL, user: read.TRUNK_USER, password: read.TRUNK_PASSWORD }
        : null,
    clientDir,
    build: buildOf(clientDir),
  }
}

/** The settings by which words, voices' keys or passwords would cross a network unencrypted, each with what is allowed. */
function* plainOnes(env: {
  readonly HOST: string
  readonly TLS_CERT?: string | undefined
  readonly PUBLIC_ORIGIN?: string | undefined
  readonly TRUNK_URL?: string | undefined
}): Iterable<readonly [name: string, why: string]> {
  const isPlain = (url: string | undefined, scheme: string): boolean =>
    url !== undefined && URL.canParse(url) && new URL(url).protocol === scheme && !isLoopback(new URL(url).hostname)
  const isBehindHttps = env.PUBLIC_ORIGIN?.startsWith('https:') ?? false
  if (!isLoopback(env.HOST) && env.TLS_CERT === undefined && !isBehindHttps)
    yield [
      'HOST',
      'must be an address of this machine alone (127.0.0.1, ::1) unless TLS_CERT and TLS_KEY, or an https PUBLIC_ORIGIN, are set',
    ]
  if (isPlain(env.PUBLIC_ORIGIN, 'http:')) yield ['PUBLIC_ORIGIN', 'must begin with https: unless it names this machine itself']
  if (isPlain(env.TRUNK_URL, 'ws:')) yield ['TRUNK_URL', 'must begin with wss: unless it names this machine itself']
}

/** Whether browsers reach the server by HTTPS only, so that cookies can be marked Secure. */
export function isSecure(config: Pick<Config, 'tls' | 'publicOrigin'>): boolean {
  return config.tls !== null || (config.publicOrigin?.startsWith('https:') ?? false)
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.pathname === '/' && !url.search && !url.hash && !url.username
}

function isTrunkUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return (url.protocol === 'ws:' || url.protocol === 'wss:') && url.hostname !== '' && !url.username && !url.password && !url.hash
}

function readPem(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new ConfigError(`${name} must name a PEM file that can be read.`)
  }
}

/** The pages lie beside the built server, and under dist/ when the server runs from its sources. */
function findClient(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const beside = join(here, '..', 'client')
  return existsSync(join(beside, 'index.html')) && existsSync(join(beside, 'assets')) ? beside : join(here, '..', 'dist', 'client')
}

function buildOf(clientDir: string): string {
  const index = join(clientDir, 'index.html')
  return existsSync(index) ? createHash('sha256').update(readFileSync(index)).digest('base64url').slice(0, 12) : 'dev'
}
