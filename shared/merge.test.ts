import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { merge, mergeFields } from './merge.ts'

const was = { name: 'L', service: { keepDays: 14, byKey: false, prefixes: ['+46'] }, hours: null as unknown }
const tolk = (id: string, name = id) => ({ id, name })

describe('what two people have changed', () => {
  it.each<[string, unknown, unknown, unknown, unknown, readonly string[]]>([
    ['different fields', { a: 1, b: 0 }, { a: 0, b: 0 }, { a: 0, b: 2 }, { a: 1, b: 2 }, []],
    ['deep fields', { s: { a: 1, b: 0 } }, { s: { a: 0, b: 0 } }, { s: { a: 0, b: 2 } }, { s: { a: 1, b: 2 } }, []],
    ['one field alike', { a: 2 }, { a: 0 }, { a: 2 }, { a: 2 }, []],
    ['one field', { s: { a: 1 } }, { s: { a: 0 } }, { s: { a: 2 } }, { s: { a: 2 } }, ['s.a']],
    ['a list of words', { a: ['x'] }, { a: [] }, { a: ['y'] }, { a: ['y'] }, ['a']],
    ['from nothing to something', { a: { b: 1 } }, { a: null }, { a: { b: 2 } }, { a: { b: 2 } }, ['a']],
    ['new items', [tolk('1'), tolk('2')], [tolk('1')], [tolk('1'), tolk('3')], [tolk('1'), tolk('2'), tolk('3')], []],
    ['one item gone, another new', [], [tolk('1')], [tolk('1'), tolk('3')], [tolk('3')], []],
    ['an item that the other has removed', [], [tolk('1')], [tolk('1', 'x')], [tolk('1', 'x')], ['1']],
    ['an item that the other has changed', [tolk('1', 'y')], [tolk('1')], [], [], ['1']],
    ['an item of one field', [tolk('1', 'y')], [tolk('1')], [tolk('1', 'x')], [tolk('1', 'x')], ['1.name']],
  ])('%s', (_name, now, before, wanted, merged, clashes) => {
    expect(merge(now, before, wanted)).toMatchObject({ merged, clashes })
  })

  it('a field without a beginning is replaced, whoever has changed it', () => {
    expect(mergeFields({ a: 1, b: 1 }, { a: 2, b: 2 }, { a: 1 })).toMatchObject({ merged: { a: 2, b: 2 }, clashes: [] })
  })

  it('is taken in the end: told of the clash, ours goes through, and theirs stays where we have touched nothing', () => {
    const theirs = { ...was, service: { ...was.service, keepDays: 30, byKey: true } }
    const ours = { ...was, service: { ...was.service, keepDays: 7 } }
    const { clashes, rebased } = merge(theirs, was, ours)
    expect(clashes).toEqual(['service.keepDays'])
    expect(merge(theirs, rebased, ours)).toMatchObject({ clashes: [], merged: { service: { keepDays: 7, byKey: true } } })
  })
})

describe('over any values', () => {
  const leaf = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.constantFrom('x', null))
  const value = fc.record({
    a: leaf,
    b: fc.record({ c: leaf, d: leaf }),
    e: fc.uniqueArray(fc.constantFrom('1', '2', '3')).map((ids) => ids.sort().map((id) => tolk(id))),
  })

  it('nothing is lost: each part is theirs, ours, or told as a clash, and a second try goes through', () => {
    fc.assert(
      fc.property(value, value, value, (now, before, wanted) => {
        const { merged, clashes, rebased } = merge(now, before, wanted)
        for (const part of ['c', 'd'] as const) {
          const [mine, theirs, first] = [wanted.b[part], now.b[part], before.b[part]]
          const clash = clashes.includes(`b.${part}`)
          expect(clash).toBe(mine !== first && theirs !== first && mine !== theirs)
          expect(merged.b[part]).toBe(mine === first ? theirs : mine)
        }
        expect(merge(now, rebased, wanted).clashes).toEqual([])
        expect(merge(now, rebased, wanted).merged).toEqual(merged)
      }),
    )
  })

  it('alone, one gets what one wants', () => {
    fc.assert(fc.property(value, value, (before, wanted) => void expect(merge(before, before, wanted).merged).toEqual(wanted)))
  })
})
