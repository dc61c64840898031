import type { SoundChoice } from './devices.ts'

/** Why there is no microphone, exactly: each has its own words and its own remedy. */
export const MICROPHONE_FAULTS = ['blocked', 'missing', 'inUse', 'insecure', 'lost', 'unknown'] as const
export type MicrophoneFault = (typeof MICROPHONE_FAULTS)[number]

export type MicrophoneState = { readonly is: 'closed' } | { readonly is: 'open' } | { readonly is: 'fault'; readonly why: MicrophoneFault }

/**
 * The microphone of a shift: opened once and kept, so that answering need not wait for it. What it hears goes nowhere outside a call.
 * A call takes a copy of its track, so that mute in one place cannot be undone in another.
 */
export interface Microphone {
  readonly state: () => MicrophoneState
  /** Opens, or opens anew with another choice; the device falls back to the default when the chosen one cannot be had. */
  readonly open: (choice: SoundChoice) => Promise<MicrophoneState>
  /** A stream with a copy of the track for one call; null while closed. Whoever takes it stops it. */
  readonly take: () => MediaStream | null
  /** Looks whether the track still lives; a dead one becomes a fault. */
  readonly check: () => MicrophoneState
  readonly close: () => void
}

/** `onChange` hears of every change of state, and of each newly opened track. */
export function makeMicrophone(onChange: (state: MicrophoneState) => void): Microphone {
  let stream: MediaStream | null = null
  let state: MicrophoneState = { is: 'closed' }
  let asked = 0

  function enter(next: MicrophoneState): MicrophoneState {
    state = next
    onChange(next)
    return next
  }

  function release() {
    for (const track of stream?.getTracks() ?? []) {
      track.onended = null
      track.stop()
    }
    stream = null
  }

  return {
    state: () => state,
    async open(choice) {
      asked += 1
      const mine = asked
      const opened = await get(choice)
      if (mine !== asked) {
        // overtaken by a newer choice, or closed meanwhile
        if ('stream' in opened) for (const track of opened.stream.getTracks()) track.stop()
        return state
      }
      if ('why' in opened) {
        release()
        return enter({ is: 'fault', why: opened.why })
      }
      release()
      stream = opened.stream
      const track = stream.getAudioTracks()[0]
      if (track) track.onended = () => enter({ is: 'fault', why: 'lost' })
      return enter({ is: 'open' })
    },
    take() {
      const track = stream?.getAudioTracks()[0]
      if (track?.readyState !== 'live') return null
      const copy = track.clone()
      copy.enabled = true
      return new MediaStream([copy])
    },
    check() {
      if (state.is === 'open' && stream?.getAudioTracks()[0]?.readyState !== 'live') return enter({ is: 'fault', why: 'lost' })
      return state
    },
    close() {
      asked += 1
      release()
      enter({ is: 'closed' })
    },
  }
}

async function get(choice: SoundChoice): Promise<{ readonly stream: MediaStream } | { readonly why: MicrophoneFault }> {
  // absent on pages that are neither https nor on this very machine
  if (!navigator.mediaDevices) return { why: 'insecure' }
  const { echoCancellation, noiseSuppression, autoGainControl } = choice
  const wishes = { echoCancellation, noiseSuppression, autoGainControl, channelCount: 1 }
  try {
    return { stream: await navigator.mediaDevices.getUserMedia({ audio: { ...wishes, ...exactly(choice.microphone) } }) }
  } catch (error) {
    const why = faultOf(error)
    if (choice.microphone === '' || why === 'blocked') return { why }
    return get({ ...choice, microphone: '' })
  }
}

const exactly = (deviceId: string) => (deviceId === '' ? {} : { deviceId: { exact: deviceId } })

/** The browser's error in our words. */
export function faultOf(error: unknown): MicrophoneFault {
  switch (error instanceof Error || error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      return 'blocked'
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'missing'
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'inUse'
    case 'SecurityError':
      return 'insecure'
    default:
      return 'unknown'
  }
}
