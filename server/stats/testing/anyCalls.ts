import fc from 'fast-check'
import { CHANNELS, OUTCOMES } from '../../../shared/floor/model.ts'
import type { CallTable } from '../../record/schema.ts'
import { answeredCall } from './publishedCalls.ts'

/** Two lines and their time zones. */
export const ZONES = { stockholm: 'Europe/Stockholm', auckland: 'Pacific/Auckland' } as const
export type ZonedLine = keyof typeof ZONES

/** Changes of clocks in both zones, year ends, and ISO week 53. */
export const TURNS = [
  '2026-03-29T00:59:00Z',
  '2026-10-25T00:30:00Z',
  '2026-04-04T13:59:00Z',
  '2026-12-31T22:59:59Z',
  '2021-01-03T22:59:00Z',
].map((text) => Date.parse(text))

/** Up to sixty calls of all kinds, open ones too, on both lines, within so many days of moments (ms since 1970). */
export function callsAround(moments: fc.Arbitrary<number>, days: number): fc.Arbitrary<CallTable[]> {
  const call = fc
    .record({
      line: fc.constantFrom(...(Object.keys(ZONES) as ZonedLine[])),
      at: fc.tuple(moments, fc.integer({ min: -86_400 * days, max: 86_400 * days })),
      channel: fc.constantFrom(...CHANNELS),
      kind: fc.constantFrom('call', 'callBack'),
      met_closed: fc.constantFrom(0, 1),
      outcome: fc.option(fc.constantFrom(...OUTCOMES)),
      answered: fc.boolean(),
      origin: fc.constantFrom('live', 'demo', 'imported'),
    })
    .map(({ line, at: [moment, seconds], outcome, answered, ...rest }): Omit<CallTable, 'id'> => {
      const arrived = moment + seconds * 1_000
      const base = answeredCall('', line, arrived, false, ZONES[line])
      return { ...base, ...rest, outcome, ended: outcome === null ? null : base.ended, answered: answered ? arrived : null } as CallTable
    })
  return fc.array(call, { maxLength: 60 }).map((all) => all.map((one, index): CallTable => ({ ...one, id: String(index) })))
}
