import { createSignal, onMount } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { Outcome, Refusal } from '../../shared/errors.ts'

/** Something that the server holds, asked for when its owner is mounted and again on demand. */
export interface Held<T> {
  /** Undefined until it has come once; kept while it is asked for again, and after a refusal. */
  readonly value: () => T | undefined
  readonly refusal: () => Refusal | undefined
  readonly ask: () => Promise<void>
}

/**
 * Holds the answer of `request` as a store: what has not changed keeps its place on the page, and with it the focus.
 * Things in lists are told apart by `id`. An answer overtaken by a newer question is dropped.
 */
export function createHeld<T>(request: () => Promise<Outcome<T>>): Held<T> {
  const [held, setHeld] = createStore<{ value: T | undefined }>({ value: undefined })
  const [refusal, setRefusal] = createSignal<Refusal>()
  let asked = 0

  async function ask() {
    const mine = ++asked
    const answer = await request()
    if (mine !== asked) return
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (answer.ok) setHeld('value', reconcile(answer.value, { key: 'id' }) as never)
  }

  onMount(() => void ask())
  return { value: () => held.value, refusal, ask }
}
