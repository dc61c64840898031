import { createSignal, For, Show } from 'solid-js'
import { type DutySettings, type Law, type LawTopic, lawsOn } from '../../shared/duties/law.ts'
import type { Refusal } from '../../shared/errors.ts'
import { createWords } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Confirmation } from './Confirmation.tsx'
import { dutyWords } from './words.ts'

const words = createWords(dutyWords)

/** References to the law that hold on a day, each with its source and whether a lawyer has confirmed it; for lawyers, to confirm. */
export function LawList(props: {
  settings: DutySettings
  topics: readonly LawTopic[]
  /** YYYY-MM-DD */
  day: string
  mayConfirm: boolean
  onChanged: (settings: DutySettings) => void
}) {
  const [refusal, setRefusal] = createSignal<Refusal>()

  async function confirm({ id }: Law) {
    const answer = await api.post<DutySettings>(`/api/duties/laws/${id}/confirm`, { version: props.settings.version })
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (answer.ok) props.onChanged(answer.value)
  }

  return (
    <>
      <ul class="duty-laws">
        <For each={lawsOn(props.settings.laws, props.topics, props.day)}>
          {(law) => (
            <li data-testid="duty-law" data-value={law.id} data-confirmed={law.confirmed !== null}>
              <p>
                {words().lawTopics[law.topic]}: <strong lang="sv">{law.act}</strong>,{' '}
                <Show when={law.provision} fallback={words().noProvision}>
                  <span lang="sv">{law.provision}</span>
                </Show>
                . <Show when={law.from}>{(day) => <>{words().lawFrom(day())} </>}</Show>
                <Show when={law.until}>{(day) => words().lawUntil(day())}</Show>
              </p>
              <p class="row small">
                <Confirmation by={law.confirmed} />
                <Show when={props.mayConfirm && !law.confirmed}>
                  <button type="button" class="button button--quiet" onClick={() => void confirm(law)}>
                    {words().confirm}
                  </button>
                </Show>
              </p>
              <Show when={law.note}>
                <p class="muted small" lang="sv">
                  {law.note}
                </p>
              </Show>
              <p class="muted small">{words().lawSource(law.source, law.sourceDate)}</p>
            </li>
          )}
        </For>
      </ul>
      <ErrorText refusal={refusal()} />
    </>
  )
}
