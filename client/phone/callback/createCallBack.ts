import { type Accessor, createEffect, createSignal, onCleanup, untrack } from 'solid-js'
import type { Refusal } from '../../../shared/errors.ts'
import type { Change } from '../../../shared/floor/changes.ts'
import type { Advisor, CallBackReason, CallId, LineId, PhoneInstance } from '../../../shared/floor/model.ts'
import type { LiveFloor } from '../../live/floor.ts'

/** Why a call-back ended without a talk; `gaveUp`: the advisor did not wait any longer; `unknown`: it ended while the link was down. */
export const CALL_BACK_ENDS = ['busy', 'noAnswer', 'unreachable', 'gaveUp', 'interrupted', 'unknown'] as const
export type CallBackEnd = (typeof CALL_BACK_ENDS)[number]

/**
 *   idle -> asking -> underWay -> idle        a talk came of it, and is over
 *    ^        |          |
 *    |        v          v
 *    +---- refused    failed                  the number is kept for another try
 */
export type CallBackState =
  | { readonly is: 'idle' }
  | { readonly is: 'asking' }
  | { readonly is: 'refused'; readonly refusal: Refusal }
  | { readonly is: 'underWay'; readonly call: CallId }
  | { readonly is: 'failed'; readonly how: CallBackEnd }

/** What the advisor is about to do. It lives in the page's memory, and nowhere else in this browser. */
export interface CallBackDraft {
  /** As typed; empty when there is none. */
  readonly number: string
  readonly line: LineId | null
  readonly reason: CallBackReason | null
  /** The message in the work list that is answered. */
  readonly message: string | null
}

export interface CallBack {
  readonly state: Accessor<CallBackState>
  /** The other end is being called, and has not answered. */
  readonly isDialling: Accessor<boolean>
  /** The dial panel is open. */
  readonly isOpen: Accessor<boolean>
  readonly draft: Accessor<CallBackDraft>
  /** Opens the dial panel, with what is known already: from a message, its line, reason and id. */
  readonly open: (about?: Partial<CallBackDraft>) => void
  /** Closes the dial panel and forgets the number. */
  readonly close: () => void
  readonly change: (patch: Partial<CallBackDraft>) => void
  /** Forgets the number, and what became of it. */
  readonly clear: () => void
  /** Calls the number of the draft. What the server says no to becomes `refused`. */
  readonly dial: () => Promise<void>
  /** Whether a call that wants to be answered by itself is the one this page has asked for; waits for the server's word on a request under way. */
  readonly isOwn: () => Promise<boolean>
}

export interface CallBackParts {
  readonly instance: PhoneInstance
  readonly live: LiveFloor
  readonly advisor: Accessor<Advisor | undefined>
}

/** A number that nobody does anything with is forgotten after this long, in ms. */
export const NUMBER_KEPT_MS = 600_000

const nothing: CallBackDraft = { number: '', line: null, reason: null, message: null }

/**
 * Calling somebody back. The number is forgotten when a talk has come of it, when the panel is closed, the shift ends or the page is
 * left, and after NUMBER_KEPT_MS; it is in no address, storage or title.
 */
export function createCallBack({ instance, live, advisor }: CallBackParts): CallBack {
  const [state, setState] = createSignal<CallBackState>({ is: 'idle' })
  const [isOpen, setOpen] = createSignal(false)
  const [draft, setDraft] = createSignal<CallBackDraft>(nothing)
  let asking: Promise<CallId | null> = Promise.resolve(null)
  let answered = false
  let lastEnded: { readonly call: CallId; readonly how: CallBackEnd | null } | undefined
  let forgetting: ReturnType<typeof setTimeout> | undefined

  const underWay = () => {
    const now = state()
    return now.is === 'underWay' ? now.call : undefined
  }
  const busy = () => state().is === 'asking' || underWay() !== undefined

  function keepForNow() {
    clearTimeout(forgetting)
    if (draft().number !== '') forgetting = setTimeout(() => (busy() ? keepForNow() : clear()), NUMBER_KEPT_MS)
  }

  function clear() {
    clearTimeout(forgetting)
    setDraft((now) => ({ ...now, number: '' }))
    if (!busy()) setState({ is: 'idle' })
  }

  function close() {
    clear()
    setDraft(nothing)
    setOpen(false)
  }

  function hear(change: Change) {
    if (change.type === 'calleeAnswered' && change.call === underWay()) answered = true
    if (change.type !== 'callEnded') return
    // the word of an end may come before the server's word that it has begun
    lastEnded = { call: change.call, how: endOf(change) }
    if (change.call === underWay()) over(lastEnded.how)
  }

  /** Null: a talk came of it. */
  function over(how: CallBackEnd | null) {
    setState(how === null ? { is: 'idle' } : { is: 'failed', how })
    if (how === null) close()
    else keepForNow()
  }

  async function ask(): Promise<CallId | null> {
    const { line, reason, number, message } = draft()
    if (line === null || reason === null) return null
    answered = false
    setState({ is: 'asking' })
    const answer = await live.request('callback:dial', { instance, line, number, reason, message })
    if (!answer.ok) {
      setState({ is: 'refused', refusal: answer.refusal })
      keepForNow()
      return null
    }
    setState({ is: 'underWay', call: answer.value.call })
    return answer.value.call
  }

  onCleanup(live.onChanges((changes) => changes.forEach(hear)))
  createEffect(() => {
    const own = underWay()
    // also after changes that were never told
    if (own === undefined || !live.connected()) return
    const call = live.floor().calls[own]
    const isOurs = call !== undefined && 'advisor' in call.state && call.state.advisor === advisor()?.id
    if (isOurs && call.state.is === 'talking') answered = true
    // a talk that our side has lost goes on without us: the queue has it
    if (call && !isOurs) untrack(() => over(null))
    if (!call) untrack(() => over(lastEnded?.call === own ? lastEnded.how : answered ? null : 'unknown'))
  })
  createEffect(() => {
    if (live.known() && advisor()?.state.is === 'offline') untrack(close)
  })
  // a page that the browser keeps for the way back must not come back with a number
  window.addEventListener('pagehide', close)
  onCleanup(() => {
    window.removeEventListener('pagehide', close)
    clearTimeout(forgetting)
  })

  return {
    state,
    isDialling: () => live.floor().calls[underWay() ?? '']?.state.is === 'dialling',
    isOpen,
    draft,
    open(about = {}) {
      if (busy()) return
      // one message's number is never left for another's
      if (about.message !== undefined && about.message !== draft().message) clear()
      setDraft((now) => ({ ...now, ...about }))
      setOpen(true)
    },
    close,
    change(patch) {
      setDraft((now) => ({ ...now, ...patch }))
      if (!busy()) setState({ is: 'idle' })
      keepForNow()
    },
    clear,
    async dial() {
      if (busy()) return
      asking = ask()
      await asking
    },
    async isOwn() {
      const call = await asking
      const own = advisor()?.state
      return call !== null && underWay() === call && own?.is === 'talking' && own.call === call
    },
  }
}

/** What a call-back's end means to the advisor; null when a talk came of it. */
export function endOf({ outcome, by }: Extract<Change, { type: 'callEnded' }>): CallBackEnd | null {
  switch (outcome) {
    case 'busy':
    case 'unreachable':
      return outcome
    case 'noAnswer':
      return by === 'advisor' ? 'gaveUp' : 'noAnswer'
    case 'interrupted':
      return 'interrupted'
    default:
      return null
  }
}
