import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import type { AdvisorId, AdvisorStateName, Call } from '../../shared/floor/model.ts'
import { callOfAdvisor } from '../../shared/floor/questions.ts'
import { OFFER_MS } from '../../shared/limits.ts'
import type { LiveFloor } from '../live/floor.ts'
import type { SipCall } from '../ui/sipCall.ts'
import { makeAlert } from './alert.ts'
import type { Sound } from './createSound.ts'
import type { Talk } from './createTalk.ts'

/** What went wrong with a call just now, for the page to put into words. */
export type CallTrouble = 'answerFailed' | 'holdFailed' | 'unholdFailed' | null

export interface Offers {
  /** The call that the floor offers to this advisor. */
  readonly offered: Accessor<Call | undefined>
  readonly trouble: Accessor<CallTrouble>
  /** A call has come to this page's phone. */
  readonly incoming: (call: SipCall) => void
  readonly answer: () => Promise<void>
  readonly toggleMute: () => void
  readonly toggleHold: () => Promise<void>
}

/** What title and notification say while it rings, and the title while it does not. */
export interface RingWords {
  readonly incoming: string
  readonly notification: string
  readonly calmTitle: string
}

export interface OfferParts {
  readonly me: AdvisorId
  readonly live: LiveFloor
  readonly sound: Sound
  readonly talk: Talk
  readonly state: Accessor<AdvisorStateName>
  readonly words: Accessor<RingWords>
  /** Whether a call that is to be answered by itself is one that this page has asked for. */
  readonly isOwn: () => Promise<boolean>
  /** The call is over, however it ended. */
  readonly onOver: () => void
}

/** An offer that nobody has withdrawn by then is over all the same, in ms. */
const OFFER_END_MS = OFFER_MS + 2_000

/**
 * From the first ring to the answer. The ring ends with whatever comes first: the SIP call, the floor's offer, or its longest time.
 * It never sounds over a talk or while an advisor is still busy with the call before.
 */
export function createOffers({ me, live, sound, talk, state, words, isOwn, onOver }: OfferParts): Offers {
  const [trouble, setTrouble] = createSignal<CallTrouble>(null)
  const alert = makeAlert(() => words().calmTitle)
  let seen = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const offered = () => {
    const call = callOfAdvisor(live.floor(), me)
    return call?.state.is === 'offered' ? call : undefined
  }

  function quiet() {
    clearTimeout(timer)
    sound.ring.stop()
    alert.stop()
  }

  function giveUp(call: SipCall) {
    if (call.phase() === 'ringing') call.end(480)
  }

  const ended = () => {
    quiet()
    sound.letGo()
    onOver()
  }

  /** A call-back: answered without ringing, and only when it was asked for here. Nothing else opens a microphone by itself. */
  async function answerOwn(call: SipCall) {
    const own = await isOwn()
    if (call.phase() !== 'ringing') return
    sound.prepare(call)
    const stream = own && !talk.call() ? sound.take(call) : null
    if (!stream) return call.end(480)
    seen = false
    setTrouble(null)
    call.answer(stream)
    talk.follow(call, ended)
  }

  createEffect(() => {
    const isOffered = offered() !== undefined
    const call = talk.call()
    if (isOffered) seen = true
    else if (seen && call && live.connected()) giveUp(call)
  })
  onCleanup(quiet)

  return {
    offered,
    trouble,
    incoming(call) {
      if (talk.call()) return call.end(486)
      if (call.answersItself) return void answerOwn(call)
      seen = offered() !== undefined
      setTrouble(null)
      talk.follow(call, ended)
      sound.prepare(call)
      timer = setTimeout(() => giveUp(call), OFFER_END_MS)
      if (state() !== 'talking' && state() !== 'afterCall') sound.ring.start()
      alert.start({ title: words().incoming, body: words().notification })
    },
    async answer() {
      const call = talk.call()
      if (call?.phase() !== 'ringing') return
      quiet()
      let stream = sound.take(call)
      if (!stream && (await sound.open()).is === 'open') stream = sound.take(call)
      if (stream) return call.answer(stream)
      setTrouble('answerFailed')
      call.end(480)
    },
    toggleMute() {
      const call = talk.call()
      if (call?.phase() === 'up') call.setMuted(!call.isMuted())
    },
    async toggleHold() {
      const call = talk.call()
      // nobody is there yet who could be put on hold
      if (call?.phase() !== 'up' || callOfAdvisor(live.floor(), me)?.state.is === 'dialling') return
      const hold = !call.isOnHold()
      setTrouble(null)
      if (!(await call.setHold(hold)) && talk.call() === call) setTrouble(hold ? 'holdFailed' : 'unholdFailed')
    },
  }
}
