import { createSignal, Show } from 'solid-js'
import type { NewCount } from '../../shared/duties/reports.ts'
import type { Refusal } from '../../shared/errors.ts'
import { createWords } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { dutyWords } from './words.ts'

const words = createWords(dutyWords)

/** Counts that something was weighed without a report, and takes it back. Whoever shows it makes it anew for what is weighed next. */
export function CountIt(props: { count: NewCount; label: string }) {
  // the page's own, so that a lost answer and a second try count once
  const id = crypto.randomUUID()
  const [counted, setCounted] = createSignal(false)
  const [refusal, setRefusal] = createSignal<Refusal>()

  async function toggle() {
    const next = !counted()
    const answer = next ? await api.put(`/api/duties/counts/${id}`, props.count) : await api.del(`/api/duties/counts/${id}`)
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (answer.ok) setCounted(next)
  }

  return (
    <div class="stack duty-count">
      <div class="row">
        <button type="button" class="button" data-testid="duty-count" onClick={() => void toggle()}>
          {counted() ? words().undo : props.label}
        </button>
        <span role="status" class="duty-done">
          <Show when={counted()}>{words().counted}</Show>
        </span>
      </div>
      <p class="muted small">{words().countHint}</p>
      <ErrorText refusal={refusal()} />
    </div>
  )
}
