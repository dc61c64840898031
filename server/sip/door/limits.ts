/** What a SIP message may measure before anything looks at what it says. */
export const LIMITS = {
  /** A message with its body, in bytes. */
  message: 8 * 1024,
  /** A header line with its continuation lines, in characters. */
  header: 1024,
  /** Header lines of a message. */
  headers: 256,
  /** Values of Via in one message: as many as it may have had hops (RFC 3261, 8.1.1.6). */
  vias: 70,
  /** Values of Contact and of Record-Route in one message. */
  hops: 8,
  /** Option tags, methods or packages in one message, of each kind. */
  words: 64,
  /** Parameters of one header value. */
  parameters: 32,
  /** Characters of a Call-ID, of a tag and of a branch. */
  name: 256,
} as const
