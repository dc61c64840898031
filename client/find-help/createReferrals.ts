import { batch, createSignal, onCleanup } from 'solid-js'
import type { Outcome, Refusal } from '../../shared/errors.ts'
import type { CallId } from '../../shared/floor/model.ts'
import type { LiveFloor } from '../live/floor.ts'
import { api, mayPass } from '../ui/api.ts'
import { kindOf, type Referral, refer, takeBack } from './refer.ts'

/** A referral that the server did not take. */
export interface Refused {
  readonly referral: Referral
  readonly refusal: Refusal
}

/** The referrals of one call that this page has put into its form. They are in memory alone, and go when another call begins. */
export interface Referrals {
  readonly has: (referral: Referral) => boolean
  /** Noting it, or taking it back, is not known to be on the server's disk. */
  readonly isWaiting: (referral: Referral) => boolean
  /** How many changes wait for a server that does not answer, of calls before this one too; 0 while it answers. */
  readonly away: () => number
  /** The last one that was not taken, of whichever call. */
  readonly refused: () => Refused | undefined
  readonly toggle: (referral: Referral) => void
  readonly possible: () => boolean
  /** Another call has begun. What waits for the one before is still sent. */
  readonly clear: () => void
}

export interface ReferralsParts {
  /** The call whose form it is; undefined before the first. */
  readonly call: () => CallId | undefined
  readonly live: Pick<LiveFloor, 'onFormSaved'>
  /** The server; another in tests. */
  readonly ask?: Pick<typeof api, 'get' | 'put'>
}

/** A referral that is to be noted or taken back; `others` are those of its call that stay. */
interface Waiting {
  readonly is: 'refer' | 'takeBack'
  readonly call: CallId
  readonly referral: Referral
  readonly others: readonly Referral[]
}

/** The key that notes a referral, inside what it is about. */
export const REFER_KEY = 'h'
const AGAIN_MS = 2_000

/** For `onKeyDown` of what a referral is about. */
export function onReferKey(event: KeyboardEvent, referrals: Referrals, referral: Referral): void {
  if (event.key.toLowerCase() !== REFER_KEY || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return
  event.preventDefault()
  referrals.toggle(referral)
}

const keyOf = (referral: Referral): string => referral.service?.id ?? kindOf(referral)
const isSame = (one: Referral, other: Referral): boolean => keyOf(one) === keyOf(other)
const after = ({ is, referral, others }: Waiting): readonly Referral[] => (is === 'refer' ? [...others, referral] : others)

/**
 * The referrals of a page's calls. Each is shown at once and sent at once, one after the other; what cannot be sent stays in memory and is
 * tried again until the server has taken or refused it. Stops with its owner.
 */
export function createReferrals({ call, live, ask = api }: ReferralsParts): Referrals {
  const [saved, setSaved] = createSignal<readonly Referral[]>([])
  const [waiting, setWaiting] = createSignal<readonly Waiting[]>([])
  const [isAway, setAway] = createSignal(false)
  const [refused, setRefused] = createSignal<Refused>()
  let sending = false
  let gone = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const ofCall = () => waiting().filter((each) => each.call === call())
  const made = (): readonly Referral[] => {
    const last = ofCall().at(-1)
    return last ? after(last) : saved()
  }
  const has = (referral: Referral) => made().some((one) => isSame(one, referral))

  async function send() {
    const [next] = waiting()
    if (sending || gone || !next) return
    sending = true
    clearTimeout(timer)
    const outcome = await put(next)
    sending = false
    if (gone) return
    const waits = !outcome.ok && mayPass(outcome.refusal)
    setAway(waits)
    if (waits) {
      timer = setTimeout(() => void send(), AGAIN_MS)
      return
    }
    batch(() => {
      setWaiting((all) => without(all.slice(1), outcome.ok ? undefined : next))
      if (outcome.ok && next.call === call()) setSaved(after(next))
      if (!outcome.ok) setRefused({ referral: next.referral, refusal: outcome.refusal })
    })
    void send()
  }

  const put = ({ is, call, referral, others }: Waiting): Promise<Outcome> =>
    is === 'refer' ? refer(ask, call, referral) : takeBack(ask, call, referral, others)

  const again = () => void send()
  const guard = (event: BeforeUnloadEvent) => waiting().length > 0 && event.preventDefault()
  onCleanup(live.onFormSaved(again))
  window.addEventListener('online', again)
  window.addEventListener('beforeunload', guard)
  onCleanup(() => {
    gone = true
    clearTimeout(timer)
    window.removeEventListener('online', again)
    window.removeEventListener('beforeunload', guard)
  })

  return {
    has,
    isWaiting: (referral) => ofCall().some((each) => isSame(each.referral, referral)),
    away: () => (isAway() ? waiting().length : 0),
    refused,
    possible: () => call() !== undefined,
    clear() {
      setSaved([])
      setRefused(undefined)
    },
    toggle(referral) {
      const of = call()
      if (of === undefined) return
      setRefused(undefined)
      const others = made().filter((one) => !isSame(one, referral))
      setWaiting((all) => [...all, { is: has(referral) ? 'takeBack' : 'refer', call: of, referral, others }])
      void send()
    },
  }
}

/** What waits, when one before it was refused: it is not among the others of its call. */
const without = (waiting: readonly Waiting[], refused: Waiting | undefined): readonly Waiting[] =>
  refused === undefined || refused.is === 'takeBack'
    ? waiting
    : waiting.map((each) =>
        each.call === refused.call ? { ...each, others: each.others.filter((one) => !isSame(one, refused.referral)) } : each,
      )
