import { expect, it } from 'vitest'
import { readDays, readMinutes } from './voicemailInputs.ts'

it.each<[string, number | null]>([
  ['5', 300],
  ['0,5', 30],
  ['2.25', 135],
  ['60', 3_600],
  ['0,4', null],
  ['61', null],
  ['', null],
  ['-5', null],
  ['fem', null],
  ['1e1', null],
])('%j minutes', (text, seconds) => expect(readMinutes(text)).toBe(seconds))

it.each<[string, number | null]>([
  ['1', 1],
  ['90', 90],
  ['0', null],
  ['91', null],
  ['1,5', null],
  ['', null],
])('%j days', (text, days) => expect(readDays(text)).toBe(days))
