import { createResource, createSignal, createUniqueId, For, Show } from 'solid-js'
import type { Refusal } from '../../../shared/errors.ts'
import type { Service } from '../../../shared/services/service.ts'
import type { NewServiceCount, SurveyReview } from '../../../shared/survey/review.ts'
import { createWords } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { Field } from '../../ui/Field.tsx'
import { readServiceCount, type WrongCount } from './serviceCount.ts'
import { surveyReviewWords } from './words.ts'

const words = createWords(surveyReviewWords)

/** A year's numbers of a service, as the service told them: written down, replaced and removed. Numbers that may not be told are not read back here either. */
export function ServiceCounts(props: { review: SurveyReview; onChanged: () => void }) {
  const id = createUniqueId()
  const [open, setOpen] = createSignal(false)
  const [services] = createResource(open, async () => {
    const answer = await api.get<readonly Service[]>('/api/register')
    return answer.ok ? answer.value : []
  })
  const [wrong, setWrong] = createSignal<WrongCount>()
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [saved, setSaved] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const wrongOf = (field: WrongCount) => (wrong() === field ? words()[TEXTS[field]] : undefined)

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault()
    const form = event.currentTarget
    const read = readServiceCount(Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)])))
    setSaved(false)
    setWrong(read.ok ? undefined : read.wrong)
    if (!read.ok) return form.querySelector<HTMLElement>(`[name=${read.wrong}]`)?.focus()
    setBusy(true)
    const body: NewServiceCount = { line: props.review.line.id, ...read.value }
    const answer = await api.put('/api/review/survey/services', body)
    setBusy(false)
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (!answer.ok) return
    setSaved(true)
    // The next one is often of the same year and from the same letter.
    for (const input of form.querySelectorAll<HTMLInputElement>('[name=name], [name=contacted], [name=started]')) input.value = ''
    props.onChanged()
  }

  async function remove(which: string) {
    const answer = await api.del(`/api/review/survey/services/${which}`)
    setRefusal(answer.ok ? undefined : answer.refusal)
    props.onChanged()
  }

  return (
    <details class="card survey-fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words().countsTitle}</summary>
      <form class="stack" onSubmit={submit} onInput={() => setSaved(false)} autocomplete="off" novalidate>
        <p class="muted">{words().countsLead}</p>
        <div class="survey-counts">
          <Field
            label={words().year}
            name="year"
            inputmode="numeric"
            maxLength={4}
            value={new Date().getFullYear() - 1}
            error={wrongOf('year')}
          />
          <Field
            label={words().service}
            hint={words().serviceHint}
            name="name"
            list={`${id}-services`}
            maxLength={200}
            error={wrongOf('name')}
          />
          <datalist id={`${id}-services`}>
            <For each={services() ?? []}>{({ name }) => <option value={name} />}</For>
          </datalist>
          <Field label={words().contacted} name="contacted" inputmode="numeric" maxLength={6} error={wrongOf('contacted')} />
          <Field
            label={words().started}
            hint={words().startedHint}
            name="started"
            inputmode="numeric"
            maxLength={6}
            error={wrongOf('started')}
          />
          <Field label={words().source} hint={words().sourceHint} name="source" maxLength={200} error={wrongOf('source')} />
        </div>
        <ErrorText refusal={refusal()} />
        <div class="row">
          <button type="submit" class="button button--primary" disabled={busy()}>
            {words().save}
          </button>
          <p role="status">{saved() ? words().saved : ''}</p>
        </div>
      </form>
      <Show when={props.review.years.length > 0}>
        <ul class="survey-rows">
          <For each={props.review.years}>
            {({ year, services: rows }) => (
              <For each={rows}>
                {(row) => (
                  <li class="row">
                    <span>
                      {year}, {row.name}
                      <Show when={row.inRegister}>
                        <span class="muted"> ({words().inRegister})</span>
                      </Show>
                    </span>
                    <button
                      type="button"
                      class="button"
                      aria-label={words().removeOf(`${year}, ${row.name}`)}
                      onClick={() => remove(row.id)}
                    >
                      {words().remove}
                    </button>
                  </li>
                )}
              </For>
            )}
          </For>
        </ul>
      </Show>
    </details>
  )
}

const TEXTS = {
  year: 'badYear',
  name: 'badService',
  contacted: 'badContacted',
  started: 'badStarted',
  source: 'badSource',
} as const satisfies Record<WrongCount, keyof typeof surveyReviewWords.sv>
