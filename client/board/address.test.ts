import { describe, expect, it } from 'vitest'
import { keptBoardPath, readBoardAddress } from './address.ts'

describe('a board address', () => {
  it.each([
    ['#ticket=abc&lines=a,b', '', { ticket: 'abc', lines: ['a', 'b'], tv: false, light: false }, '/board?lines=a,b'],
    ['#ticket=abc', '', { ticket: 'abc', lines: [], tv: false, light: false }, '/board'],
    ['#ticket=abc&lines=', '', { ticket: 'abc', lines: [], tv: false, light: false }, '/board'],
    ['', '?lines=b', { ticket: null, lines: ['b'], tv: false, light: false }, '/board?lines=b'],
    ['', '?tv&light&lines=b,b', { ticket: null, lines: ['b'], tv: true, light: true }, '/board?lines=b&tv&light'],
    ['#ticket=', '?lines=<script>,a', { ticket: null, lines: ['a'], tv: false, light: false }, '/board?lines=a'],
  ])('%s%s', (hash, search, address, kept) => {
    expect(readBoardAddress({ hash, search })).toEqual(address)
    expect(keptBoardPath(address)).toBe(kept)
  })
})
