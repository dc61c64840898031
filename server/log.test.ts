import { expect, it } from 'vitest'
import { createLog, type LogFields } from './log.ts'

function logged(level: Parameters<typeof createLog>[0] = 'debug') {
  const lines: string[] = []
  return { log: createLog(level, { write: (line: string) => void lines.push(line) }), lines }
}

it('tells events with the fields that are allowed', () => {
  const { log, lines } = logged()
  log.info('call arrived', { call: 'c1', line: 'l', ms: 4 })
  expect(JSON.parse(lines[0] ?? '')).toEqual({ level: 'info', time: expect.any(String), call: 'c1', line: 'l', ms: 4, msg: 'call arrived' })
})

it('drops whatever else it is given', () => {
  const { log, lines } = logged()
  const error = Object.assign(new Error('disk full'), { request: 'MARKER' })
  error.stack = 'MARKER'
  log.error('fault', { ip: 'MARKER', headers: { from: 'MARKER' }, url: 'MARKER', call: { from: 'MARKER' }, error } as unknown as LogFields)
  log.warn('fault', { error: 'MARKER', ms: 'MARKER' } as unknown as LogFields)
  expect(lines.join('')).not.toContain('MARKER')
  expect(JSON.parse(lines[0] ?? '').error).toEqual({ name: 'Error', message: 'disk full' })
})

it('keeps quiet below its level', () => {
  const { log, lines } = logged('warn')
  log.debug('a')
  log.info('b')
  log.warn('c')
  expect(lines).toHaveLength(1)
})
