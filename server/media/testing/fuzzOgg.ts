import { type Random, seeded } from '../../demo/random.ts'

/** A page of an Ogg file (RFC 3533, 6). Its checksum is 0: nobody here looks at it. */
export interface Page {
  readonly flags: number
  readonly serial: number
  readonly number: number
  readonly sizes: readonly number[]
  readonly body: Buffer
}

export function writePage({ flags, serial, number, sizes, body }: Page): Buffer {
  const header = Buffer.alloc(27 + sizes.length)
  header.write('OggS', 'latin1')
  header[5] = flags
  header.writeUInt32LE(serial >>> 0, 14)
  header.writeUInt32LE(number >>> 0, 18)
  header[26] = sizes.length
  header.set(sizes, 27)
  return Buffer.concat([header, body])
}

/** An OpusHead as an encoder writes it, with this output gain in 256ths of dB. */
export function opusHead(gain = 0, channels = 1): Buffer {
  const head = Buffer.from('OpusHead\x01\0\0\0\x80\xbb\0\0\0\0\0', 'latin1')
  head[9] = channels
  head.writeInt16LE(gain, 16)
  return head
}

/** The pages of an Ogg Opus file of these packets: a page for each of the two headers, and one for each `perPage` packets of less than 255 bytes. */
export function pagesOf(packets: readonly Buffer[], { head = opusHead(), serial = 7, perPage = 50 } = {}): Page[] {
  const page = (flags: number, number: number, all: readonly Buffer[]): Page => {
    const sizes = all.flatMap(({ length }) => [...new Array<number>(Math.floor(length / 255)).fill(255), length % 255])
    return { flags, serial, number, sizes, body: Buffer.concat(all) }
  }
  const tags = Buffer.from('OpusTags\x01\0\0\0x\0\0\0\0', 'latin1')
  const pages = [page(2, 0, [head]), page(0, 1, [tags])]
  for (let at = 0; at < packets.length; at += perPage)
    pages.push(page(at + perPage >= packets.length ? 4 : 0, pages.length, packets.slice(at, at + perPage)))
  return pages
}

const FRAME = Buffer.from([0x78, 1, 2, 3])
const FAULTS: readonly ((pages: Page[], random: Random) => Page[])[] = [
  (pages, random) => change(pages, random, (page) => ({ ...page, flags: below(random, 256) })),
  (pages, random) => change(pages, random, (page) => ({ ...page, serial: below(random, 2 ** 32) })),
  (pages, random) => change(pages, random, (page) => ({ ...page, number: below(random, 2 ** 32) })),
  (pages, random) =>
    change(pages, random, (page) => ({ ...page, sizes: Array.from({ length: below(random, 256) }, () => below(random, 256)) })),
  (pages, random) => change(pages, random, (page) => ({ ...page, sizes: new Array<number>(255).fill(255) })),
  (pages, random) => change(pages, random, (page) => ({ ...page, sizes: new Array<number>(255).fill(0), body: Buffer.alloc(0) })),
  (pages, random) => change(pages, random, (page) => ({ ...page, body: page.body.subarray(0, below(random, page.body.length + 1)) })),
  (pages, random) => pages.filter(() => random() < 0.8),
  (pages, random) => [...pages, ...pages.slice(below(random, pages.length))],
  (pages, random) => [
    ...pages,
    ...new Array<Page>(below(random, 200)).fill({ flags: 0, serial: 7, number: 0, sizes: [], body: Buffer.alloc(0) }),
  ],
]

/** Files without an end, the same for the same seed: Ogg Opus with faults in its pages, its headers, its packets and its bytes. */
export function* fuzzOgg(seed: number): Generator<Buffer> {
  const random = seeded(seed)
  for (;;) {
    const packets = Array.from({ length: below(random, 120) }, () => (random() < 0.995 ? FRAME : noise(random, below(random, 1_400))))
    const head =
      random() < 0.8
        ? opusHead()
        : Buffer.concat([opusHead(below(random, 65_536) - 32_768, below(random, 4)), noise(random, below(random, 4))])
    let pages = pagesOf(packets, { head, perPage: 1 + below(random, 10) })
    for (let faults = below(random, 2); faults > 0; faults--)
      pages = (FAULTS[below(random, FAULTS.length)] as (typeof FAULTS)[number])(pages, random)
    const file = Buffer.concat(pages.map(writePage))
    for (let bytes = below(random, 3); bytes > 0 && file.length > 0; bytes--) file[below(random, file.length)] = below(random, 256)
    yield random() < 0.1 ? file.subarray(0, below(random, file.length + 1)) : file
  }
}

const below = (random: Random, end: number): number => Math.floor(random() * end)
const noise = (random: Random, length: number): Buffer => Buffer.from(Array.from({ length }, () => below(random, 256)))

function change(pages: Page[], random: Random, by: (page: Page) => Page): Page[] {
  const at = below(random, pages.length)
  return pages.map((page, index) => (index === at ? by(page) : page))
}
