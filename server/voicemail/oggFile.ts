import { setImmediate as others } from 'node:timers/promises'
import { samplesOf } from './packets.ts'

const RATE = 48_000
/** So many packets take a millisecond or two; then the voices of calls go before. */
const AT_ONCE = 200

/** An Ogg Opus file in memory (RFC 7845), mono, of packets that follow each other. */
export async function oggFile(packets: readonly Buffer[]): Promise<Buffer> {
  // Not before a message is kept: it is large, and a start need not wait for it.
  const { BufferTarget, EncodedAudioPacketSource, EncodedPacket, OggOutputFormat, Output } = await import('mediabunny')
  const target = new BufferTarget()
  const output = new Output({ format: new OggOutputFormat(), target })
  const source = new EncodedAudioPacketSource('opus')
  output.addAudioTrack(source)
  await output.start()
  const meta = { decoderConfig: { codec: 'opus', sampleRate: RATE, numberOfChannels: 1, description: identification() } }
  let at = 0
  for (const [number, packet] of packets.entries()) {
    if (number % AT_ONCE === 0) await others()
    const samples = samplesOf(packet)
    await source.add(new EncodedPacket(packet, 'key', at / RATE, samples / RATE), meta)
    at += samples
  }
  await output.finalize()
  if (!target.buffer) throw new Error('voicemail: the file could not be made')
  return Buffer.from(target.buffer)
}

/** OpusHead (RFC 7845, 5.1). Nothing is skipped at the start: the stream was running before. */
function identification(): Buffer {
  const head = Buffer.alloc(19)
  head.write('OpusHead', 0, 'latin1')
  head.writeUInt8(1, 8)
  head.writeUInt8(1, 9)
  head.writeUInt32LE(RATE, 12)
  return head
}
