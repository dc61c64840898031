/** An m-line (RFC 8866, 5.14) whose numbers are in their ranges. */
export interface MediaLine {
  readonly kind: string
  /** 0 to 65535; 0 refuses the section, or leaves it out. */
  readonly port: number
  /** How many ports from there on; 1 unless a layered stream asks for more. */
  readonly ports: number
  readonly transport: string
  readonly formats: readonly string[]
}

/** Attributes by name, with their values in order; an empty text where there is none. */
export type Attributes = ReadonlyMap<string, readonly string[]>

/** A session description as far as we look at it: its own attributes, and its media sections with theirs. */
export interface Description {
  readonly session: Attributes
  readonly sections: readonly { readonly media: MediaLine; readonly attributes: Attributes }[]
}

/** An offer of a browser with some four hundred candidates is as long. */
export const MOST_CHARACTERS = 32_768
const MOST_LINES = 1_000
/** No line that we read is as long as this: longer ones are passed over, an m-line refused. */
const MOST_LINE = 1_024
/** More than any telephone, browser or conference offers. */
export const MOST_SECTIONS = 16
/** Of one attribute in one section: as many as there are payload types. */
const MOST_VALUES = 128

/** The attributes that are looked at. All others, candidates among them, are passed over where they stand. */
const ATTRIBUTES: ReadonlySet<string> = new Set([
  ...['ice-ufrag', 'ice-pwd', 'ice-lite', 'fingerprint', 'setup', 'mid', 'group', 'rtcp-mux', 'rtpmap'],
  ...['sendrecv', 'sendonly', 'recvonly', 'inactive'],
])

/**
 * Reads a session description (RFC 8866) in one pass over its text. Null for what is none: another version, an m-line that cannot be read,
 * numbers out of their ranges, and anything larger than the bounds above. Lines of other types are passed over.
 */
export function readDescription(text: string): Description | null {
  if (text.length > MOST_CHARACTERS || !/^v=0\r?\n/.test(text)) return null
  const session = new Map<string, string[]>()
  const sections: { media: MediaLine; attributes: Map<string, string[]> }[] = []
  let into = session
  let count = 0
  for (let from = 0; from < text.length; ) {
    if (++count > MOST_LINES) return null
    const found = text.indexOf('\n', from)
    const end = found < 0 ? text.length : found
    const line = text.slice(from, Math.min(end, from + MOST_LINE + 1)).trimEnd()
    from = end + 1
    if (line.startsWith('m=')) {
      const media = line.length > MOST_LINE ? null : readMedia(line.slice(2))
      if (!media || sections.length === MOST_SECTIONS) return null
      into = new Map()
      sections.push({ media, attributes: into })
    } else if (line.startsWith('a=') && line.length <= MOST_LINE) readAttribute(line.slice(2), into)
  }
  return { session, sections }
}

function readMedia(text: string): MediaLine | null {
  const [kind = '', place = '', transport = '', ...formats] = text.split(' ').filter((part) => part !== '')
  const [port = '', ports = '1', ...rest] = place.split('/')
  if (formats.length === 0 || rest.length > 0 || !/^\d{1,5}$/.test(port) || !/^\d{1,5}$/.test(ports)) return null
  if (Number(port) > 65_535 || Number(ports) === 0) return null
  return { kind, port: Number(port), ports: Number(ports), transport, formats }
}

function readAttribute(text: string, into: Map<string, string[]>): void {
  const colon = text.indexOf(':')
  const name = colon < 0 ? text : text.slice(0, colon)
  if (!ATTRIBUTES.has(name)) return
  const values = into.get(name) ?? []
  if (values.length === MOST_VALUES) return
  values.push(colon < 0 ? '' : text.slice(colon + 1).trim())
  into.set(name, values)
}
