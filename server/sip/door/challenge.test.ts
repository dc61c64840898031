import { expect, it } from 'vitest'
import { readChallenge } from './challenge.ts'

const md5 = 'Digest realm="a", nonce="b", algorithm=MD5'
const sha256 = 'Digest realm="a", algorithm="SHA-256", nonce="b", qop="auth,auth-int", stale=TRUE, opaque="c, \\"d\\""'
const other = 'Digest realm="a", algorithm=SHA-512-256, nonce="b"'

it.each([
  ['the best that we can answer', [other, md5, sha256], 'SHA-256'],
  ['whatever the order', [sha256, md5], 'SHA-256'],
  ['MD5 where nothing better is offered', [other, md5], 'MD5'],
  ['MD5 by default', ['Digest realm="a", nonce="b"'], undefined],
])('of several challenges %s is taken', (_name, lines, algorithm) => expect(readChallenge(lines)?.algorithm).toBe(algorithm))

it.each([[[]], [[other]], [['Basic realm="a"']], [['Digest algorithm=MD5-sess']]])('none of %j can be answered', (lines) =>
  expect(readChallenge(lines)).toBeNull(),
)

it('is read with commas and quotes in its values', () =>
  expect(readChallenge([sha256])).toEqual({
    ...{ realm: 'a', nonce: 'b', algorithm: 'SHA-256', opaque: 'c, \\"d\\"' },
    ...{ qop: ['auth', 'auth-int'], stale: true },
  }))
