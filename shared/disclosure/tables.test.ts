import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ToldCount, tellList, tellTable } from './tables.ts'

const read = (one: ToldCount): number | string => (one.is === 'shown' ? one.count : one.is)

describe('a list of counts', () => {
  it.each([
    ['nothing small', [20, 9, 0], [29, 20, 9, 0]],
    ['nothing at all', [0, 0], [0, 0, 0]],
    ['one small: the last of the others hides it', [3, 17, 9], [29, 'small', 17, 'hidden']],
    ['a last one that is too near to 5: the one before it as well', [1, 30, 7], [38, 'small', 'hidden', 'hidden']],
    ['two that hide each other only together with a third', [1, 1, 40], [42, 'small', 'small', 'hidden']],
    ['three that could as well be 1, 1 and 4', [2, 2, 2], [6, 'small', 'small', 'small']],
    ['too few to hide among', [5, 1], [6, 'withheld', 'withheld']],
    ['a total that is small itself', [2, 1, 0], ['small', 'withheld', 'withheld', 'withheld']],
  ] as const)('%s', (_name, counts, expected) => {
    const { total, counts: told } = tellList(counts)
    expect([total, ...told].map(read)).toEqual(expected)
  })
})

describe('a table with its totals', () => {
  it('hides a rectangle round a small count', () => {
    const { cells, total, rowTotals, columnTotals } = tellTable([
      [3, 20, 30],
      [12, 40, 50],
      [60, 70, 80],
    ])
    expect(read(total)).toBe(365)
    expect(rowTotals.map(read)).toEqual([53, 102, 210])
    expect(columnTotals.map(read)).toEqual([75, 130, 160])
    expect(cells.map((row) => row.map(read))).toEqual([
      ['small', 20, 'hidden'],
      [12, 40, 50],
      ['hidden', 70, 'hidden'],
    ])
  })
})

/** A reader who tries every table that looks like this one. Lists and tables alike: counts on top, and sums that must come out. */
interface Puzzle {
  readonly cells: readonly ToldCount[]
  readonly sums: readonly { readonly of: readonly number[]; readonly told: ToldCount }[]
}

const fits = (value: number, told: ToldCount): boolean => {
  if (told.is === 'shown') return value === told.count
  if (told.is === 'small') return value >= 1 && value <= 4
  return told.is === 'hidden' ? value >= 5 : true
}

/** All values that each cell and each sum has in any table that fits, by plain trial. */
function possible({ cells, sums }: Puzzle, most: number): { cells: Set<number>[]; sums: Set<number>[] } {
  const found = { cells: cells.map(() => new Set<number>()), sums: sums.map(() => new Set<number>()) }
  const values: number[] = []
  const tooMuch = (): boolean =>
    sums.some(({ of, told }) => told.is === 'shown' && of.reduce((all, cell) => all + (values[cell] ?? 0), 0) > told.count)
  const tryAll = (at: number): void => {
    if (tooMuch()) return
    if (at === cells.length) {
      const totals = sums.map(({ of }) => of.reduce((all, cell) => all + (values[cell] ?? 0), 0))
      if (!totals.every((total, index) => fits(total, sums[index]?.told as ToldCount))) return
      for (const [index, value] of values.entries()) found.cells[index]?.add(value)
      for (const [index, value] of totals.entries()) found.sums[index]?.add(value)
      return
    }
    for (let value = 0; value <= most; value++) {
      if (!fits(value, cells[at] as ToldCount)) continue
      values[at] = value
      tryAll(at + 1)
      values.length = at
    }
  }
  tryAll(0)
  return found
}

function expectSafe(puzzle: Puzzle, most: number): void {
  // Where all is withheld there is nothing to try.
  if (puzzle.cells.some(({ is }) => is === 'withheld')) return
  const found = possible(puzzle, most)
  const all = [
    ...puzzle.cells.map((told, at) => [told, found.cells[at]] as const),
    ...puzzle.sums.map(({ told }, at) => [told, found.sums[at]] as const),
  ]
  for (const [told, values] of all) {
    if (told.is === 'small') expect([...(values ?? [])].sort()).toEqual([1, 2, 3, 4])
    if (told.is === 'hidden') expect(values?.size).toBeGreaterThan(1)
  }
}

const listPuzzle = (counts: readonly number[]): Puzzle => {
  const { total, counts: told } = tellList(counts)
  return { cells: told, sums: [{ of: counts.map((_, at) => at), told: total }] }
}

const tablePuzzle = (cells: readonly (readonly number[])[]): Puzzle => {
  const told = tellTable(cells)
  const width = cells[0]?.length ?? 0
  const at = (row: number, column: number) => row * width + column
  return {
    cells: told.cells.flat(),
    sums: [
      ...told.rowTotals.map((one, row) => ({ of: Array.from({ length: width }, (_, column) => at(row, column)), told: one })),
      ...told.columnTotals.map((one, column) => ({ of: cells.map((_, row) => at(row, column)), told: one })),
      { of: told.cells.flat().map((_, index) => index), told: told.total },
    ],
  }
}

describe('somebody who tries every table that looks the same', () => {
  it('finds each small count of a list to be anything from 1 to 4, and no hidden one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 }), (counts) => {
        expectSafe(listPuzzle(counts), 24)
      }),
      { numRuns: 60 },
    )
  })

  it('finds none in a table either', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 2 }),
        (cells) => {
          expectSafe(tablePuzzle(cells), 14)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('finds what is hidden by the first rule alone: the trial can fail', () => {
    const onlySmall: Puzzle = {
      cells: [{ is: 'small' }, { is: 'shown', count: 17 }],
      sums: [{ of: [0, 1], told: { is: 'shown', count: 20 } }],
    }
    expect(() => expectSafe(onlySmall, 20)).toThrow()
  })
})

describe('somebody who knows the rule as well', () => {
  it('takes every list that would have been told like this one, and finds no small count', () => {
    const alike = new Map<string, number[][]>()
    const most = 18
    for (let a = 0; a <= most; a++)
      for (let b = 0; a + b <= most; b++)
        for (let c = 0; a + b + c <= most; c++) {
          const told = JSON.stringify(tellList([a, b, c]))
          alike.set(told, [...(alike.get(told) ?? []), [a, b, c]])
        }
    const found = [...alike.values()].filter(([first = [], ...others]) =>
      tellList(first).counts.some(({ is }, at) => is !== 'shown' && is !== 'hidden' && others.every((other) => other[at] === first[at])),
    )
    expect(found).toEqual([])
  })
})

describe('two reports of which one holds the other', () => {
  it('may tell by their difference what neither tells: this no rule for one report can prevent', () => {
    const half = [20, 14, 9]
    const julyToo = [20 + 7, 14 + 2, 9 + 6]
    const counts = (list: readonly number[]) => tellList(list).counts.map((one) => (one.is === 'shown' ? one.count : null))
    const july = counts(julyToo).map((count, at) => (count ?? 0) - (counts(half)[at] ?? 0))
    expect(july[1], 'a small count of July, found').toBe(2)
    expect(read(tellList([7, 2, 6]).counts[1] as ToldCount), "which July's own report does not tell").toBe('small')
  })
})

describe('large tables', () => {
  it('tell every count that is not small or needed to hide one, and all that adds up still does', () => {
    const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 400 }))
    fc.assert(
      fc.property(fc.array(fc.array(count, { minLength: 6, maxLength: 6 }), { minLength: 2, maxLength: 8 }), (cells) => {
        const told = tellTable(cells)
        for (const [at, row] of told.cells.entries())
          for (const [column, one] of row.entries()) {
            const value = cells[at]?.[column] ?? 0
            if (one.is === 'shown') expect(one.count).toBe(value)
            expect(one.is === 'shown' && value >= 1 && value <= 4).toBe(false)
          }
      }),
      { numRuns: 50 },
    )
  })
})
