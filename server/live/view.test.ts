import { expect, it } from 'vitest'
import type { Change } from '../../shared/floor/changes.ts'
import { evolve } from '../../shared/floor/evolve.ts'
import { emptyFloor } from '../../shared/floor/model.ts'
import { newLineService } from '../../shared/floor/service.ts'
import { boardChanges, boardFloor } from './view.ts'

const line = { id: 'l', name: 'L', greeting: '', order: 1, startedOn: '2026-01-01', catchment: 1, timeZone: 'UTC', ...newLineService }
const interpreters = [{ id: 't', name: 'Tolkarna', number: '+468', languages: ['ar'] }]

const changes: readonly Change[] = [
  { type: 'lineSet', at: 0, line: { ...line, service: { ...line.service, interpreters } } },
  { type: 'advisorSet', at: 1, advisor: 'a', name: 'Ada', lines: ['l'], languages: [] },
  { type: 'phoneRegistered', at: 2, advisor: 'a', instance: 'i' },
  { type: 'advisorSet', at: 3, advisor: 'a', name: 'Ada B', lines: [], languages: [] },
]

it('makes the same board whether it follows the changes or takes a snapshot', () => {
  const floor = changes.reduce(evolve, emptyFloor)
  expect(boardChanges(changes).reduce(evolve, emptyFloor)).toEqual(boardFloor(floor))
  expect(JSON.stringify([boardChanges(changes), boardFloor(floor)])).not.toMatch(/Ada|Tolkarna|\+468/)
})

it('leaves changes without names as they are', () => {
  const nameless = changes.slice(2, 3)
  expect(boardChanges(nameless)).toBe(nameless)
})
