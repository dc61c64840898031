import { describe, expect, it } from 'vitest'
import { readChallenge } from './challenge.ts'
import { isCallId, isName, readCSeq, readList, readNameAddress, readUri, readVia, readWords, schemeOf } from './values.ts'
import { readWire } from './wire.ts'

describe('an address', () => {
  it.each([
    ['sip:a@b;tag=c', 'sip:a@b', 'c'],
    ['<sip:a@b;x=y>;tag=c', 'sip:a@b;x=y', 'c'],
    ['"A <x>;tag=no \\" B" <sip:a@b> ; TAG = c ; d', 'sip:a@b', 'c'],
    ['A B < sip:a@b >;tag=c;tag=d', 'sip:a@b', 'c'],
    ['"A "B" <sip:a@b>;tag=c', 'sip:a@b', 'c'],
    ['<>;tag=c', '', 'c'],
    ['<sip:a@b>;;tag=c', 'sip:a@b', 'c'],
    ['sip:a@b', 'sip:a@b', undefined],
  ])('%s', (text, uri, tag) => {
    const read = readNameAddress(text)
    expect([read?.uri, read?.parameters.get('tag')]).toEqual([uri, tag])
  })

  it.each(['<sip:a@b', '<sip:a@b> tag=c', `<sip:a@b>${';a=b'.repeat(33)}`])('%j is none', (text) =>
    expect(readNameAddress(text)).toBeNull(),
  )
})

describe('a URI', () => {
  it.each([
    ['sip:a@b', 'sip:a@b'],
    ['SIPS:a@B:5061;transport=ws;lr', 'sips:a@b:5061;transport=ws;lr'],
    ['sip:%2B46@b', 'sip:+46@b'],
    ['sip:a:secret@b?Subject=x', 'sip:a@b'],
    ['sip:b', 'sip:b'],
    ['sip:a;phone-context=+46@[2001:db8::1]:5060', 'sip:a%3Bphone-context%3D+46@[2001:db8::1]:5060'],
    ['sip:a@my_pbx', 'sip:a@my_pbx'],
    ['tel:+4620555666;phone-context=x', 'sip:+4620555666@tel.invalid'],
    ['sip:a@b;hasOwnProperty=1;__proto__=2', 'sip:a@b;hasownproperty=1'],
  ])('%s is %s', (text, written) => expect(readUri(text)?.toString()).toBe(written))

  it.each([
    '',
    'sip:',
    'sip:@',
    'sip:a@',
    'sip:%zz@b',
    'sip:%25zz@b',
    'sip:a b@c',
    'sip:a@b c',
    'sip:a@b:x',
    'sip:å@b',
    'mailto:a@b',
    'tel:',
    'a@b',
    'sip:a@b>',
  ])('%j is none of ours', (text) => expect(readUri(text)).toBeNull())

  it.each([
    ['sip:a', 'sip'],
    ['Tel:1', 'tel'],
    ['a@b', undefined],
    [':a', undefined],
  ])('%s has the scheme %s', (text, scheme) => expect(schemeOf(text)).toBe(scheme))
})

describe('other values', () => {
  it.each([
    ['SIP/2.0/WS x.invalid;branch=z9hG4bKa', { sentBy: 'x.invalid', branch: 'z9hG4bKa' }],
    ['SIP / 2.0 / WSS  X:443 ; rport ; branch = a', { sentBy: 'x:443', branch: 'a' }],
    ['SIP/2.0/WS x.invalid', null],
    ['SIP/2.0/WS x.invalid;branch=z9hG4bK', null],
    ['SIP/3.0/WS x.invalid;branch=a', null],
    [';branch=a', null],
  ])('Via %s', (text, via) => expect(readVia(text)).toEqual(via))

  it.each([
    ['1 INVITE', { number: 1, method: 'INVITE' }],
    ['0009   x', { number: 9, method: 'x' }],
    ['2147483647 x', { number: 2_147_483_647, method: 'x' }],
    ['2147483648 x', null],
    ['-1 x', null],
    ['1', null],
  ])('CSeq %s', (text, cseq) => expect(readCSeq(text)).toEqual(cseq))

  it('lists are cut outside of quotes and brackets, and bounded', () => {
    expect(readList(['<sip:a,b>;x="c,d", e', 'f'], 3)).toEqual(['<sip:a,b>;x="c,d"', 'e', 'f'])
    expect(readList(['a,b,c'], 2)).toBeNull()
    expect(readList(['a,,c'], 3)).toBeNull()
    expect(readWords([' a, B ,,', 'c'])).toEqual(['a', 'B', 'c'])
    expect(readWords(['a,'.repeat(10_000)])).toHaveLength(64)
  })

  it.each([
    ['a-b_c.d~', true],
    ['a b', false],
    ['a;b', false],
    ['', false],
    ['a'.repeat(257), false],
  ])('%j may be a tag: %s', (text, expected) => expect(isName(text)).toBe(expected))

  it.each(['a b', '', 'å', undefined])('%j is no Call-ID', (text) => expect(isCallId(text)).toBe(false))
})

describe('the time of a reader grows as its text does', () => {
  const readers: readonly (readonly [string, (text: string) => unknown])[] = [
    ['readNameAddress', readNameAddress],
    ['readUri', readUri],
    ['readVia', readVia],
    ['readCSeq', readCSeq],
    ['readList', (text) => readList([text], 10)],
    ['readWords', (text) => readWords([text])],
    ['schemeOf', schemeOf],
    ['isName', isName],
    ['readChallenge', (text) => readChallenge([`Digest ${text}`])],
    ['readWire', (text) => readWire(`OPTIONS sip:a SIP/2.0\r\n${text}`)],
  ]
  const shapes = [
    '<tel:',
    '<',
    '>',
    '"',
    '"\\',
    '\\',
    ';',
    ';a=b',
    ',',
    '<sip:a@b>,',
    ' ',
    'SIP/2.0/WS ',
    '1 ',
    'sip:',
    '@',
    ':',
    '%41',
    'a="b",',
    '\r\n ',
    'a:b\r\n',
  ]
  const cost = (read: (text: string) => unknown, text: string): number => {
    let least = Number.POSITIVE_INFINITY
    for (let turn = 0; turn < 6; turn++) {
      const begun = performance.now()
      read(text)
      least = Math.min(least, performance.now() - begun)
    }
    return least
  }

  it.each(readers)('%s', (_name, read) => {
    for (const shape of shapes)
      for (const before of ['', 'sip:', '<', '"', 'SIP/2.0/WS ']) {
        const text = (size: number): string => before + shape.repeat(size / shape.length)
        // Sixteen times the length: linear is 16, quadratic 256. What takes less than a clock can tell counts as one tick of it.
        expect(cost(read, text(64_000)), `${before}${shape}...`).toBeLessThan(80 * Math.max(0.05, cost(read, text(4_000))))
      }
  })
})
