import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import type { Advisor, AdvisorStateName, Call } from '../../shared/floor/model.ts'
import { callOfAdvisor } from '../../shared/floor/questions.ts'
import type { Me } from '../../shared/http.ts'
import { OFFER_MS, PHONE_GONE_MS } from '../../shared/limits.ts'
import type { Ack } from '../../shared/wire.ts'
import type { LiveFloor } from '../live/floor.ts'
import type { SipCall } from '../ui/sipCall.ts'
import { createSipLine, type SipLine, type SipLineState } from '../ui/softphone.ts'
import { askForNotifications, makeAlert } from './alert.ts'
import { createHeadset, type Headset } from './createHeadset.ts'
import { createSound, type Sound } from './createSound.ts'
import { createTalk, type Talk } from './createTalk.ts'
import { canChooseOutput } from './devices.ts'
import { newInstance } from './instance.ts'
import { type Ownership, ownershipOf, type PresenceFault, presenceFault } from './ownership.ts'
import { hasMediaPath, runShiftChecks, type ShiftChecks, type ShiftRun } from './shift.ts'
import { makeWake } from './wake.ts'

/**
 *   off -> starting -> on -> displaced        the phone in this page; `displaced`: a newer page has it
 *    ^        |        |         |
 *    +--------+--------+         +-> starting
 */
export type PagePhase = 'off' | 'starting' | 'on' | 'displaced'

/** What went wrong just now, for the page to put into words. */
export type Trouble = 'answerFailed' | 'holdFailed' | 'unholdFailed' | 'micFaultPaused' | null

export interface Phone {
  readonly advisor: Accessor<Advisor | undefined>
  /** The advisor's state as the server believes it. */
  readonly state: Accessor<AdvisorStateName>
  readonly offered: Accessor<Call | undefined>
  readonly phase: Accessor<PagePhase>
  readonly ownership: Accessor<Ownership>
  readonly fault: Accessor<PresenceFault | null>
  readonly line: Accessor<SipLineState>
  readonly run: Accessor<ShiftRun | undefined>
  readonly notifications: Accessor<boolean | undefined>
  readonly trouble: Accessor<Trouble>
  readonly refusal: Accessor<Refusal | undefined>
  readonly sound: Sound
  readonly talk: Talk
  readonly headset: Headset
  /** The presence button: starts the shift, pauses, gets ready. */
  readonly press: () => Promise<void>
  /** Takes the phone to this page and checks everything; false when something was wrong. Needs a click the first time. */
  readonly start: () => Promise<boolean>
  /** Starts by itself after a load, where the shift goes on and the browser allows sound; else at the first click or key. */
  readonly resumeOnLoad: () => Promise<void>
  readonly endShift: () => Promise<void>
  readonly answer: () => Promise<void>
  readonly end: () => void
  readonly toggleMute: () => void
  readonly toggleHold: () => Promise<void>
}

/** How long the live link and the registration may take when the shift starts, in ms. */
const LINK_MS = 6_000
const REGISTER_MS = 10_000
/** An offer that nobody has withdrawn by then is over all the same. */
const OFFER_END_MS = OFFER_MS + 2_000

/** `words` are asked when a call comes, for title and notification. */
export function createPhone(me: Me, live: LiveFloor, words: () => { readonly incoming: string; readonly notification: string }): Phone {
  const instance = newInstance()
  const [phase, setPhase] = createSignal<PagePhase>('off')
  const [lineState, setLineState] = createSignal<SipLineState>('closed')
  const [run, setRun] = createSignal<ShiftRun>()
  const [notifications, setNotifications] = createSignal<boolean>()
  const [trouble, setTrouble] = createSignal<Trouble>(null)
  const [refusal, setRefusal] = createSignal<Refusal>()
  const sound = createSound()
  const talk = createTalk()
  const alert = makeAlert(() => {})
  let line: SipLine | undefined
  let refusedWith: number | undefined
  let owned = false
  let offerSeen = false
  let offerTimer: ReturnType<typeof setTimeout> | undefined

  const advisor = () => live.floor().advisors[me.id]
  const state = (): AdvisorStateName => advisor()?.state.is ?? 'offline'
  const ownership = createMemo(() => ownershipOf(advisor(), instance))
  const offered = () => {
    const call = callOfAdvisor(live.floor(), me.id)
    return call?.state.is === 'offered' ? call : undefined
  }

  // the line

  function openLine() {
    refusedWith = undefined
    line = createSipLine({
      url: `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/sip`,
      uri: `sip:${me.username}@${location.hostname}`,
      instanceId: instance,
      onIncoming: incoming,
      onState(next, code) {
        refusedWith = code
        setLineState(next)
      },
    })
    setLineState(line.state())
  }

  function shutLine(next: PagePhase) {
    line?.close()
    line = undefined
    owned = false
    setLineState('closed')
    if (!talk.call()) sound.close()
    setPhase(next)
  }

  // an offer

  function incoming(call: SipCall) {
    if (talk.call()) return call.end(486)
    offerSeen = offered() !== undefined
    talk.follow(call, calmDown)
    sound.prepare(call)
    setTrouble(null)
    clearTimeout(offerTimer)
    offerTimer = setTimeout(() => giveUp(call), OFFER_END_MS)
    if (state() !== 'talking' && state() !== 'afterCall') sound.ring.start()
    alert.start({ title: words().incoming, body: words().notification })
  }

  function quiet() {
    clearTimeout(offerTimer)
    sound.ring.stop()
    alert.stop()
  }

  function calmDown() {
    quiet()
    sound.letGo()
    if (phase() === 'off' || phase() === 'displaced') sound.close()
  }

  function giveUp(call: SipCall) {
    if (call.phase() === 'ringing') call.end(480)
  }

  createEffect(() => {
    const here = offered() !== undefined
    const call = talk.call()
    if (here) offerSeen = true
    else if (offerSeen && call && live.connected()) giveUp(call)
  })

  async function answer() {
    const call = talk.call()
    if (call?.phase() !== 'ringing') return
    quiet()
    let stream = sound.take(call)
    if (!stream && (await sound.open()).is === 'open') stream = sound.take(call)
    if (stream) return call.answer(stream)
    setTrouble('answerFailed')
    call.end(480)
  }

  async function toggleHold() {
    const call = talk.call()
    if (!call) return
    const hold = !call.isOnHold()
    setTrouble(null)
    if (!(await call.setHold(hold)) && talk.call() === call) setTrouble(hold ? 'holdFailed' : 'unholdFailed')
  }

  // the shift

  const checks: ShiftChecks = {
    async sound() {
      if (!(await sound.ring.unlock())) return 'soundBlocked'
      if (state() !== 'talking' && state() !== 'offered') await sound.ring.once()
      return null
    },
    async microphone() {
      const opened = await sound.check()
      return opened.is === 'fault' ? opened.why : null
    },
    async output() {
      return canChooseOutput() && sound.devices().outputs.length === 0 && sound.devices().defaultOutput === '' ? 'noOutput' : null
    },
    async live() {
      if (!live.connected() && !(await until(() => live.connected() && live.known(), LINK_MS))) return 'noLink'
      return (await live.request('link:check')).ok ? null : 'noLink'
    },
    media: async () => ((await hasMediaPath()) ? null : 'noMediaPath'),
    async phone() {
      if (ownership() === 'inCallElsewhere') return 'phoneBusyElsewhere'
      if (!line) openLine()
      await until(() => lineState() === 'registered' || lineState() === 'refused', REGISTER_MS)
      if (lineState() === 'registered') return null
      return lineState() !== 'refused' ? 'noPhoneLink' : refusedWith === 480 ? 'phoneBusyElsewhere' : 'phoneRefused'
    },
    async shift() {
      return (await live.request('shift:start', { instance })).ok ? null : 'shiftRefused'
    },
  }

  async function start(): Promise<boolean> {
    if (phase() === 'starting') return false
    setRefusal(undefined)
    setTrouble(null)
    setPhase('starting')
    void askForNotifications().then(setNotifications)
    const ended = await runShiftChecks(checks, setRun)
    if (ended.fault) {
      shutLine('off')
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
    const elsewhere = ownership() === 'elsewhere' && advisor()?.phone?.ready === true
    if (elsewhere) return act('advisor:ready')
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

  // another page took the phone, or the shift ended

  createEffect(() => {
    const phone = advisor()?.phone
    if (phase() !== 'on' || !live.connected()) return
    if (phone?.instance === instance) owned = true
    else if (owned && phone) shutLine('displaced')
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
    const restarted = lostAt !== null && Date.now() - lostAt < PHONE_GONE_MS
    lostAt = null
    if (now === 'offline' && before !== 'offline' && phase() === 'on') {
      if (restarted) void resume(before)
      else shutLine('off')
    }
    before = now
  })

  /** The server came back without knowing of the shift: it is started again, as it was. */
  async function resume(was: AdvisorStateName) {
    await until(() => ownership() === 'here', REGISTER_MS)
    if (!(await live.request('shift:start', { instance })).ok) return shutLine('off')
    if (was === 'paused' || was === 'afterCall') await act('advisor:pause')
  }

  createEffect(() => {
    if (sound.microphone().is !== 'fault' || phase() !== 'on' || state() !== 'available' || ownership() !== 'here') return
    setTrouble('micFaultPaused')
    void act('advisor:pause')
  })

  // the page's own life

  const stopWake = makeWake(() => {
    live.wake()
    line?.wake()
  })
  const inCall = () => talk.phase() === 'up' || talk.phase() === 'connecting'
  const guard = (event: BeforeUnloadEvent) => {
    if (inCall()) event.preventDefault()
  }
  const leave = () => {
    if (talk.call()) void live.request('phone:leave', { instance })
  }
  window.addEventListener('beforeunload', guard)
  window.addEventListener('pagehide', leave)
  onCleanup(() => {
    stopWake()
    window.removeEventListener('beforeunload', guard)
    window.removeEventListener('pagehide', leave)
    quiet()
    line?.close()
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
      for (const event of events) document.removeEventListener(event, first, true)
      if (phase() === 'off' && state() !== 'offline' && ownership() === 'none') void start()
    }
    for (const event of events) document.addEventListener(event, first, true)
  }

  const headset = createHeadset({
    lights: () => ({
      offHookLight: inCall(),
      muteLight: talk.muted(),
      ringLight: talk.phase() === 'ringing',
    }),
    onHook(lifted) {
      if (lifted) void answer()
      else if (inCall()) talk.call()?.end()
    },
    onMute: toggleMute,
  })

  function toggleMute() {
    const call = talk.call()
    if (call?.phase() === 'up') call.setMuted(!call.isMuted())
  }

  const registered = () => phase() === 'on' && sound.microphone().is === 'open'
  return {
    advisor,
    state,
    offered,
    phase,
    ownership,
    fault: () => (live.known() && phase() !== 'starting' ? presenceFault(advisor(), instance, registered()) : null),
    line: lineState,
    run,
    notifications,
    trouble,
    refusal,
    sound,
    talk,
    headset,
    press,
    start,
    endShift: () => act('advisor:offline'),
    answer,
    end: () => talk.call()?.end(),
    toggleMute,
    resumeOnLoad,
    toggleHold,
  }
}

/** Resolves true as soon as the reactive condition holds, false when it has not within `ms`. */
function until(condition: () => boolean, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const poll = setInterval(() => condition() && settle(true), 50)
    const timer = setTimeout(() => settle(condition()), ms)
    function settle(held: boolean) {
      clearInterval(poll)
      clearTimeout(timer)
      resolve(held)
    }
    if (condition()) settle(true)
  })
}
