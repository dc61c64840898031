import { createSignal } from 'solid-js'
import { type Outcome, type Refusal, refuse } from '../../shared/errors.ts'
import { refusalText } from '../ui/refusalText.ts'

/** One form's way to the server: while it is on its way, and what the server said no to, field by field in words. */
export interface Form<F extends string> {
  readonly busy: () => boolean
  /** Why this field's value was not accepted; undefined when it was not about this field. */
  readonly wrong: (field: F) => string | undefined
  /** A refusal that is about no field of the form. */
  readonly general: () => Refusal | undefined
  /** Sends; true when it was accepted. Otherwise the field that it was about, if it is one of the form's, gets the focus. */
  readonly send: (request: () => Promise<Outcome<unknown>>) => Promise<boolean>
  /** Refuses a field before anything is sent. */
  readonly refuse: (field: F) => void
  /** For the `<form>`: where the fields are. */
  readonly ref: (element: HTMLElement) => void
}

/** A form of these fields, by their paths in what is sent (shared/fields.ts). */
export function createForm<F extends string>(...fields: readonly F[]): Form<F> {
  const [busy, setBusy] = createSignal(false)
  const [refusal, setRefusal] = createSignal<Refusal>()
  let element: HTMLElement | undefined
  // `lines.0` is about the field `lines`
  const field = () => fields.find((known) => `${refusal()?.field}.`.startsWith(`${known}.`))

  function show(now: Refusal) {
    setRefusal(now)
    queueMicrotask(() => focusWrong(element))
  }

  return {
    busy,
    wrong(asked) {
      const now = refusal()
      return now && field() === asked ? refusalText(now, true) : undefined
    },
    general: () => (field() === undefined ? refusal() : undefined),
    refuse: (wrong) => show(refuse('badRequest', wrong).refusal),
    async send(request) {
      setBusy(true)
      setRefusal(undefined)
      const answer = await request()
      setBusy(false)
      if (!answer.ok) show(answer.refusal)
      return answer.ok
    },
    ref(form) {
      element = form
    },
  }
}

/** Gives the focus to the first input that is marked as wrong, or is in a group that is. */
export function focusWrong(within: HTMLElement | undefined): void {
  const wrong = within?.querySelector<HTMLElement>('[aria-invalid], [data-invalid]')
  const target = wrong?.matches('input, select, textarea') ? wrong : wrong?.querySelector<HTMLElement>('input')
  target?.focus()
}

/** The text of a form's input, without spaces around it; empty when there is none. */
export function textOf(form: HTMLFormElement, name: string): string {
  return String(new FormData(form).get(name) ?? '').trim()
}

/** Which of several checkboxes of one name are ticked. */
export function tickedOf(form: HTMLFormElement, name: string): string[] {
  return new FormData(form).getAll(name).map(String)
}
