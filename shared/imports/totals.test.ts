import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCount } from './numbers.ts'
import { readMonth, readTotals } from './totals.ts'

it.each([
  ['2019-02', '2019-02'],
  ['2019/2', '2019-02'],
  ['201902', '2019-02'],
  ['02/2019', '2019-02'],
  ['feb 2019', '2019-02'],
  ['Februari 2019', '2019-02'],
  ['2019 maj', '2019-05'],
  ['oct-2019', '2019-10'],
  ['2019-02-01', '2019-02'],
  ['1/2 2019', '2019-02'],
  ['1/2/2019', null],
  ['2019-13', null],
  ['snart', null],
  ['', null],
])('the month of %j is %j', (text, month) => expect(readMonth(text)).toBe(month))

it.each([
  ['1 234', 1234],
  ['1.234', 1234],
  ['12,345', 12345],
  ['0', 0],
  ['', null],
  ['12,5', undefined],
  ['-3', undefined],
  ['många', undefined],
])('the count of %j is %j', (text, count) => expect(readCount(text)).toBe(count))

describe('monthly totals', () => {
  const read = (...lines: string[]) =>
    readTotals(
      lines.map((line) => line.split(';')),
      '2026-01',
    )
  it('are read in the plain order', () => {
    expect(read('2017-02;20', '2017-01;30;25;5')).toEqual({
      totals: [
        { month: '2017-01', calls: 30, answered: 25, abandoned: 5 },
        { month: '2017-02', calls: 20, answered: null, abandoned: null },
      ],
      faults: [],
    })
  })

  it('are read as their headings say', () => {
    const { totals } = read('Obesvarade;Månad;Besvarade;Antal samtal', '5;jan 2017;25;30')
    expect(totals).toEqual([{ month: '2017-01', calls: 30, answered: 25, abandoned: 5 }])
  })

  it.each([
    ['i fjol;3', 'badMonth'],
    ['2026-01;3', 'notOver'],
    ['1989-12;3', 'tooEarly'],
    ['2017-01;tre', 'badNumber'],
    ['2017-01;', 'noCalls'],
    ['2017-01;3;2;2', 'tooMany'],
    ['2016-12;4', 'twice'],
  ])('%j is told apart: %s', (line, why) => {
    expect(read('2016-12;1', '', line)).toMatchObject({ totals: [{ month: '2016-12' }], faults: [{ row: 3, why }] })
  })

  it('never throw', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.string({ unit: 'binary' }))), (rows) => void readTotals(rows, '2026-01')))
  })
})
