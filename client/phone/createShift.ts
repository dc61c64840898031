import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import type { Advisor, AdvisorStateName } from '../../shared/floor/model.ts'
import { PHONE_GONE_MS } from '../../shared/limits.ts'
import type { Ack } from '../../shared/wire.ts'
import { askForNotifications } from './alert.ts'
import { runShiftChecks, type ShiftRun } from './shift.ts'
import { type CheckParts, makeShiftChecks } from './shiftChecks.ts'
import { until } from './until.ts'

/**
 *   off -> starting -> on -> displaced        the phone in this page; `displaced`: a newer page has it
 *    ^        |        |         |
 *    +--------+--------+         +-> starting
 */
export type PagePhase = 'off' | 'starting' | 'on' | 'displaced'

/** How long the server may take to see a registration again after it came back, in ms. */
const REGISTER_MS = 10_000

export interface Shift {
  readonly phase: Accessor<PagePhase>
  /** The checks while they run, and after one has failed. */
  readonly run: Accessor<ShiftRun | undefined>
  /** Whether desktop notifications may be shown; undefined before anyone has asked. */
  readonly notifications: Accessor<boolean | undefined>
  /** The microphone failed, and the advisor was paused so that no caller meets silence. */
  readonly pausedByFault: Accessor<boolean>
  readonly refusal: Accessor<Refusal | undefined>
  readonly press: () => Promise<void>
  readonly start: () => Promise<boolean>
  readonly end: () => Promise<void>
  readonly resumeOnLoad: () => Promise<void>
}

export interface ShiftParts extends CheckParts {
  readonly advisor: Accessor<Advisor | undefined>
  readonly inCall: Accessor<boolean>
}

/** The shift in this page: takes the phone, gives it up to a newer page, and comes back after the server was away. */
export function createShift(parts: ShiftParts): Shift {
  const { instance, live, line, sound, advisor, state, ownership } = parts
  const [phase, setPhase] = createSignal<PagePhase>('off')
  const [run, setRun] = createSignal<ShiftRun>()
  const [notifications, setNotifications] = createSignal<boolean>()
  const [pausedByFault, setPausedByFault] = createSignal(false)
  const [refusal, setRefusal] = createSignal<Refusal>()
  const checks = makeShiftChecks(parts)
  let owned = false
  let starting: Promise<boolean> | undefined
  let forgetFirstGesture = () => {}

  function shut(next: PagePhase) {
    line.close()
    owned = false
    if (!parts.inCall()) sound.close()
    setPhase(next)
  }

  /** A press while the checks run waits for the same checks. */
  function start(): Promise<boolean> {
    starting ??= check().finally(() => {
      starting = undefined
    })
    return starting
  }

  async function check(): Promise<boolean> {
    forgetFirstGesture()
    setRefusal(undefined)
    setPausedByFault(false)
    setPhase('starting')
    void askForNotifications().then(setNotifications)
    const ended = await runShiftChecks(checks, setRun)
    if (ended.fault) {
      shut('off')
      return false
    }
    setPhase('on')
    setRun(undefined)
    return true
  }

  async function act(event: 'advisor:ready' | 'advisor:pause' | 'advisor:offline'): Promise<void> {
    setRefusal(undefined)
    const answer: Ack = await live.request(event)
    if (!answer.ok) setRefusal(answer.refusal)
  }

  async function getReady() {
    setPausedByFault(false)
    if (ownership() === 'elsewhere' && advisor()?.phone?.ready) return act('advisor:ready')
    const inOrder = phase() === 'on' && ownership() === 'here' && sound.ring.isUnlocked() && sound.microphone().is === 'open'
    if (inOrder || (await start())) await act('advisor:ready')
  }

  async function press() {
    switch (state()) {
      case 'offline':
        await start()
        return
      case 'available':
        return act('advisor:pause')
      case 'afterCall':
      case 'paused':
        return getReady()
      case 'offered':
      case 'talking':
        return
    }
  }

  createEffect(() => {
    const phone = advisor()?.phone
    if (phase() !== 'on' || !live.connected()) return
    if (phone?.instance === instance) owned = true
    else if (owned && phone) shut('displaced')
  })

  let before: AdvisorStateName = 'offline'
  let lostAt: number | null = null
  createEffect(() => {
    const connected = live.connected()
    const now = state()
    if (!connected) {
      lostAt ??= Date.now()
      return
    }
    // By the clock of the day, for the other stands still while a machine sleeps; one that was set back meanwhile says nothing.
    const goneMs = lostAt === null ? Number.NaN : Date.now() - lostAt
    const cameBack = goneMs >= 0 && goneMs < PHONE_GONE_MS
    lostAt = null
    if (now === 'offline' && before !== 'offline' && phase() === 'on') {
      if (cameBack) void resume(before)
      else shut('off')
    }
    before = now
  })

  /** The server came back without knowing of the shift: it is started again, as it was. */
  async function resume(was: AdvisorStateName) {
    line.wake()
    await until(() => ownership() === 'here', REGISTER_MS)
    if (!(await live.request('shift:start', { instance })).ok) return shut('off')
    if (was === 'paused' || was === 'afterCall') await act('advisor:pause')
  }

  createEffect(() => {
    if (sound.microphone().is !== 'fault' || phase() !== 'on' || state() !== 'available' || ownership() !== 'here') return
    setPausedByFault(true)
    void act('advisor:pause')
  })

  async function resumeOnLoad() {
    if (!(await until(live.known, PHONE_GONE_MS))) return
    if (state() === 'offline' || ownership() === 'inCallElsewhere' || phase() !== 'off') return
    const allowed = await navigator.permissions?.query({ name: 'microphone' as PermissionName }).catch(() => null)
    if (allowed?.state !== 'granted') return
    if (await sound.ring.unlock()) {
      await start()
      return
    }
    // without a gesture there is no sound; the first one, wherever it falls, is enough, unless another page has the phone
    const events = ['pointerdown', 'keydown'] as const
    const first = () => {
      forgetFirstGesture()
      if (phase() === 'off' && state() !== 'offline' && ownership() === 'none') void start()
    }
    forgetFirstGesture = () => {
      for (const event of events) document.removeEventListener(event, first, true)
    }
    for (const event of events) document.addEventListener(event, first, true)
  }
  onCleanup(() => forgetFirstGesture())

  return { phase, run, notifications, pausedByFault, refusal, press, start, end: () => act('advisor:offline'), resumeOnLoad }
}
