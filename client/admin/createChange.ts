import { createSignal } from 'solid-js'
import { unwrap } from 'solid-js/store'
import type { Outcome } from '../../shared/errors.ts'
import { type FieldName, fieldOf } from '../../shared/fields.ts'
import { mergeFields } from '../../shared/merge.ts'
import { api } from '../ui/api.ts'

/**
 * Changes of one thing that several people can change at once. A form shows `base`, and keeps what is typed in it, whatever happens on the
 * server: what others have changed meanwhile stays, and where both have changed one thing, that is told before anything is lost.
 */
export interface Change<T> {
  /** What the form began with, or what was saved last. */
  readonly base: () => T
  /** Sends these fields, with what they were. After `changedMeanwhile` the next try goes through, for it has been told. */
  readonly send: (patch: Partial<T>) => Promise<Outcome<T>>
  /** Settings that others have changed too; empty when there is nothing to tell. */
  readonly clashes: () => readonly FieldName[]
  /** Drops what was typed for what is saved: whoever shows a form makes it anew when `version` changes. */
  readonly takeSaved: () => void
  readonly version: () => number
}

/** `first` is copied; `find` asks for the thing as it is now. */
export function createChange<T extends object>(first: T, path: string, find: () => Promise<T | undefined>): Change<T> {
  let was: T = structuredClone(unwrap(first))
  let saved: T = was
  const [base, setBase] = createSignal<T>(was)
  const [clashes, setClashes] = createSignal<readonly FieldName[]>([])
  const [version, setVersion] = createSignal(1)

  function take(now: T) {
    was = now
    saved = now
    setBase(() => now)
    setClashes([])
  }

  return {
    base,
    clashes,
    version,
    takeSaved() {
      take(saved)
      setVersion((before) => before + 1)
    },
    async send(patch) {
      const fields = Object.keys(patch) as (keyof T)[]
      const answer = await api.patch<T>(path, { ...patch, was: Object.fromEntries(fields.map((name) => [name, was[name]])) })
      if (answer.ok) take(answer.value)
      const now = !answer.ok && answer.refusal.code === 'changedMeanwhile' ? await find() : undefined
      if (now) {
        const told = mergeFields(now, patch, was)
        saved = now
        was = told.rebased
        setClashes([...new Set(told.clashes.flatMap((at) => fieldOf(at) ?? []))])
      }
      return answer
    },
  }
}
