import { createSignal } from 'solid-js'
import type { Outcome, Refusal } from '../../shared/errors.ts'
import { createWords } from '../i18n/i18n.ts'
import { errorWords } from '../ui/errorWords.ts'
import { adminWords } from './words.ts'

const words = createWords(adminWords)
const errors = createWords(errorWords)

/** One form's way to the server: while it is on its way, and what the server said no to, field by field in words. */
export interface Form<F extends string> {
  readonly busy: () => boolean
  /** Why this field's value was not accepted; undefined when it was not about this field. */
  readonly wrong: (field: F) => string | undefined
  /** A refusal that is about no field of the form. */
  readonly general: () => Refusal | undefined
  /** Refuses a field before anything is sent. */
  readonly refuse: (field: F) => void
  /** Sends; true when it was accepted. */
  readonly send: (request: () => Promise<Outcome<unknown>>) => Promise<boolean>
}

/** A form of these fields. */
export function createForm<F extends string>(...fields: readonly F[]): Form<F> {
  const [busy, setBusy] = createSignal(false)
  const [refusal, setRefusal] = createSignal<Refusal>()
  // `lines.0` is about the field `lines`
  const field = () => fields.find((known) => known === refusal()?.field?.split('.')[0])

  return {
    busy,
    wrong(asked) {
      const now = refusal()
      if (!now || field() !== asked) return undefined
      return now.code === 'badRequest' ? (words().allowed[asked] ?? errors().badRequest) : errors()[now.code]
    },
    general: () => (field() === undefined ? refusal() : undefined),
    refuse: (wrong) => setRefusal({ code: 'badRequest', field: wrong }),
    async send(request) {
      setBusy(true)
      setRefusal(undefined)
      const answer = await request()
      setBusy(false)
      if (!answer.ok) setRefusal(answer.refusal)
      return answer.ok
    },
  }
}

/** The text of a form's input, without spaces around it; empty when there is none. */
export function textOf(form: HTMLFormElement, name: string): string {
  return String(new FormData(form).get(name) ?? '').trim()
}

/** Which of several checkboxes of one name are ticked. */
export function tickedOf(form: HTMLFormElement, name: string): string[] {
  return new FormData(form).getAll(name).map(String)
}
