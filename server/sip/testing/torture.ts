import messages from './rfc4475.json' with { type: 'json' }

/** A test message of RFC 4475, as its bytes. */
export interface Torture {
  /** As the RFC names it. */
  readonly name: string
  readonly section: string
  readonly bytes: Buffer
}

/** All 49 of them, in the order of the RFC. */
export const TORTURE: readonly Torture[] = messages.map(({ name, section, bytes }) => ({
  name,
  section,
  bytes: Buffer.from(bytes, 'latin1'),
}))
