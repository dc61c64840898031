import { describe, expect, it } from 'vitest'
import { commonLanguages, readLanguage, spokenName } from '../../ui/spokenLanguages.ts'
import { readInterpreter, withLanguage, withService } from './interpreterInputs.ts'

const typed = { name: ' Tolkcentralen ', number: '020-555 666', languages: 'arabiska, Somaliska;dari\nSO' }

describe('an interpreter service as typed', () => {
  it('is stored with the number as dialled and each language once', () =>
    expect(readInterpreter('x', typed)).toEqual({ id: 'x', name: 'Tolkcentralen', number: '+4620555666', languages: ['ar', 'so', 'prs'] }))

  it.each([
    ['no name', { name: '  ' }, { field: 'name' }],
    ['no number', { number: '' }, { field: 'number' }],
    ['letters in the number', { number: 'tolk' }, { field: 'number' }],
    ['a number that is too short', { number: '12' }, { field: 'number' }],
    ['no language', { languages: ' , ' }, { field: 'languages' }],
    ['a language that is none', { languages: 'arabiska, persika' }, { field: 'languages', word: 'persika' }],
    ['a code that is none', { languages: 'qqq' }, { field: 'languages', word: 'qqq' }],
  ])('is refused for %s', (_what, wrong, fault) => expect(readInterpreter('x', { ...typed, ...wrong })).toEqual(fault))
})

describe('the list', () => {
  const service = (id: string, name = id) => ({ id, name, number: '+4620', languages: ['ar'] })
  it('gets a new service last', () => expect(withService([service('a')], service('b')).map(({ id }) => id)).toEqual(['a', 'b']))
  it('keeps the place of a changed one', () =>
    expect(withService([service('a'), service('b')], service('a', 'A')).map(({ name }) => name)).toEqual(['A', 'b']))
})

describe('languages', () => {
  it.each([
    ['', 'arabiska', 'arabiska'],
    ['arabiska', 'dari', 'arabiska, dari'],
    ['arabiska,', 'dari', 'arabiska, dari'],
    ['arabiska, dari', 'dari', 'arabiska, dari'],
  ])('added to “%s”', (text, name, expected) => expect(withLanguage(text, name)).toBe(expected))

  it('all have names, no two the same, and are read back from them', () => {
    const all = commonLanguages()
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
    for (const { code, name } of all) {
      expect(name).not.toBe(code)
      expect(readLanguage(name)).toBe(code)
    }
  })

  it('that are unknown are their own name', () => expect(spokenName('qqq')).toBe('qqq'))
})
