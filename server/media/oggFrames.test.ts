import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { oggFile } from '../voicemail/oggFile.ts'
import { OggFault, oggFrames, readOgg } from './oggFrames.ts'
import { parseOggOpus } from './oggOpus.ts'
import { fuzzOgg, opusHead, type Page, pagesOf, writePage } from './testing/fuzzOgg.ts'

const FRAMES = Array.from({ length: 120 }, (_, n) => Buffer.from([0x78, n, n, n]))
const fileOf = (pages: readonly Page[]): Buffer => Buffer.concat(pages.map(writePage))
/** The frames of a file, or what is said against it. Any other fault than the named one is thrown on. */
function read(file: Buffer): number | string {
  try {
    return parseOggOpus(file).length
  } catch (fault) {
    if (fault instanceof OggFault) return fault.message
    throw fault
  }
}

describe('an Ogg Opus file', () => {
  it('is read as its packets, over the ends of pages too', () => {
    const long = Buffer.alloc(1_200, 0x78)
    const [head, tags, page] = pagesOf([long], { perPage: 1 }) as [Page, Page, Page]
    const cut = [
      { ...page, flags: 0, sizes: [255, 255], body: page.body.subarray(0, 510) },
      { ...page, flags: 5, number: 3, sizes: [255, 255, 180], body: page.body.subarray(510) },
    ]
    expect(oggFrames(fileOf([head, tags, ...cut]))).toEqual([long])
    expect(oggFrames(fileOf(pagesOf(FRAMES)))).toEqual(FRAMES)
  })

  it('of our own and of an encoder is read', async () => {
    expect(readOgg(await oggFile(FRAMES))).toEqual({ channels: 1, outputGain: 0, frames: FRAMES })
    expect(readOgg(readFileSync(new URL('../demo/sv/voice.ogg', import.meta.url)))).toMatchObject({ channels: 1, outputGain: 0 })
  })

  const [head, tags, first, ...rest] = pagesOf(FRAMES) as [Page, Page, Page, ...Page[]]
  it.each<[string, Buffer, string | RegExp]>([
    ['nothing', Buffer.alloc(0), 'holds no Opus'],
    ['something else', Buffer.from('RIFF'.repeat(20)), 'not an Ogg file'],
    ['two streams side by side', fileOf([head, { ...head, serial: 8 }, tags, first, ...rest]), 'more than one stream'],
    ['two streams one after the other', Buffer.concat([fileOf(pagesOf(FRAMES)), fileOf(pagesOf(FRAMES))]), 'more than one stream'],
    ['a lost page', fileOf([head, tags, { ...first, flags: 1 }, ...rest]), 'lacks a page'],
    ['a packet without an end', fileOf([head, tags, { ...first, sizes: [255], body: Buffer.alloc(255) }]), 'ends within a page'],
    ['a page that claims more than there is', fileOf([head, tags, { ...first, sizes: new Array(255).fill(255) }]), 'ends within a page'],
    ['no tags', fileOf([head, { ...first, number: 1 }, ...rest]), 'not whole'],
    ['a short header', fileOf(pagesOf(FRAMES, { head: opusHead().subarray(0, 18) })), 'cannot be read'],
    ['six channels', fileOf(pagesOf(FRAMES, { head: opusHead(0, 6) })), 'it has 6 channels'],
    ['louder by its header', fileOf(pagesOf(FRAMES, { head: opusHead(256) })), /asks players for 1\.0 dB/],
    ['softer by its header', fileOf(pagesOf(FRAMES, { head: opusHead(-5_120) })), /asks players for -20\.0 dB/],
    ['no sound', fileOf(pagesOf([])), 'it is empty'],
    ['an empty packet', fileOf(pagesOf([Buffer.alloc(0)])), '20 ms are needed'],
    ['a packet that is too long', fileOf(pagesOf([Buffer.alloc(1_277, 0x78)])), 'larger than Opus allows'],
    [
      'hours of packets',
      fileOf(
        Array.from({ length: 800 }, (_, n) =>
          n === 0 ? head : { ...head, flags: 0, sizes: new Array(255).fill(0), body: Buffer.alloc(0) },
        ),
      ),
      'more than an hour',
    ],
  ])('is refused in words: %s', (_name, file, said) => expect(read(file)).toMatch(said))
})

describe('a file of any bytes is read or refused in words', () => {
  it('cut anywhere', () => {
    const file = fileOf(pagesOf(FRAMES.slice(0, 40), { perPage: 10 }))
    const ends = new Set<number>()
    for (let end = 0; end <= file.length; end++) if (typeof read(file.subarray(0, end)) === 'number') ends.add(end)
    expect([...ends], 'a cut between two pages is a shorter file').toHaveLength(4)
  })

  it('with any byte changed', () => {
    const file = fileOf(pagesOf(FRAMES.slice(0, 40), { perPage: 10 }))
    for (let at = 0; at < file.length; at++)
      for (const value of [0, 1, 0x7f, 0xff, (file[at] ?? 0) ^ 1]) {
        const changed = Buffer.from(file)
        changed[at] = value
        const frames = read(changed)
        if (typeof frames === 'number') expect(frames).toBeLessThanOrEqual(file.length)
      }
  })

  it('with what strangers put into it', () => {
    let made = 0
    let taken = 0
    for (const file of fuzzOgg(20_261_130)) {
      const frames = read(file)
      if (typeof frames === 'number') {
        taken++
        if (frames > file.length) throw new Error('there are more frames than bytes')
      }
      if (++made === 2_000) break
    }
    expect(taken).toBeGreaterThan(50)
  })
})
