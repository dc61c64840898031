import { expect, it } from 'vitest'
import { outliveFaults, wordless } from './faults.ts'
import { createLog, silentLog } from './log.ts'

it('tells kind and place of a fault, and never its words', () => {
  const fault = new TypeError('cannot read MARKER\n    at MARKER (MARKER)\nsecond line with MARKER')
  const lines: string[] = []
  createLog('debug', { write: (line: string) => void lines.push(line) }).error('fault', { error: wordless(fault) })
  const { error } = JSON.parse(lines[0] ?? '')
  expect(error.name).toBe('TypeError')
  expect(error.message).toContain('faults.test.ts:')
  expect(lines.join('')).not.toContain('MARKER')
})

it.each([['text'], [undefined], [{ name: 'x' }]])('takes %j for a fault too', (fault) => {
  expect(wordless(fault)).toMatchObject({ name: 'unknown', message: 'nowhere known' })
})

it('outlives single faults, and gives up when they come in numbers', () => {
  let exits = 0
  let now = 0
  const before = process.listeners('uncaughtException')
  const stop = outliveFaults(
    silentLog,
    () => exits++,
    () => now,
  )
  const listener = process.listeners('uncaughtException').find((one) => !before.includes(one))
  for (let i = 0; i < 40; i++) {
    listener?.(new Error('x'), 'uncaughtException')
    now += 10_000
  }
  expect(exits).toBe(0)
  for (let i = 0; i < 20; i++) listener?.(new Error('x'), 'uncaughtException')
  expect(exits).toBeGreaterThan(0)
  stop()
  expect(process.listeners('uncaughtException')).toEqual(before)
})

it.each([
  ['/opt/lyhord/node_modules/sip.js/lib/core/timers.js:1:1', 0],
  ['/opt/lyhord/server/floor/port.ts:1:1', 1],
])('does not end the process over messages: a fault at %s', (place, expected) => {
  let exits = 0
  const before = process.listeners('uncaughtException')
  const stop = outliveFaults(silentLog, () => exits++)
  const listener = process.listeners('uncaughtException').find((one) => !before.includes(one))
  const fault = Object.assign(new Error('x'), { stack: `Error: x\n    at work (${place})` })
  for (let i = 0; i < 20; i++) listener?.(fault, 'uncaughtException')
  stop()
  expect(exits).toBe(expected)
})
