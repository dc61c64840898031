import { describe, expect, it } from 'vitest'
import { settingsHash, settingsInHash } from './address.ts'

describe('the address of a line’s settings', () => {
  it.each([
    ['#lines/valj-att-sluta/hours', { line: 'valj-att-sluta', part: 'hours' }],
    ['#lines/valj-att-sluta/', { line: 'valj-att-sluta', part: '' }],
    ['#lines/1', { line: '1', part: '' }],
    ['#lines', null],
    ['#lines/', null],
    ['#boards/1', null],
    ['', null],
  ])('%s', (hash, place) => {
    expect(settingsInHash(hash)).toEqual(place)
  })

  it('is made as it is read', () => {
    expect(settingsInHash(settingsHash('a-1', 'callBack'))).toEqual({ line: 'a-1', part: 'callBack' })
  })
})
