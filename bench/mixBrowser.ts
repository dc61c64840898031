import { launch } from './browser.ts'

const BURSTS = 20

/**
 * The other way to let three hear each other: the advisor's browser mixes. One page plays all three, each over its own
 * RTCPeerConnection; gives how much later each burst of the first is heard by the third than over a connection of their own, in ms.
 */
export async function mixInBrowser(): Promise<number[]> {
  const browser = await launch()
  try {
    const page = await (await browser.newContext()).newPage()
    // The loader that runs these files marks functions with a helper that a page does not have.
    await page.addInitScript('globalThis.__name = (marked) => marked')
    // Sound is worked on in secure pages only, and localhost is one.
    await page.route('http://localhost/', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
    await page.goto('http://localhost/')
    return await page.evaluate(inPage, BURSTS)
  } finally {
    await browser.close()
  }
}

async function inPage(bursts: number): Promise<number[]> {
  const context = new AudioContext({ sampleRate: 48_000 })
  await context.resume()

  async function send(stream: MediaStream): Promise<MediaStream> {
    const [from, to] = [new RTCPeerConnection(), new RTCPeerConnection()]
    from.onicecandidate = ({ candidate }) => void to.addIceCandidate(candidate ?? undefined)
    to.onicecandidate = ({ candidate }) => void from.addIceCandidate(candidate ?? undefined)
    const got = new Promise<MediaStream>((resolve) => {
      to.ontrack = ({ track }) => resolve(new MediaStream([track]))
    })
    for (const track of stream.getAudioTracks()) from.addTrack(track, stream)
    await from.setLocalDescription(await from.createOffer())
    await to.setRemoteDescription(from.localDescription as RTCSessionDescription)
    await to.setLocalDescription(await to.createAnswer())
    await from.setRemoteDescription(to.localDescription as RTCSessionDescription)
    const stream2 = await got
    // Chromium lets a stream from afar flow into Web Audio only when an element plays it as well.
    const element = new Audio()
    element.muted = true
    element.srcObject = stream2
    await element.play()
    return stream2
  }
  const into = (...nodes: AudioNode[]): MediaStream => {
    const destination = context.createMediaStreamDestination()
    for (const node of nodes) node.connect(destination)
    return destination.stream
  }
  const from = (stream: MediaStream): AudioNode => context.createMediaStreamSource(stream)

  const tone = new OscillatorNode(context, { frequency: 1_000 })
  const burst = new GainNode(context, { gain: 0 })
  tone.connect(burst)
  tone.start()
  const other = new OscillatorNode(context, { frequency: 300 })
  const quiet = new GainNode(context, { gain: 0.01 })
  other.connect(quiet)
  other.start()

  const [first, second] = [into(burst), into(quiet)]
  const direct = await send(first)
  const mixed = into(from(await send(first)), from(await send(second)))
  const third = await send(mixed)

  const ear = `registerProcessor('ear', class extends AudioWorkletProcessor {
    process(inputs) {
      inputs.forEach((input, which) => {
        const at = (input[0] ?? []).findIndex((sample) => Math.abs(sample) > 0.1)
        if (at >= 0) this.port.postMessage({ which, at: currentTime + at / sampleRate })
      })
      return true
    }
  })`
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([ear], { type: 'text/javascript' })))
  const ears = new AudioWorkletNode(context, 'ear', { numberOfInputs: 2 })
  from(direct).connect(ears, 0, 0)
  from(third).connect(ears, 0, 1)
  const onsets: number[][] = [[], []]
  ears.port.onmessage = ({ data }: MessageEvent<{ which: number; at: number }>) => void onsets[data.which]?.push(data.at)

  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  await pause(3_000)
  const added: number[] = []
  for (let i = 0; i < bursts; i++) {
    for (const each of onsets) each.length = 0
    burst.gain.setValueAtTime(0.4, context.currentTime)
    await pause(150)
    burst.gain.setValueAtTime(0, context.currentTime)
    await pause(850)
    const [straight, around] = onsets.map((each) => each[0])
    if (straight !== undefined && around !== undefined) added.push((around - straight) * 1000)
  }
  return added
}
