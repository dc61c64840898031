import { describe, expect, it } from 'vitest'
import { caretAfter } from './caret.ts'

describe('the caret stays behind the same digit', () => {
  it.each([
    ['at the end', '0701', 4, '070-1', 5],
    ['at the beginning', '0701', 0, '070-1', 0],
    ['in the middle', '070-1923 45', 7, '070-192 34 5', 7],
    ['before a hyphen that comes', '0701', 3, '070-1', 3],
    ['when the text got shorter', '070-', 4, '070', 3],
    ['when digits are gone', '070-123', 7, '', 0],
  ])('%s', (_name, before, at, after, caret) => expect(caretAfter(before, at, after)).toBe(caret))
})
