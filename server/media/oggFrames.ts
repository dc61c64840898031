/** Why a file is not one Ogg Opus stream that we can use; its message says what is wrong with it, for who made it. */
export class OggFault extends Error {
  override readonly name = 'OggFault'
}

/** An Ogg Opus file that has been read (RFC 7845). */
export interface OggOpus {
  /** 1 or 2. */
  readonly channels: number
  /** What players add to its loudness, in dB (RFC 7845, 5.1). */
  readonly outputGain: number
  /** Its Opus packets, in order, without the two header packets; views of the file. */
  readonly frames: Buffer[]
}

const PAGE_HEADER = 27
const CONTINUED = 1
const FIRST = 2
const LAST = 4
const HEAD_BYTES = 19
/** An hour in packets of 20 ms; nothing that we read is a tenth of it. */
const MOST_FRAMES = 180_000

/**
 * Reads a file that holds one Ogg Opus stream and nothing else, in one pass. Throws an OggFault for everything else, also for a file that
 * ends within a page or lacks one; checksums are not looked at, so a changed byte of sound is not noticed.
 */
export function readOgg(file: Buffer): OggOpus {
  const packets: Buffer[] = []
  let parts: Buffer[] = []
  let serial = 0
  let page = 0
  let ended = false
  for (let at = 0; at < file.length; page++) {
    if (file.length - at < PAGE_HEADER || file.toString('latin1', at, at + 4) !== 'OggS' || file[at + 4] !== 0)
      throw new OggFault(page === 0 ? 'not an Ogg file' : 'the Ogg file is cut or damaged')
    const flags = file[at + 5] ?? 0
    const isFirst = (flags & FIRST) !== 0
    if (page === 0) serial = file.readUInt32LE(at + 14)
    if (isFirst !== (page === 0) || file.readUInt32LE(at + 14) !== serial || ended)
      throw new OggFault('the Ogg file holds more than one stream; sound alone is needed')
    if (((flags & CONTINUED) !== 0) !== parts.length > 0) throw new OggFault('the Ogg file lacks a page')
    ended = (flags & LAST) !== 0
    const sizes = file.subarray(at + PAGE_HEADER, at + PAGE_HEADER + (file[at + 26] ?? 0))
    let body = at + PAGE_HEADER + (file[at + 26] ?? 0)
    for (const size of sizes) {
      if (body + size > file.length) break
      parts.push(file.subarray(body, body + size))
      body += size
      // A segment of 255 bytes goes on in the next one, over the page's end as well.
      if (size === 255) continue
      packets.push(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts))
      parts = []
    }
    const end = at + PAGE_HEADER + sizes.length + sizes.reduce((sum, size) => sum + size, 0)
    if (end > file.length || sizes.length < (file[at + 26] ?? 0)) throw new OggFault('the Ogg file ends within a page')
    if (packets.length > MOST_FRAMES + 2) throw new OggFault('the Ogg file holds more than an hour of sound')
    at = end
  }
  if (parts.length > 0) throw new OggFault('the Ogg file ends within a page')
  const [head, tags, ...frames] = packets
  return { ...readHead(head, tags), frames }
}

/** The Opus packets of an Ogg Opus file; see `readOgg`. Each is one RTP payload; our own files hold 20 ms in each. */
export const oggFrames = (file: Buffer): Buffer[] => readOgg(file).frames

/** OpusHead and OpusTags (RFC 7845, 5). */
function readHead(head: Buffer | undefined, tags: Buffer | undefined): Omit<OggOpus, 'frames'> {
  if (head?.toString('latin1', 0, 8) !== 'OpusHead') throw new OggFault('the Ogg file holds no Opus')
  if (head.length < HEAD_BYTES || ((head[8] ?? 0) & 0xf0) !== 0) throw new OggFault('the header of the Opus stream cannot be read')
  const channels = head[9] ?? 0
  // Other families put several streams into each packet, which no telephone takes apart.
  if (channels < 1 || channels > 2 || head[18] !== 0) throw new OggFault(`it has ${channels} channels; one, or two as stereo, are allowed`)
  if (tags?.toString('latin1', 0, 8) !== 'OpusTags') throw new OggFault('the header of the Opus stream is not whole')
  return { channels, outputGain: head.readInt16LE(16) / 256 }
}
