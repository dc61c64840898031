import { type Random, seeded } from '../../demo/random.ts'
import { OFFERS } from './offers.ts'

const SEEDS = Object.values(OFFERS)
const NUMBERS = [
  '-1',
  '0',
  '1',
  '63',
  '64',
  '95',
  '96',
  '127',
  '128',
  '255',
  '65535',
  '65536',
  '4294967296',
  '1e9',
  '9'.repeat(40),
  '٣',
  '',
]
const JUNK = ['\0', '\r', '\n', '\t', ' ', ':', '=', '/', '"', '\u2028', '\ufffd', 'ÿ', '🎧', '%00', '../', 'A'.repeat(1_100)]
const ATTRIBUTES = [
  ...[
    'a=ice-lite',
    'a=sendrecv',
    'a=sendonly',
    'a=inactive',
    'a=group:BUNDLE 0 1',
    'a=mid:1',
    'a=setup:holdconn',
    'a=rtcp-mux',
    'a=bundle-only',
  ],
  ...[
    'a=rtpmap:111 opus/48000/2',
    'a=rtpmap:0 opus/48000/2',
    'a=rtpmap:96 telephone-event/8000',
    'a=fingerprint:sha-1 AB:CD',
    'a=ice-pwd:x',
    'a=',
  ],
]
const MEDIA = [
  ...[
    'm=video 9 UDP/TLS/RTP/SAVPF 96',
    'm=audio 0 UDP/TLS/RTP/SAVPF 111',
    'm=audio 9 RTP/AVP 0 8',
    'm=image 9 udptl t38',
    'm=message 9 TCP/MSRP *',
  ],
  ...['m=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'm=audio 9/2 RTP/SAVP 111', 'm=x 9 y z', 'm=', 'm=audio'],
]

/** Session descriptions without an end, the same for the same seed: those of real programs, with one to five faults that a stranger could put in. */
export function* fuzzSdp(seed: number): Generator<string> {
  const random = seeded(seed)
  for (;;) {
    let lines = [...one(random, SEEDS)]
    for (let faults = 1 + below(random, 5); faults > 0; faults--) lines = one(random, FAULTS)(lines, random)
    yield random() < 0.05 ? cut(lines.join('\r\n'), random) : `${lines.join(random() < 0.9 ? '\r\n' : '\n')}\r\n`
  }
}

/** SIP bodies without an end, with their Content-Type: session descriptions as above, alone or in one of several parts, whole or broken. */
export function* fuzzBodies(seed: number): Generator<{ readonly contentType: string; readonly body: string }> {
  const random = seeded(seed)
  for (const sdp of fuzzSdp(seed)) {
    const boundary = one(random, ['edge', '-', '--', 'a b', 'x'.repeat(70), 'x'.repeat(71), '', "'()+_,-./:=?"])
    const part = (type: string, body: string): string => `${one(random, ['--', '-', '\r\n--'])}${boundary}\r\n${type}\r\n\r\n${body}\r\n`
    const parts = Array.from({ length: below(random, 12) }, () =>
      one(random, [part('Content-Type: text/plain', 'x'), part('', ''), '\r\n\r\n']),
    )
    parts.splice(
      below(random, parts.length + 1),
      0,
      part(one(random, ['Content-Type: application/sdp', 'content-type:APPLICATION/SDP ;x']), sdp),
    )
    const body = parts.join('') + one(random, ['', `--${boundary}--`, `--${boundary}--\r\n`])
    const type = one(random, [
      'multipart/mixed',
      'multipart/alternative',
      'MULTIPART / Mixed',
      'multipart/',
      'application/sdp',
      'text/plain',
      '',
    ])
    const named = one(random, [
      `;boundary="${boundary}"`,
      `; boundary=${boundary}`,
      ';boundary="',
      ';boundary',
      `;x="a;b";boundary=${boundary}`,
      '',
    ])
    yield { contentType: type + named, body: random() < 0.1 ? cut(body, random) : body }
  }
}

type Lines = string[]
const FAULTS: readonly ((lines: Lines, random: Random) => Lines)[] = [
  (lines, random) => lines.filter((_, at) => at !== below(random, lines.length)),
  (lines, random) => splice(lines, below(random, lines.length), 0, one(random, lines)),
  (lines, random) => splice(lines, below(random, lines.length), 0, one(random, ATTRIBUTES)),
  (lines, random) => splice(lines, below(random, lines.length + 1), 0, one(random, MEDIA)),
  (lines, random) => splice(lines, below(random, lines.length), 1, one(random, lines)),
  (lines, random) => change(lines, random, (line) => line.replace(/\d+/, one(random, NUMBERS))),
  (lines, random) => change(lines, random, (line) => insert(line, one(random, JUNK), random)),
  (lines, random) => change(lines, random, (line) => line.slice(0, below(random, line.length + 1))),
  (lines, random) => change(lines, random, (line) => line.repeat(1 + below(random, 60))),
  (lines, random) => [...lines, ...Array.from({ length: below(random, 40) }, () => one(random, MEDIA))],
  (lines, random) => [...lines, ...new Array<string>(below(random, 1_200)).fill(one(random, lines))],
  (lines, random) => [...lines, ...one(random, SEEDS).slice(below(random, 20))],
]

const below = (random: Random, end: number): number => Math.floor(random() * end)
const one = <T>(random: Random, all: readonly T[]): T => all[below(random, all.length)] as T
const splice = (lines: Lines, at: number, remove: number, line: string): Lines => [...lines.slice(0, at), line, ...lines.slice(at + remove)]
const cut = (text: string, random: Random): string => text.slice(0, below(random, text.length + 1))

function change(lines: Lines, random: Random, by: (line: string) => string): Lines {
  const at = below(random, lines.length)
  return lines.map((line, index) => (index === at ? by(line) : line))
}

function insert(line: string, junk: string, random: Random): string {
  const at = below(random, line.length + 1)
  return line.slice(0, at) + junk + line.slice(at)
}
