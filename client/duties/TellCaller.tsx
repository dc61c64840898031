import { createEffect, createSignal, on, Show } from 'solid-js'
import { TELL_TEXT } from '../../shared/duties/texts.ts'
import type { Refusal } from '../../shared/errors.ts'
import type { CallId } from '../../shared/floor/model.ts'
import type { FormState } from '../../shared/form/forms.ts'
import { createWords } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import type { Guidance } from './guidance.ts'
import { dutyWords } from './words.ts'

const words = createWords(dutyWords)
/** The question of the form (shared/form/questionnaire.json) that this is an answer to. */
const INFORMED = 'informed_of_duty'

/** What to say to the caller about the duty, and one press to note in the call's form that it was said. */
export function TellCaller(props: { call: CallId | undefined; guidance: Guidance }) {
  const [said, setSaid] = createSignal(false)
  const [refusal, setRefusal] = createSignal<Refusal>()

  async function look(call: CallId) {
    const form = await api.get<FormState>(`/api/forms/${encodeURIComponent(call)}`)
    if (form.ok && call === props.call) setSaid(form.value.answers[INFORMED]?.includes('yes') ?? false)
  }
  createEffect(
    on(
      () => props.call,
      (call) => {
        setSaid(false)
        setRefusal(undefined)
        if (call !== undefined) void look(call)
      },
    ),
  )

  async function note(next: boolean) {
    const { call } = props
    if (call === undefined) return
    const answer = { answer: next ? ['yes'] : [] }
    const saved = await api.put<FormState>(`/api/forms/${encodeURIComponent(call)}/answers/${INFORMED}`, answer)
    if (call !== props.call) return
    setRefusal(saved.ok ? undefined : saved.refusal)
    if (saved.ok) setSaid(next)
  }

  return (
    <section class="duty-tell stack" aria-labelledby="duty-tell">
      <h2 id="duty-tell" class="duty-small-title">
        {words().tellTitle}
      </h2>
      <blockquote class="duty-quote">{props.guidance.say(TELL_TEXT)}</blockquote>
      <Show when={props.call !== undefined} fallback={<p class="muted small">{words().noCall}</p>}>
        <div class="row">
          <button type="button" class="button" data-testid="duty-told" aria-pressed={said()} onClick={() => void note(!said())}>
            {said() ? words().toldUndo : words().told}
          </button>
          <span role="status" class="duty-done">
            {said() ? words().toldSaved : ''}
          </span>
        </div>
      </Show>
      <ErrorText refusal={refusal()} />
    </section>
  )
}
