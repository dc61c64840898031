import { type DestinationStream, pino } from 'pino'
import type { LogLevel } from './config.ts'

/**
 * All that a log line can carry beside its event. A closed list: nothing in it can hold who a caller is,
 * and at run time too whatever is outside it is dropped.
 */
export interface LogFields {
  /** Random id of a call. */
  readonly call?: string
  readonly line?: string
  /** YYYY-Www */
  readonly week?: string
  /** Random id of an account. */
  readonly advisor?: string
  readonly rev?: number
  readonly command?: string
  /** A refusal's code. */
  readonly code?: string
  /** HTTP or SIP status. */
  readonly status?: number
  readonly method?: string
  /** A route's pattern such as /api/accounts/:id, never the URL of a request. */
  readonly route?: string
  readonly ms?: number
  readonly count?: number
  readonly port?: number
  /** A fault of our own; never one that quotes what a caller sent. */
  readonly error?: unknown
}

/** Where events are told. Each event is a fixed text in the code, never built from input. */
export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

const TEXTS = ['call', 'line', 'week', 'advisor', 'command', 'code', 'method', 'route'] as const
const NUMBERS = ['rev', 'status', 'ms', 'count', 'port'] as const

/** A log of JSON lines from `level` up, to standard output unless told otherwise. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const out = destination ? pino(options, destination) : pino(options)
  return {
    debug: (event, fields) => out.debug(allowed(fields), event),
    info: (event, fields) => out.info(allowed(fields), event),
    warn: (event, fields) => out.warn(allowed(fields), event),
    error: (event, fields) => out.error(allowed(fields), event),
  }
}

/** A log that tells nobody, for tests. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }

function allowed(fields: LogFields | undefined): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  if (!fields) return kept
  for (const name of TEXTS) if (typeof fields[name] === 'string') kept[name] = fields[name]
  for (const name of NUMBERS) if (typeof fields[name] === 'number') kept[name] = fields[name]
  if (fields.error instanceof Error) kept.error = { name: fields.error.name, message: fields.error.message }
  return kept
}
