import { createHash, randomBytes } from 'node:crypto'
import type { DigestAuthentication, OutgoingRequestMessage } from 'sip.js/lib/core/index.js'

/** A name and password at a trunk. */
export interface Credentials {
  readonly user: string
  readonly password: string
}

/** What a server asks in 401 and 407 (RFC 7616), as sip.js read it. */
export interface Challenge {
  readonly realm?: string
  readonly nonce?: string
  readonly opaque?: string
  readonly algorithm?: string
  readonly qop?: readonly string[]
}

const HASHES: Readonly<Record<string, string>> = { MD5: 'md5', 'SHA-256': 'sha256' }

/**
 * The answer to a challenge as the value of an Authorization header, by MD5 or SHA-256, with or without `qop=auth`;
 * null when it asks for anything else. `cnonce` is made anew each time, so that a nonce is used once only, with count 1.
 */
export function digestAnswer(
  { realm, nonce, opaque, algorithm = 'MD5', qop }: Challenge,
  { user, password }: Credentials,
  method: string,
  uri: string,
  cnonce: string,
): string | null {
  const name = HASHES[algorithm.toUpperCase()]
  if (!name || realm === undefined || !nonce || (qop && !qop.includes('auth'))) return null
  const hash = (...parts: readonly string[]): string => createHash(name).update(parts.join(':')).digest('hex')
  const known = hash(user, realm, password)
  const asked = hash(method, uri)
  const response = qop ? hash(known, nonce, FIRST, cnonce, 'auth', asked) : hash(known, nonce, asked)
  return [
    `Digest username="${user}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `algorithm=${algorithm}`,
    `response="${response}"`,
    ...(qop ? ['qop=auth', `nc=${FIRST}`, `cnonce="${cnonce}"`] : []),
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
  ].join(', ')
}

const FIRST = '00000001'

/**
 * What sip.js asks for an answer when one of our requests is challenged; its own knows MD5 alone. `credentialsOf` gives a Call-ID's
 * name and password: nobody but the trunk, which a browser could pretend to be by a 401, gets anything made of them.
 */
export function createDigest(credentialsOf: (callId: string) => Credentials | undefined): DigestAuthentication {
  let answer: string | null = null
  const digest = {
    authenticate(request: OutgoingRequestMessage, challenge: Challenge): boolean {
      const credentials = credentialsOf(request.callId)
      answer = credentials
        ? digestAnswer(challenge, credentials, request.method, request.ruri.toRaw(), randomBytes(12).toString('hex'))
        : null
      return answer !== null
    },
    toString: () => answer ?? '',
  }
  return digest as unknown as DigestAuthentication
}
