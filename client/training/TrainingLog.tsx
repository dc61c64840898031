import { createUniqueId, For, Show } from 'solid-js'
import { type NewTraining, TRAINING_MOST, type Training } from '../../shared/staff/training.ts'
import { createForm, textOf } from '../admin/createForm.ts'
import { createWords, formatDate } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { createHeld } from '../ui/createHeld.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Field } from '../ui/Field.tsx'
import './training.css'
import { trainingWords } from './words.ts'

const words = createWords(trainingWords)
const dayText = (day: string): string =>
  formatDate(Date.parse(`${day}T12:00:00Z`), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** What somebody has been trained in; `path` is where it is asked for. With `mayWrite` it can be added to and taken from. */
export function TrainingLog(props: { path: string; mayWrite: boolean }) {
  const id = createUniqueId()
  const { path } = props
  const log = createHeld(() => api.get<Training[]>(path))
  const removal = createForm()

  async function remove(entry: string) {
    if (await removal.send(() => api.del(`${path}/${encodeURIComponent(entry)}`))) await log.ask()
  }

  return (
    <section class="stack" aria-labelledby={id} data-testid="training">
      <h3 id={id}>{words().title}</h3>
      <ErrorText refusal={log.refusal() ?? removal.general()} />
      <Show when={log.value()} fallback={<Show when={!log.refusal()}>{<p class="muted">{words().loading}</p>}</Show>}>
        {(entries) => (
          <Show when={entries().length > 0} fallback={<p class="muted">{words().none}</p>}>
            <ul class="training">
              <For each={entries()}>
                {({ id: entry, day, what, by }) => (
                  <li class="row">
                    <div>
                      <p>
                        <span class="muted">{dayText(day)}</span> {what}
                      </p>
                      <p class="muted small">{words().by(by.name, formatDate(by.at, { dateStyle: 'medium' }))}</p>
                    </div>
                    <Show when={props.mayWrite}>
                      <button
                        type="button"
                        class="button button--quiet"
                        aria-label={words().removeNamed(what)}
                        disabled={removal.busy()}
                        onClick={() => void remove(entry)}
                      >
                        {words().remove}
                      </button>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Show>
      <Show when={props.mayWrite}>
        <AddTraining path={path} onAdded={() => void log.ask()} />
      </Show>
    </section>
  )
}

function AddTraining(props: { path: string; onAdded: () => void }) {
  const form = createForm('day', 'what')
  const today = new Intl.DateTimeFormat('en-CA').format(new Date())

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault()
    const fields = event.currentTarget
    const training: NewTraining = { day: textOf(fields, 'day'), what: textOf(fields, 'what') }
    if (!(await form.send(() => api.post<Training>(props.path, training)))) return
    fields.reset()
    props.onAdded()
  }

  return (
    <form class="stack" ref={form.ref} onSubmit={submit} autocomplete="off" novalidate>
      <Field label={words().day} name="day" type="date" value={today} error={form.wrong('day') && words().dayAllowed} />
      <Field
        label={words().what}
        hint={words().whatHint}
        name="what"
        maxLength={TRAINING_MOST}
        error={form.wrong('what') && words().whatAllowed}
      />
      <ErrorText refusal={form.general()} />
      <div class="row">
        <button type="submit" class="button" disabled={form.busy()}>
          {form.busy() ? words().adding : words().add}
        </button>
      </div>
    </form>
  )
}
