import { describe, expect, it } from 'vitest'
import { languageInAddress, lineInAddress } from './address.ts'

describe("the address of a caller's page", () => {
  it.each([
    ['/call', '', null],
    ['/call/', '', null],
    ['/call/stockholm', '', 'stockholm'],
    ['/call/stockholm/', '?line=other', 'stockholm'],
    ['/call', '?line=malmo-2', 'malmo-2'],
    ['/call', '?line=sip:evil@host', null],
    ['/call/Not A Line', '', null],
  ])('%s%s', (pathname, search, line) => {
    expect(lineInAddress({ pathname, search })).toBe(line)
  })

  it.each([
    ['?lang=en', 'en'],
    ['?lang=sv', 'sv'],
    ['?lang=xx', null],
    ['', null],
  ])('%s', (search, language) => {
    expect(languageInAddress(search)).toBe(language)
  })
})
