import { expect, it } from 'vitest'
import { growths } from '../testing/growth.ts'
import { findingsIn, hasCheckDigit, withoutFindings } from './guard.ts'

it.each([
  ['what it finds', findingsIn],
  ['what it leaves out', (text: string) => withoutFindings(text, findingsIn(text))],
  ['a check digit', hasCheckDigit],
])('%s takes time that grows with the length of a note alone', (_name, read) => {
  expect(growths(read)).toEqual([])
})
