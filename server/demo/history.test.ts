import { expect, test } from 'vitest'
import { demoHistory } from './history.ts'

const options = { line: 'demo', timeZone: 'Europe/Stockholm', until: Date.parse('2026-03-18T10:00:00Z'), advisors: ['a', 'b'], seed: 7 }
const rows = demoHistory(options)

test('a year of about fifty calls a month, the same each time', () => {
  expect(rows.length).toBeGreaterThan(500)
  expect(rows.length).toBeLessThan(700)
  expect(demoHistory(options)).toEqual(rows)
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  expect(new Set(rows.map(({ month }) => month)).size).toBe(13)
})

test('every row is marked as made up and lies in opening hours before today', () => {
  for (const row of rows) {
    expect(row.origin).toBe('demo')
    expect(row.day < '2026-03-18').toBe(true)
    const shown = new Date(row.arrived).toLocaleString('sv-SE', { timeZone: options.timeZone })
    expect(shown.slice(0, 10)).toBe(row.day)
    expect(shown.slice(11, 16) >= '08:30' && shown.slice(11, 16) < '16:00').toBe(true)
    expect([1, 2, 5]).toContain(new Date(`${row.day}T12:00:00Z`).getUTCDay())
  }
})

test('the rows are what a real day could have left', () => {
  const byAdvisor = new Map<string, number>()
  for (const row of rows) {
    expect(row.ended).toBeGreaterThan(row.arrived)
    expect(row.outcome === 'answered').toBe(row.answered !== null && row.advisor !== null)
    if (row.outcome === 'abandonedShort') expect(row.waited_s).toBeLessThan(10)
    if (row.outcome === 'abandoned') expect(row.waited_s).toBeGreaterThanOrEqual(10)
    if (row.answered === null || row.advisor === null || row.ended === null) continue
    expect(row.answered).toBeGreaterThanOrEqual(byAdvisor.get(row.advisor) ?? 0)
    byAdvisor.set(row.advisor, row.ended)
  }
  const answered = rows.filter(({ outcome }) => outcome === 'answered')
  const talk = answered.reduce((sum, { talked_s }) => sum + talked_s, 0) / answered.length / 60
  expect(talk).toBeGreaterThan(26)
  expect(talk).toBeLessThan(34)
  expect(answered.length / rows.length).toBeGreaterThan(0.75)
  expect(rows.some(({ outcome }) => outcome === 'abandoned')).toBe(true)
  expect(rows.some(({ outcome }) => outcome === 'abandonedShort')).toBe(true)
})
