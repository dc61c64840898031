import { type Accessor, createMemo, onCleanup } from 'solid-js'
import type { Advisor, AdvisorStateName } from '../../shared/floor/model.ts'
import type { Me } from '../../shared/http.ts'
import type { LiveFloor } from '../live/floor.ts'
import { createAwakeScreen } from '../ui/awakeScreen.ts'
import { onSignedInAgain } from '../ui/sessionNews.ts'
import { reachesMedia, sipUrl } from '../ui/softphone.ts'
import { type CallBack, createCallBack } from './callback/createCallBack.ts'
import { type BrokenOff, createEnding } from './createEnding.ts'
import { createHeadset, type Headset } from './createHeadset.ts'
import { createLine } from './createLine.ts'
import { createOffers, type Offers, type RingWords } from './createOffers.ts'
import { createShift, type Shift } from './createShift.ts'
import { createSound, type Sound } from './createSound.ts'
import { createTalk, type Talk } from './createTalk.ts'
import { newInstance } from './instance.ts'
import { type Ownership, ownershipOf, type PresenceFault, presenceFault } from './ownership.ts'
import { makeWake } from './wake.ts'

/** The phone of one page: who the advisor is by the server, the shift, the offer, the talk and the sound. Lets go with its owner. */
export interface Phone {
  readonly advisor: Accessor<Advisor | undefined>
  /** The advisor's state as the server believes it. */
  readonly state: Accessor<AdvisorStateName>
  readonly ownership: Accessor<Ownership>
  /** Why no call would come although the advisor counts on it; null when one would. */
  readonly fault: Accessor<PresenceFault | null>
  readonly shift: Shift
  readonly offers: Offers
  readonly callBack: CallBack
  readonly talk: Talk
  readonly sound: Sound
  readonly headset: Headset
  /** How the last talk broke off; null when somebody hung up. */
  readonly brokenOff: Accessor<BrokenOff | null>
  /** Declines while it rings, hangs up after that. */
  readonly end: () => void
}

/** `words` are asked when a call comes, for title and notification, and say what the title is otherwise. */
export function createPhone(me: Me, live: LiveFloor, words: (state: AdvisorStateName) => RingWords): Phone {
  const instance = newInstance()
  const sound = createSound()
  const talk = createTalk()
  const advisor = () => live.floor().advisors[me.id]
  const state = (): AdvisorStateName => advisor()?.state.is ?? 'offline'
  const ownership = createMemo(() => ownershipOf(advisor(), instance))
  const inCall = () => talk.phase() === 'up' || talk.phase() === 'connecting'

  const brokenOff = createEnding(me.id, live)

  const callBack = createCallBack({ instance, live, advisor })
  const offers = createOffers({
    me: me.id,
    live,
    sound,
    talk,
    state,
    words: () => words(state()),
    isOwn: callBack.isOwn,
    onOver() {
      if (shift.phase() === 'off' || shift.phase() === 'displaced') sound.close()
    },
  })
  const line = createLine(me.username, instance, offers.incoming)
  const shift = createShift({
    instance,
    live,
    line,
    sound,
    advisor,
    state,
    ownership,
    inCall: () => talk.call() !== undefined,
    reachesMedia: () => reachesMedia(sipUrl()),
  })
  // a computer that falls asleep takes its phone with it
  createAwakeScreen(() => shift.phase() === 'on')
  const end = () => talk.call()?.end()
  const headset = createHeadset({
    lights: () => ({ offHookLight: inCall(), muteLight: talk.muted(), ringLight: talk.phase() === 'ringing' }),
    onHook(lifted) {
      if (lifted) void offers.answer()
      else if (inCall()) end()
    },
    onMute: offers.toggleMute,
  })

  const stopAgain = onSignedInAgain(() => {
    // A line that was refused stays so: its connection carries the cookie that it was opened with.
    if (talk.call() || line.state() === 'closed') return line.wake()
    line.close()
    line.open()
  })
  const stopWake = makeWake(() => {
    live.wake()
    line.wake()
  })
  const guard = (event: BeforeUnloadEvent) => {
    if (inCall()) event.preventDefault()
  }
  const leave = () => {
    if (talk.call()) void live.request('phone:leave', { instance })
  }
  window.addEventListener('beforeunload', guard)
  window.addEventListener('pagehide', leave)
  onCleanup(() => {
    stopAgain()
    stopWake()
    window.removeEventListener('beforeunload', guard)
    window.removeEventListener('pagehide', leave)
  })

  const inOrder = () => shift.phase() === 'on' && sound.microphone().is === 'open'
  return {
    advisor,
    state,
    ownership,
    fault: () => (live.known() && shift.phase() !== 'starting' ? presenceFault(advisor(), instance, inOrder(), live.connected()) : null),
    shift,
    offers,
    callBack,
    talk,
    sound,
    headset,
    brokenOff,
    end,
  }
}
