import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import type { SipCall } from '../ui/sipCall.ts'
import { type Devices, loadChoice, noDevices, present, readDevices, type SoundChoice, saveChoice } from './devices.ts'
import { type MicrophoneState, makeMicrophone } from './microphone.ts'
import { makeRing, type Ring } from './ring.ts'

/** How often an open microphone is looked at, in ms; the browser also tells by itself when it ends. */
const CHECK_MS = 30_000

export interface Sound {
  readonly choice: Accessor<SoundChoice>
  /** Keeps the choice and uses it at once, in a call too. Never changes what is muted. */
  readonly choose: (patch: Partial<SoundChoice>) => void
  readonly devices: Accessor<Devices>
  readonly microphone: Accessor<MicrophoneState>
  readonly ring: Ring
  readonly open: () => Promise<MicrophoneState>
  /** Looks at the microphone again, and opens it anew if it has died. */
  readonly check: () => Promise<MicrophoneState>
  /** Sets the output of a call that rings, and has the microphone at hand, so that answering waits for nothing. */
  readonly prepare: (call: SipCall) => void
  /** What the microphone gives for this call; null when there is no microphone. */
  readonly take: (call: SipCall) => MediaStream | null
  /** The call has ended. */
  readonly letGo: () => void
  readonly close: () => void
}

/** Microphone, outputs and ring of one phone page; follows what is plugged in and out. Lets go of all with its owner. */
export function createSound(): Sound {
  const [choice, setChoice] = createSignal(loadChoice(localStorage))
  const [devices, setDevices] = createSignal<Devices>(noDevices)
  const [microphone, setMicrophone] = createSignal<MicrophoneState>({ is: 'closed' })
  const mic = makeMicrophone(changed)
  const ring = makeRing()
  let inCall: { readonly call: SipCall; stream: MediaStream | null } | null = null
  /** The microphone that is open now, '' for the default. */
  let opened = ''

  const wanted = (): SoundChoice => ({ ...choice(), microphone: present(choice().microphone, devices().microphones) })

  function changed(state: MicrophoneState) {
    setMicrophone(state)
    if (state.is === 'fault' && state.why === 'lost') void list().then(open)
  }

  async function list() {
    const listed = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? []
    setDevices(readDevices(listed))
  }

  async function open(): Promise<MicrophoneState> {
    await list()
    const wish = wanted()
    const state = await mic.open(wish)
    opened = wish.microphone
    // labels and ids are told only once the microphone has been allowed
    await list()
    if (state.is === 'open') await feedCall()
    const kept = present(choice().microphone, devices().microphones)
    return state.is === 'open' && kept !== opened && kept !== '' ? reopen() : state
  }

  async function reopen(): Promise<MicrophoneState> {
    const wish = wanted()
    opened = wish.microphone
    const state = await mic.open(wish)
    if (state.is === 'open') await feedCall()
    return state
  }

  /** The running call gets a copy of the new track; the old copy is let go only when the new one is in place. */
  async function feedCall() {
    if (!inCall?.stream) return
    const fresh = mic.take()
    const track = fresh?.getAudioTracks()[0]
    if (!fresh || !track) return
    const old = inCall.stream
    // silent until the call has said whether it is muted
    track.enabled = false
    inCall.stream = fresh
    await inCall.call.replaceTrack(track)
    stopAll(old)
  }

  function route() {
    const outputs = devices().outputs
    void ring.setOutput(present(choice().ring, outputs))
    if (inCall) void inCall.call.setOutput(present(choice().output, outputs))
  }

  async function plugged() {
    await list()
    if (mic.state().is === 'closed') return
    if (mic.check().is === 'open' && wanted().microphone === opened) return
    await reopen()
  }

  createEffect(() => ring.setVolume(choice().ringVolume))
  createEffect(on([devices, choice], route))
  const media = navigator.mediaDevices
  media?.addEventListener('devicechange', plugged)
  const looking = setInterval(() => void mic.check(), CHECK_MS)
  void list()
  onCleanup(() => {
    clearInterval(looking)
    media?.removeEventListener('devicechange', plugged)
    letGo()
    mic.close()
    ring.close()
  })

  function letGo() {
    if (inCall?.stream) stopAll(inCall.stream)
    inCall = null
  }

  return {
    choice,
    choose(patch) {
      const before = choice()
      const next = { ...before, ...patch }
      setChoice(next)
      saveChoice(localStorage, next)
      const other = (['microphone', 'echoCancellation', 'noiseSuppression', 'autoGainControl'] as const).some(
        (name) => before[name] !== next[name],
      )
      if (other && mic.state().is !== 'closed') void reopen()
    },
    devices,
    microphone,
    ring,
    open,
    check: async () => (mic.check().is === 'open' ? mic.state() : open()),
    prepare(call) {
      letGo()
      inCall = { call, stream: mic.take() }
      route()
    },
    take(call) {
      const ready = inCall?.call === call ? inCall.stream : null
      if (ready?.getAudioTracks()[0]?.readyState === 'live') return ready
      inCall = { call, stream: mic.take() }
      return inCall.stream
    },
    letGo,
    close() {
      letGo()
      mic.close()
    },
  }
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
