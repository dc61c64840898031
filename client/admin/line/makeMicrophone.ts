import { faultOf, type MicrophoneFault } from '../../phone/microphone.ts'

/** A microphone that records; must be stopped or dropped, and is closed then. */
export interface RecordingMicrophone {
  /** How loud it is now, 0 to 1, as ears count: a whisper is a fifth of a shout, not a thousandth. */
  level(): number
  /** Ends the recording and gives it. */
  stop(): Promise<Blob>
  /** Ends it and keeps nothing. */
  drop(): void
}

/** Opens the microphone and records at once, into memory alone. */
export async function makeMicrophone(): Promise<RecordingMicrophone | MicrophoneFault> {
  if (!navigator.mediaDevices) return 'insecure'
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      // the level is set afterwards, evenly over the whole recording
      audio: { channelCount: 1, echoCancellation: false, noiseSuppression: true, autoGainControl: false },
    })
    return record(stream)
  } catch (error) {
    return faultOf(error)
  }
}

function record(stream: MediaStream): RecordingMicrophone {
  const context = new AudioContext()
  const ear = new AnalyserNode(context, { fftSize: 1024 })
  context.createMediaStreamSource(stream).connect(ear)
  const samples = new Float32Array(ear.fftSize)
  const parts: Blob[] = []
  const recorder = new MediaRecorder(stream, { audioBitsPerSecond: 128_000 })
  recorder.ondataavailable = ({ data }) => parts.push(data)
  const stopped = new Promise<void>((resolve) => {
    recorder.onstop = () => resolve()
  })
  recorder.start()

  function release() {
    if (recorder.state !== 'inactive') recorder.stop()
    for (const track of stream.getTracks()) track.stop()
    if (context.state !== 'closed') void context.close()
  }

  return {
    level() {
      ear.getFloatTimeDomainData(samples)
      return Math.sqrt(samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0))
    },
    async stop() {
      release()
      await stopped
      return new Blob(parts, { type: recorder.mimeType })
    },
    drop: release,
  }
}
