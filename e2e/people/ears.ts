import { expect } from '@playwright/test'

/** A page of whichever browser, in which code can be run. */
export interface Evaluates {
  evaluate(run: (wantedHz: number) => Promise<Heard | null>, wantedHz: number): Promise<Heard | null>
}

/** What a page hears in its call, by its own statistics and by the sound itself. */
export interface Heard {
  /** Packets and energy of inbound audio so far, from getStats. */
  readonly packets: number
  readonly energy: number
  /** Loudest frequency in the last half second, in Hz, and how loud, in dB below full scale. */
  readonly hz: number
  readonly dB: number
  /** How loud the asked-for frequency was. */
  readonly wantedDb: number
}

/** Keeps every connection that a page makes, so that a test can listen to it. Runs in the page before its own code. */
export function listenIn(): void {
  const peers: RTCPeerConnection[] = []
  const Native = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Native {
    constructor(...args: ConstructorParameters<typeof RTCPeerConnection>) {
      super(...args)
      peers.push(this)
    }
  }
  Object.assign(window, { testPeers: peers, testEars: new WeakMap<MediaStreamTrack, AnalyserNode>() })
}

/** Listens for half a second to the page's live call; null while there is none. */
export function hear(page: Evaluates, wantedHz: number): Promise<Heard | null> {
  return page.evaluate(async (wanted) => {
    const { testPeers, testEars } = window as unknown as {
      testPeers: RTCPeerConnection[]
      testEars: WeakMap<MediaStreamTrack, AnalyserNode>
    }
    const peer = testPeers.findLast(({ connectionState }) => connectionState === 'connected')
    const track = peer?.getReceivers().find((receiver) => receiver.track.kind === 'audio')?.track
    if (!peer || !track) return null
    let ear = testEars.get(track)
    if (!ear) {
      const context = new AudioContext()
      ear = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0 })
      context.createMediaStreamSource(new MediaStream([track])).connect(ear)
      await context.resume()
      testEars.set(track, ear)
    }
    const bins = new Float32Array(ear.frequencyBinCount)
    const loudest = new Float32Array(ear.frequencyBinCount).fill(-200)
    for (let window = 0; window < 12; window++) {
      await new Promise((resolve) => setTimeout(resolve, 45))
      ear.getFloatFrequencyData(bins)
      for (const [bin, level] of bins.entries()) loudest[bin] = Math.max(loudest[bin] ?? -200, level)
    }
    const width = ear.context.sampleRate / ear.fftSize
    // Below 80 Hz there is only hum.
    let best = Math.ceil(80 / width)
    for (let bin = best; bin < loudest.length; bin++) if ((loudest[bin] ?? -200) > (loudest[best] ?? -200)) best = bin
    const near = Math.round(wanted / width)
    const report = [...(await peer.getStats()).values()].find(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio')
    return {
      packets: Number(report?.packetsReceived ?? 0),
      energy: Number(report?.totalAudioEnergy ?? 0),
      hz: best * width,
      dB: loudest[best] ?? -200,
      wantedDb: Math.max(...loudest.slice(near - 2, near + 3)),
    }
  }, wantedHz)
}

/** How long sound may take to come or go, in ms. */
const HEAR_MS = 20_000
/** Half a bin and what a codec and a clock may shift. */
const NEAR_HZ = 20
/** Quieter than this is nobody's voice: a tone that is heard is above -40, one that is cut off is not there at all. */
const SILENT_DB = -65

/** Waits until the page hears this tone above all others, and packets and energy grow meanwhile. */
export async function expectHears(page: Evaluates, hz: number, who: string, timeout = HEAR_MS): Promise<void> {
  let last: Heard | null = null
  await expect
    .poll(
      async () => {
        const before = last
        last = await hear(page, hz)
        if (!last || !before) return 'no call'
        if (last.packets <= before.packets || last.energy <= before.energy) return 'nothing comes in'
        return Math.abs(last.hz - hz) < NEAR_HZ ? 'heard' : `${Math.round(last.hz)} Hz at ${Math.round(last.dB)} dB`
      },
      { message: `${who} should hear ${hz} Hz`, timeout, intervals: [50] },
    )
    .toBe('heard')
}

/** Waits until packets and sound come in. */
export async function expectHearsSomething(page: Evaluates, who: string, timeout = HEAR_MS): Promise<void> {
  let last: Heard | null = null
  await expect
    .poll(
      async () => {
        const before = last
        last = await hear(page, 1_000)
        if (!last || !before) return 'no call'
        return last.packets > before.packets && last.energy > before.energy ? 'heard' : 'nothing comes in'
      },
      { message: `${who} should hear something`, timeout, intervals: [50] },
    )
    .toBe('heard')
}

/** Waits until nothing of this tone is left, for a whole second. The call itself must be there. */
export async function expectDoesNotHear(page: Evaluates, hz: number, who: string, timeout = HEAR_MS): Promise<void> {
  let quiet = 0
  await expect
    .poll(
      async () => {
        const heard = await hear(page, hz)
        if (!heard) return 'no call'
        quiet = heard.wantedDb < SILENT_DB ? quiet + 1 : 0
        return quiet >= 2 ? 'silent' : `${Math.round(heard.wantedDb)} dB`
      },
      { message: `${who} should not hear ${hz} Hz`, timeout, intervals: [50] },
    )
    .toBe('silent')
}
