import { describe, expect, it } from 'vitest'
import { keptBoardPath, readBoardAddress } from './address.ts'

describe('a board address', () => {
  it.each([
    ['#ticket=abc&lines=a,b', '', { ticket: 'abc', lines: ['a', 'b'], tv: false }, '/board?lines=a,b'],
    ['#ticket=abc', '', { ticket: 'abc', lines: [], tv: false }, '/board'],
    ['#ticket=abc&lines=', '', { ticket: 'abc', lines: [], tv: false }, '/board'],
    ['', '?lines=b', { ticket: null, lines: ['b'], tv: false }, '/board?lines=b'],
    ['', '?tv&lines=b,b', { ticket: null, lines: ['b'], tv: true }, '/board?lines=b&tv'],
    ['#ticket=', '?lines=<script>,a', { ticket: null, lines: ['a'], tv: false }, '/board?lines=a'],
  ])('%s%s', (hash, search, address, kept) => {
    expect(readBoardAddress({ hash, search })).toEqual(address)
    expect(keptBoardPath(address)).toBe(kept)
  })
})
