import { expect, it } from 'vitest'
import type { Change } from '../../shared/floor/changes.ts'
import { evolve } from '../../shared/floor/evolve.ts'
import { emptyFloor } from '../../shared/floor/model.ts'
import { boardChanges, boardFloor } from './view.ts'

const changes: readonly Change[] = [
  { type: 'advisorSet', at: 1, advisor: 'a', name: 'Ada', lines: ['l'], languages: [] },
  { type: 'phoneRegistered', at: 2, advisor: 'a', instance: 'i' },
  { type: 'advisorSet', at: 3, advisor: 'a', name: 'Ada B', lines: [], languages: [] },
]

it('makes the same board whether it follows the changes or takes a snapshot', () => {
  const floor = changes.reduce(evolve, emptyFloor)
  expect(boardChanges(changes).reduce(evolve, emptyFloor)).toEqual(boardFloor(floor))
  expect(JSON.stringify([boardChanges(changes), boardFloor(floor)])).not.toContain('Ada')
})

it('leaves changes without names as they are', () => {
  const nameless = changes.slice(1, 2)
  expect(boardChanges(nameless)).toBe(nameless)
})
