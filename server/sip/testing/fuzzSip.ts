import { SDP } from './description.ts'
import { TORTURE } from './torture.ts'

/** Stands in an input for the tag of ours in the dialog that `DoorUnderTest` plays with. */
export const OWN_TAG = 'own-tag-of-the-door'
/** Call-ID and tag of that dialog's other end. */
export const PLAYED = { callId: 'played', tag: 'player' } as const

const METHODS = ['INVITE', 'ACK', 'CANCEL', 'BYE', 'UPDATE', 'OPTIONS', 'INFO', 'REGISTER', 'MESSAGE', 'PRACK', 'SUBSCRIBE', 'x']
const MANDATORY = ['Via', 'From', 'To', 'Call-ID', 'CSeq', 'Contact', 'Max-Forwards', 'Content-Length'] as const
/** Long names with their compact forms. */
const COMPACT: Readonly<Record<string, string>> = {
  ...{ Via: 'v', From: 'f', To: 't', 'Call-ID': 'i', Contact: 'm', 'Content-Length': 'l', 'Content-Type': 'c', Supported: 'k' },
  'Session-Expires': 'x',
}
/** What has hurt readers of SIP: signs of the grammar, numbers at edges, names of objects, parts of other messages. */
const WORDS = [
  ...[
    '\r\n',
    '\r',
    '\n',
    '\r\n ',
    '\0',
    '"',
    '\\',
    '<',
    '>',
    '<>',
    '<tel:',
    '<sip:',
    '@',
    ';',
    ',',
    ':',
    '=',
    '%',
    '%zz',
    '%00',
    '*',
    ' ',
    '\t',
  ],
  ...['0', '-1', '4294967296', '2147483648', '9007199254740993', '99999999999999999999', '1e9', 'NaN', '0x10', '89', '90', '5000000'],
  ...[
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
    'é',
    '\u{1f600}',
    '\ud800',
    ';tag=',
    ';branch=z9hG4bK',
    'sips:',
    'tel:',
    '[::1]',
  ],
  ...['SIP/2.0', 'SIP/7.0', '\r\nContact: *', '\r\nRequire: 100rel', '\r\nSession-Expires: 90;refresher=uas', '\r\nExpires: 0'],
]

/** A request with all that it must have, but for the headers left out. */
export function requestOf(method: string, without: readonly string[] = [], inDialog = false, more: readonly string[] = []): string {
  const body = method === 'INVITE' ? SDP : ''
  const lines = [
    ['Via', `SIP/2.0/WS x.invalid;branch=z9hG4bK${method}`],
    ['Max-Forwards', '70'],
    ['From', `"A" <sip:a@a.invalid>;tag=${PLAYED.tag}`],
    ['To', `<sip:one@b.invalid>${inDialog ? `;tag=${OWN_TAG}` : ''}`],
    ['Call-ID', inDialog ? PLAYED.callId : 'other'],
    ['CSeq', `2 ${method}`],
    ['Contact', '<sip:x@x.invalid;transport=ws>'],
    ...(body ? [['Content-Type', 'application/sdp']] : []),
    ['Content-Length', String(body.length)],
  ].filter(([name = '']) => !without.includes(name))
  return [`${method} sip:one@b.invalid SIP/2.0`, ...lines.map(([name, value]) => `${name}: ${value}`), ...more, '', body].join('\r\n')
}

/** Each method without each set of the headers that requests must have, inside a dialog and outside. */
export function* incompleteRequests(): Generator<string> {
  for (const method of METHODS)
    for (let set = 0; set < 2 ** MANDATORY.length; set++) {
      const without = MANDATORY.filter((_, index) => set & (1 << index))
      yield requestOf(method, without)
      yield requestOf(method, without, true)
    }
}

/** Each beginning of each message of RFC 4475, and each with one byte changed to another. */
export function* brokenTorture(seed: number): Generator<Buffer> {
  const random = numbers(seed)
  for (const { bytes } of TORTURE)
    for (let at = 0; at < bytes.length; at++) {
      yield bytes.subarray(0, at)
      const changed = Buffer.from(bytes)
      changed[at] = ((bytes[at] ?? 0) + 1 + random(255)) % 256
      yield changed
    }
}

/**
 * Inputs for the SIP door without end: messages of RFC 4475, requests in and out of a dialog, and answers, each changed in a few places as
 * its structure suggests. The same seed gives the same inputs; text stands for text frames, bytes for binary ones.
 */
export function* fuzzSipInputs(seed: number): Generator<string | Buffer> {
  const random = numbers(seed)
  const pick = <T>(all: readonly T[]): T => all[random(all.length)] as T
  const seeds = [
    ...TORTURE.map(({ bytes }) => bytes.toString()),
    ...METHODS.flatMap((method) => [requestOf(method), requestOf(method, [], true), requestOf(method, [], true)]),
    requestOf('INVITE', [], true, ['Supported: timer', 'Session-Expires: 1800;refresher=uas', 'Record-Route: <sip:p.invalid;lr>']),
    requestOf('OPTIONS').replace(/^.*/, 'SIP/2.0 200 OK'),
    requestOf('INVITE').replace(/^.*/, 'SIP/2.0 180 Ringing'),
  ]
  for (;;) {
    let text = pick(seeds)
    for (let steps = random(4); steps >= 0; steps--) text = change(text, random, pick, seeds)
    if (random(4) > 0) yield text
    else {
      const bytes = Buffer.from(text)
      if (bytes.length > 0 && random(2) === 0) bytes[random(bytes.length)] = random(256)
      yield bytes
    }
  }
}

type Random = (below: number) => number

function change(text: string, random: Random, pick: <T>(all: readonly T[]) => T, seeds: readonly string[]): string {
  const at = random(text.length + 1)
  const lines = text.split('\r\n')
  const line = random(lines.length)
  switch (random(10)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return text.slice(0, at) + pick(WORDS) + text.slice(at)
    case 2:
      return text.slice(0, at) + pick(WORDS).repeat(1 + random(400)) + text.slice(at + random(8))
    case 3:
      return lines.toSpliced(line, 1).join('\r\n')
    case 4:
      return lines.toSpliced(line, 0, lines[random(lines.length)] ?? '').join('\r\n')
    case 5:
      return lines
        .with(
          line,
          (lines[line] ?? '').replace(/[:;, ]/g, (sign) => pick([sign, `${sign}\r\n `, ` ${sign} `])),
        )
        .join('\r\n')
    case 6:
      return lines.map((one) => one.replace(/^[\w-]+(?=:)/, (name) => COMPACT[name] ?? name)).join('\r\n')
    case 7:
      return text.replace(/\d+/g, (digits) => (random(6) === 0 ? pick(WORDS) : digits))
    case 8: {
      const other = pick(seeds)
      return text.slice(0, at) + other.slice(random(other.length))
    }
    default:
      return lines.with(line, (lines[line] ?? '').slice(0, random(200)) + String.fromCharCode(random(0x3000))).join('\r\n')
  }
}

/** Whole numbers from 0 up to a bound, the same for the same seed (mulberry32). */
function numbers(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return below === 0 ? 0 : ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
