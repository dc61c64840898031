import { createSignal } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import type { CallId } from '../../shared/floor/model.ts'
import { kindOf, type Referral, refer, takeBack } from './refer.ts'

/** The referrals of one call that this page has put into its form. They are in memory alone, and go when another call begins. */
export interface Referrals {
  readonly has: (referral: Referral) => boolean
  /** Why the last one could not be put there or taken back. */
  readonly refusal: () => Refusal | undefined
  readonly toggle: (referral: Referral) => Promise<void>
  readonly possible: () => boolean
  readonly clear: () => void
}

/** The key that notes a referral, inside what it is about. */
export const REFER_KEY = 'h'

/** For `onKeyDown` of what a referral is about. */
export function onReferKey(event: KeyboardEvent, referrals: Referrals, referral: Referral): void {
  if (event.key.toLowerCase() !== REFER_KEY || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return
  event.preventDefault()
  void referrals.toggle(referral)
}

const keyOf = (referral: Referral): string => referral.service?.id ?? kindOf(referral)

/** `call` is the call whose form it is; undefined before the first. */
export function createReferrals(call: () => CallId | undefined): Referrals {
  const [made, setMade] = createSignal<readonly Referral[]>([])
  const [refusal, setRefusal] = createSignal<Refusal>()
  const has = (referral: Referral) => made().some((one) => keyOf(one) === keyOf(referral))
  let turn: Promise<unknown> = Promise.resolve()

  async function change(referral: Referral, of: CallId) {
    const others = made().filter((one) => keyOf(one) !== keyOf(referral))
    const back = has(referral)
    const saved = back ? await takeBack(of, referral, others) : await refer(of, referral)
    if (of !== call()) return
    setRefusal(saved.ok ? undefined : saved.refusal)
    if (saved.ok) setMade(back ? others : [...others, referral])
  }

  return {
    has,
    refusal,
    possible: () => call() !== undefined,
    clear() {
      setMade([])
      setRefusal(undefined)
    },
    // one after the other: each begins with what the form says then
    async toggle(referral) {
      const of = call()
      if (of === undefined) return
      turn = turn.then(() => change(referral, of))
      await turn
    },
  }
}
