import { createSignal } from 'solid-js'
import type { Change } from '../../../shared/floor/changes.ts'
import { evolve } from '../../../shared/floor/evolve.ts'
import { emptyFloor, type Floor, type Line } from '../../../shared/floor/model.ts'
import { newLineService } from '../../../shared/floor/service.ts'
import type { LiveFloor } from '../../live/floor.ts'
import type { SipCall, SipCallEvent, SipCallPhase } from '../../ui/sipCall.ts'
import type { SipLineState } from '../../ui/softphone.ts'
import type { Line as PhoneLine } from '../createLine.ts'
import type { Sound } from '../createSound.ts'
import { defaultChoice, noDevices } from '../devices.ts'
import type { MicrophoneState } from '../microphone.ts'

/** Twins of the page's surroundings for tests: the same interfaces, in a test's hands. */
export const LINE: Line = {
  id: 'line',
  name: 'Line',
  greeting: '',
  order: 1,
  startedOn: '2026-01-01',
  catchment: 1,
  timeZone: 'Europe/Stockholm',
  ...newLineService,
}
export const ME = 'me'

type Happening = Change extends infer C ? (C extends { readonly at: number } ? Omit<C, 'at'> : never) : never

/** A floor with one line and this advisor, to which a test lets things happen. */
export function fakeLive() {
  const [floor, setFloor] = createSignal<Floor>(emptyFloor)
  const [connected, setConnected] = createSignal(true)
  const asked: unknown[][] = []
  const listeners = new Set<(changes: readonly Change[]) => void>()
  let answer: unknown = { ok: true, value: undefined }
  const happens = (...happenings: Happening[]) => {
    for (const each of happenings) {
      const change = { at: 0, ...each } as Change
      for (const listener of listeners) listener([change])
      setFloor((now) => evolve(now, change))
    }
  }
  happens({ type: 'lineSet', line: LINE }, { type: 'advisorSet', advisor: ME, name: 'Me', lines: [LINE.id], languages: [] })
  const live: LiveFloor = {
    floor,
    figures: () => ({}),
    you: () => null,
    known: () => true,
    connected,
    refused: () => false,
    dataAgeMs: () => 0,
    serverNow: () => 0,
    request: (async (...request: unknown[]) => {
      asked.push(request)
      return answer
    }) as unknown as LiveFloor['request'],
    onChanges(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onMessagesChanged: () => () => {},
    onFormSaved: () => () => {},
    wake() {},
    dispose() {},
  }
  return {
    live,
    asked,
    happens,
    setFloor,
    setConnected,
    answerWith(next: unknown) {
      answer = next
    },
  }
}

/** A call in a test's hands. */
export function fakeCall(phase: SipCallPhase = 'ringing', answersItself = false) {
  const listeners = new Set<(event: SipCallEvent) => void>()
  const did: string[] = []
  let now = phase
  const tell = (event: SipCallEvent) => {
    if (event.type === 'phase') now = event.phase
    if (event.type === 'ended') now = 'ended'
    for (const listener of [...listeners]) listener(event)
  }
  const call: SipCall = {
    phase: () => now,
    answersItself,
    answer() {
      did.push('answer')
      if (now === 'ringing') now = 'connecting'
    },
    end(status = 603) {
      did.push(`end ${status}`)
      tell({ type: 'ended', end: { by: 'us', code: null } })
    },
    setMuted: (muted) => void did.push(`muted ${muted}`),
    isMuted: () => false,
    setHold: async () => true,
    isOnHold: () => false,
    sendKey: () => false,
    returnTicket: () => null,
    replaceTrack: async () => ({ ok: true, value: undefined }),
    setOutput: async () => true,
    repair() {},
    readings: async () => null,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    connection: () => undefined,
  }
  return { call, did, tell }
}

/** Sound without a sound card. `rings` lists what the ring did. */
export function fakeSound() {
  const rings: string[] = []
  const [microphone, setMicrophone] = createSignal<MicrophoneState>({ is: 'closed' })
  let canOpen: MicrophoneState = { is: 'open' }
  const open = async () => {
    setMicrophone(canOpen)
    return canOpen
  }
  const sound: Sound = {
    choice: () => defaultChoice,
    choose() {},
    devices: () => ({ ...noDevices, defaultOutput: 'Speakers' }),
    microphone,
    ring: {
      unlock: async () => true,
      isUnlocked: () => true,
      start: () => void rings.push('start'),
      stop: () => void rings.push('stop'),
      once: async () => true,
      setOutput: async () => true,
      setVolume() {},
      close() {},
    },
    open,
    check: open,
    prepare() {},
    take: () => (microphone().is === 'open' ? ({} as MediaStream) : null),
    letGo: () => void rings.push('letGo'),
    close: () => void setMicrophone({ is: 'closed' }),
  }
  return {
    sound,
    rings,
    setMicrophone,
    openGives(state: MicrophoneState) {
      canOpen = state
    },
  }
}

/** A line that registers at once, or is refused. */
export function fakeLine(register: () => SipLineState = () => 'registered', refusedWith?: number) {
  const [state, setState] = createSignal<SipLineState>('closed')
  const line: PhoneLine = {
    state,
    refusedWith: () => refusedWith,
    open: () => void setState(register()),
    close: () => void setState('closed'),
    wake() {},
  }
  return line
}
