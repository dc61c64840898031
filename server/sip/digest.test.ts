import { describe, expect, it } from 'vitest'
import { digestAnswer } from './digest.ts'

/** The example of RFC 7616, 3.9.1. */
const challenge = {
  realm: 'http-auth@example.org',
  nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
  opaque: 'FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS',
  qop: ['auth', 'auth-int'],
}
const person = { user: 'Mufasa', password: 'Circle of Life' }
const cnonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ'
const answer = (changes: object) => digestAnswer({ ...challenge, ...changes }, person, 'GET', '/dir/index.html', cnonce)

describe('the answer to a challenge', () => {
  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('by %s is that of the standard', (algorithm, response) => {
    expect(answer({ algorithm })).toBe(
      `Digest username="Mufasa", realm="http-auth@example.org", nonce="${challenge.nonce}", uri="/dir/index.html", algorithm=${algorithm}, ` +
        `response="${response}", qop=auth, nc=00000001, cnonce="${cnonce}", opaque="${challenge.opaque}"`,
    )
  })

  it('without qop is that of RFC 2069', () => {
    const old = digestAnswer({ realm: 'testrealm@host.com', nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093' }, person, 'GET', '/x', cnonce)
    expect(old).toMatch(/algorithm=MD5, response="[0-9a-f]{32}"$/)
  })

  it.each([{ algorithm: 'SHA-512-256' }, { qop: ['auth-int'] }, { realm: undefined }, { nonce: undefined }])('to %j is none', (changes) =>
    expect(answer(changes)).toBeNull(),
  )
})
