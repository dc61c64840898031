import { describe, expect, it } from 'vitest'
import { type BoardAddress, keptBoardPath, readBoardAddress } from './address.ts'

describe('a board address', () => {
  it.each<[string, string, BoardAddress, string]>([
    ['#ticket=abc&lines=a,b', '', { ticket: 'abc', lines: ['a', 'b'], tv: false, light: false, language: null }, '/board?lines=a,b'],
    ['#ticket=abc', '', { ticket: 'abc', lines: [], tv: false, light: false, language: null }, '/board'],
    ['#ticket=abc&lines=', '', { ticket: 'abc', lines: [], tv: false, light: false, language: null }, '/board'],
    ['', '?lines=b', { ticket: null, lines: ['b'], tv: false, light: false, language: null }, '/board?lines=b'],
    ['', '?tv&light&lines=b,b', { ticket: null, lines: ['b'], tv: true, light: true, language: null }, '/board?lines=b&tv&light'],
    ['#ticket=abc&lines=a&lang=en', '', { ticket: 'abc', lines: ['a'], tv: false, light: false, language: 'en' }, '/board?lines=a&lang=en'],
    ['', '?lang=xx', { ticket: null, lines: [], tv: false, light: false, language: null }, '/board'],
    ['#ticket=', '?lines=<script>,a', { ticket: null, lines: ['a'], tv: false, light: false, language: null }, '/board?lines=a'],
  ])('%s%s', (hash, search, address, kept) => {
    expect(readBoardAddress({ hash, search })).toEqual(address)
    expect(keptBoardPath(address)).toBe(kept)
  })
})
