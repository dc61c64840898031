/**
 * The Opus packets of an Ogg Opus file (RFC 7845), in order, without the two header packets.
 * Each packet is one RTP payload; our own files hold 20 ms in each. Throws on anything that is not one Ogg Opus stream.
 */
export function oggFrames(file: Buffer): Buffer[] {
  const packets: Buffer[] = []
  let parts: Buffer[] = []
  for (let at = 0; at < file.length; ) {
    if (file.length - at < 27 || file.toString('latin1', at, at + 4) !== 'OggS') throw new Error('not an Ogg file')
    const segments = file[at + 26] ?? 0
    let body = at + 27 + segments
    for (const size of file.subarray(at + 27, body)) {
      parts.push(file.subarray(body, body + size))
      body += size
      // A segment of 255 bytes goes on in the next one, over the page's end as well.
      if (size < 255) {
        packets.push(Buffer.concat(parts))
        parts = []
      }
    }
    if (body > file.length) throw new Error('the Ogg file ends within a page')
    at = body
  }
  if (packets[0]?.toString('latin1', 0, 8) !== 'OpusHead') throw new Error('the Ogg file holds no Opus')
  return packets.slice(2)
}
