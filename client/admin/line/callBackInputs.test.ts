import { describe, expect, it } from 'vitest'
import { readPrefixes } from './callBackInputs.ts'

describe('beginnings of numbers', () => {
  it.each([
    ['+46', { prefixes: ['+46'] }],
    ['+46, +45;+47\n0046', { prefixes: ['+46', '+45', '+47'] }],
    ['', { prefixes: [] }],
    ['+46, 070', { wrong: '070' }],
    ['+0', { wrong: '+0' }],
    ['Sverige', { wrong: 'Sverige' }],
    ['+123456789012', { wrong: '+123456789012' }],
  ])('%j', (text, read) => expect(readPrefixes(text)).toEqual(read))
})
