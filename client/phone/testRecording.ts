import type { SoundChoice } from './devices.ts'

const RECORD_MS = 5_000

/**
 * Records five seconds with the chosen settings and plays them back. The recording is in memory only, never in a file or a request,
 * and is dropped when it has been played. Returns how to stop and drop it at once.
 */
export function makeTestRecording(
  choice: SoundChoice,
  output: string,
  onStep: (step: 'idle' | 'recording' | 'playing' | 'failed') => void,
): () => void {
  let stopped = false
  let release = () => {}

  async function run() {
    const { echoCancellation, noiseSuppression, autoGainControl, microphone } = choice
    const device = microphone === '' ? {} : { deviceId: { exact: microphone } }
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation, noiseSuppression, autoGainControl, ...device },
    })
    const parts: Blob[] = []
    const recorder = new MediaRecorder(stream)
    recorder.ondataavailable = ({ data }) => parts.push(data)
    const recorded = new Promise<void>((resolve) => {
      recorder.onstop = () => resolve()
    })
    const timer = setTimeout(() => recorder.state !== 'inactive' && recorder.stop(), RECORD_MS)
    release = () => {
      clearTimeout(timer)
      if (recorder.state !== 'inactive') recorder.stop()
      for (const track of stream.getTracks()) track.stop()
    }
    onStep('recording')
    recorder.start()
    await recorded
    release()
    if (stopped) return
    onStep('playing')
    await play(new Blob(parts, { type: recorder.mimeType }))
  }

  async function play(sound: Blob) {
    const url = URL.createObjectURL(sound)
    const element = new Audio(url)
    const drop = () => {
      element.pause()
      element.removeAttribute('src')
      URL.revokeObjectURL(url)
    }
    release = drop
    if (output !== '' && typeof element.setSinkId === 'function') await element.setSinkId(output).catch(() => {})
    const over = new Promise<void>((resolve) => {
      element.onended = element.onerror = () => resolve()
    })
    await element.play()
    await over
    drop()
  }

  run().then(
    () => !stopped && onStep('idle'),
    () => {
      release()
      if (!stopped) onStep('failed')
    },
  )
  return () => {
    stopped = true
    release()
  }
}
