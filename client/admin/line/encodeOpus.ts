import { AudioSample, AudioSampleSource, BufferTarget, canEncodeAudio, OggOutputFormat, Output, Quality } from 'mediabunny'
import { RATE } from './sound.ts'

/** What the player needs: Opus with frames of 20 ms, which is what browsers make unless told otherwise. The server reads it before it keeps it. */
const FORMAT = { numberOfChannels: 1, sampleRate: RATE, quality: new Quality({ bitrate: 32_000 }) }

/** Whether this browser can encode Opus. */
export const canEncode = (): Promise<boolean> => canEncodeAudio('opus', FORMAT)

/** An Ogg Opus file of these samples, one channel at `RATE`. Rejects when the browser gives up. */
export async function encodeOpus(samples: Float32Array<ArrayBuffer>): Promise<Blob> {
  const target = new BufferTarget()
  const output = new Output({ format: new OggOutputFormat(), target })
  const source = new AudioSampleSource({ codec: 'opus', quality: FORMAT.quality })
  output.addAudioTrack(source)
  await output.start()
  const sample = new AudioSample({ data: samples, format: 'f32', numberOfChannels: 1, sampleRate: RATE, timestamp: 0 })
  await source.add(sample)
  sample.close()
  await output.finalize()
  if (!target.buffer) throw new Error('encodeOpus: nothing was written')
  return new Blob([target.buffer], { type: 'audio/ogg' })
}
