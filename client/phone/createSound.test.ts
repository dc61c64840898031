import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SipCall } from '../ui/sipCall.ts'
import { createSound } from './createSound.ts'
import { fakeCall } from './testing/fakes.ts'

/** A computer whose devices a test plugs in and out. */
class FakeMedia extends EventTarget {
  devices = ['default', 'headset', 'built-in']
  asked: string[] = []
  refuse: string | null = null
  opened: FakeTrack | undefined

  async enumerateDevices() {
    return ['audioinput', 'audiooutput'].flatMap((kind) => this.devices.map((deviceId) => ({ kind, deviceId, label: deviceId })))
  }
  async getUserMedia({ audio }: { audio: { deviceId?: { exact: string } } }) {
    const id = audio.deviceId?.exact ?? ''
    this.asked.push(id)
    if (this.refuse) throw new DOMException('no', this.refuse)
    if (id !== '' && !this.devices.includes(id)) throw new DOMException('no', 'OverconstrainedError')
    this.opened = new FakeTrack(id)
    return new FakeStream([this.opened])
  }
  plug(...devices: string[]) {
    this.devices = ['default', ...devices]
    this.dispatchEvent(new Event('devicechange'))
  }
}

class FakeTrack {
  kind = 'audio'
  enabled = true
  readyState = 'live'
  onended: (() => void) | null = null
  constructor(readonly device: string) {}
  clone() {
    return new FakeTrack(this.device)
  }
  stop() {
    this.readyState = 'ended'
  }
}

class FakeStream {
  constructor(readonly tracks: FakeTrack[]) {}
  getTracks = () => this.tracks
  getAudioTracks = () => this.tracks
}

let media: FakeMedia
let dispose = () => {}
let kept: Record<string, string>

function sound() {
  return createRoot((off) => {
    dispose = off
    return createSound()
  })
}

/** A call that notes which microphone and which output it was given. */
function listening() {
  const mics: FakeTrack[] = []
  const outputs: string[] = []
  const call: SipCall = {
    ...fakeCall('up').call,
    async replaceTrack(track) {
      mics.push(track as unknown as FakeTrack)
      return { ok: true, value: undefined }
    },
    async setOutput(id) {
      outputs.push(id)
      return true
    },
  }
  return { call, mics, outputs }
}

beforeEach(() => {
  media = new FakeMedia()
  kept = {}
  vi.stubGlobal('navigator', { mediaDevices: media })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept[key] ?? null,
    setItem(key: string, value: string) {
      kept[key] = value
    },
  })
  vi.stubGlobal('MediaStream', FakeStream)
  const node = { connect: () => node, gain: { value: 1 } }
  vi.stubGlobal(
    'AudioContext',
    class {
      createGain = () => node
      createMediaStreamDestination = () => ({ ...node, stream: {} })
      close = async () => {}
    },
  )
  vi.stubGlobal(
    'Audio',
    class {
      srcObject = null
      setSinkId = async () => {}
      pause() {}
    },
  )
})
afterEach(() => {
  dispose()
  vi.unstubAllGlobals()
})

const used = () => media.asked.at(-1)

describe('the microphone', () => {
  it('is the chosen one while it is there, the default while it is not, and the chosen one again when it is back', async () => {
    const own = sound()
    own.choose({ microphone: 'headset' })
    await own.open()
    expect(used()).toBe('headset')
    const { call, mics } = listening()
    own.prepare(call)
    own.take(call)

    media.plug('built-in')
    await vi.waitFor(() => expect(mics.at(-1)?.device).toBe(''))
    expect(own.choice().microphone).toBe('headset')

    media.plug('built-in', 'headset')
    await vi.waitFor(() => expect(mics.at(-1)?.device).toBe('headset'))
    expect(mics.at(-1)?.readyState).toBe('live')
  })

  it('reaches the call silent, so that a device change opens nothing that was muted', async () => {
    const own = sound()
    await own.open()
    const { call, mics } = listening()
    own.prepare(call)
    own.take(call)
    own.choose({ microphone: 'built-in' })
    await vi.waitFor(() => expect(mics.length).toBe(1))
    expect(mics[0]).toMatchObject({ device: 'built-in', enabled: false })
  })

  it('that ends by itself is opened anew, and a call gets the new one', async () => {
    const own = sound()
    await own.open()
    const { call, mics } = listening()
    own.prepare(call)
    own.take(call)
    const lost = media.opened
    lost?.stop()
    lost?.onended?.()
    await vi.waitFor(() => expect(mics.length).toBe(1))
    expect(media.opened).not.toBe(lost)
    expect(own.microphone().is).toBe('open')
  })

  it.each([
    ['NotAllowedError', 'blocked'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'inUse'],
    ['SecurityError', 'insecure'],
  ] as const)('%s is said as %s', async (error, why) => {
    media.refuse = error
    const own = sound()
    expect(await own.open()).toEqual({ is: 'fault', why })
    expect(own.microphone()).toEqual({ is: 'fault', why })
  })

  it('is let go with the page', async () => {
    const own = sound()
    await own.open()
    const { call } = listening()
    own.prepare(call)
    const stream = own.take(call) as unknown as FakeStream
    dispose()
    expect(stream.tracks[0]?.readyState).toBe('ended')
    expect(own.microphone().is).toBe('closed')
  })
})

describe('outputs', () => {
  it('a call plays on the chosen headphones, on the default while they are gone, and on them again when they are back', async () => {
    const own = sound()
    own.choose({ output: 'headset' })
    await own.open()
    const { call, outputs } = listening()
    own.prepare(call)
    expect(outputs.at(-1)).toBe('headset')
    media.plug('built-in')
    await vi.waitFor(() => expect(outputs.at(-1)).toBe(''))
    media.plug('built-in', 'headset')
    await vi.waitFor(() => expect(outputs.at(-1)).toBe('headset'))
  })

  it('the choice is kept for the next load', () => {
    sound().choose({ ring: 'built-in', ringVolume: 0.4 })
    dispose()
    expect(sound().choice()).toMatchObject({ ring: 'built-in', ringVolume: 0.4 })
  })
})
