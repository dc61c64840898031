import { describe, expect, it } from 'vitest'
import type { Line } from '../../shared/floor/model.ts'
import { newLineService } from '../../shared/floor/service.ts'
import { lastPlace, placesAfterMove, readInhabitants, suggestedLineId } from './lineInputs.ts'

const line = (id: string, order: number): Line => ({
  id,
  name: id,
  greeting: '',
  order,
  startedOn: '2026-01-01',
  catchment: 0,
  timeZone: 'Europe/Stockholm',
  ...newLineService,
})

describe('the suggested address of a line', () => {
  it.each([
    ['Välj att sluta', 'valj-att-sluta'],
    ['  Linje 2 (natt)  ', 'linje-2-natt'],
    ['Åäö', 'aao'],
    ['!!!', ''],
    [`${'a'.repeat(31)} b`, 'a'.repeat(31)],
  ])('%s', (name, id) => {
    expect(suggestedLineId(name)).toBe(id)
  })
})

describe('moving a line', () => {
  const lines = [line('a', 0), line('b', 1), line('c', 2)]
  it.each<[string, readonly Line[], string, -1 | 1, { id: string; order: number }[]]>([
    [
      'up',
      lines,
      'b',
      -1,
      [
        { id: 'b', order: 0 },
        { id: 'a', order: 1 },
      ],
    ],
    [
      'down',
      lines,
      'b',
      1,
      [
        { id: 'c', order: 1 },
        { id: 'b', order: 2 },
      ],
    ],
    ['not above the first', lines, 'a', -1, []],
    ['not below the last', lines, 'c', 1, []],
    ['a line that is gone', lines, 'x', 1, []],
    [
      'lines that share a place',
      [line('a', 5), line('b', 5)],
      'b',
      -1,
      [
        { id: 'b', order: 0 },
        { id: 'a', order: 1 },
      ],
    ],
  ])('%s', (_, from, id, by, places) => {
    expect(placesAfterMove(from, id, by)).toEqual(places)
  })

  it('puts a new line last', () => {
    expect([lastPlace([]), lastPlace(lines)]).toEqual([0, 3])
  })
})

describe('a number of inhabitants', () => {
  it.each([
    ['3600000', 3_600_000],
    ['3 600 000', 3_600_000],
    ['3\u00a0600\u202f000', 3_600_000],
    ['3,600,000', 3_600_000],
    ['0', 0],
    ['', null],
    ['3,6', null],
    ['3,60,000', null],
    ['-1', null],
    ['många', null],
  ])('%s', (text, number) => {
    expect(readInhabitants(text)).toBe(number)
  })
})
