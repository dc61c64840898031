import { createResource, createSignal, For, Show } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'
import { type Refusal, refuse } from '../../shared/errors.ts'
import type { ServiceVersion } from '../../shared/services/register.ts'
import { differing, factsOf, noFacts, type Service, type ServiceFacts } from '../../shared/services/service.ts'
import { createWords, formatTime } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Changes } from './Changes.tsx'
import { dayText } from './factText.ts'
import { ServiceFields } from './ServiceFields.tsx'
import { registerWords } from './words.ts'

const words = createWords(registerWords)

/** One service to look at and change, and what it has been. What is typed stays whatever the server says. */
export function ServiceEditor(props: { service: Service | undefined; onSaved: (service: Service) => void }) {
  let form!: HTMLFormElement
  const [version, setVersion] = createSignal(props.service?.version ?? 0)
  const [draft, setDraft] = createStore<ServiceFacts>(structuredClone(factsOf(unwrap(props.service) ?? noFacts)))
  const [checked, setChecked] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const [saved, setSaved] = createSignal(false)
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [history, { refetch }] = createResource(
    () => props.service?.id,
    async (id) => {
      const answer = await api.get<ServiceVersion[]>(`/api/register/${id}/history`)
      return answer.ok ? answer.value : []
    },
  )
  const wrongFact = () =>
    refusal()?.code === 'badRequest' ? (refusal()?.field?.split('.')[1] as keyof ServiceFacts | undefined) : undefined
  const wrong = (fact: keyof ServiceFacts) => (wrongFact() === fact ? words().allowed[fact] : undefined)

  function refused(why: Refusal) {
    setRefusal(why)
    queueMicrotask(() => form.querySelector<HTMLElement>('[aria-invalid], [data-invalid] input, [data-invalid] select')?.focus())
  }

  async function save(event: SubmitEvent) {
    event.preventDefault()
    setBusy(true)
    setSaved(false)
    setRefusal(undefined)
    const facts = factsOf(draft)
    const answer = props.service
      ? await api.put<Service>(`/api/register/${props.service.id}`, { version: version(), facts, checked: checked() })
      : await api.post<Service>('/api/register', { facts, checked: checked() })
    setBusy(false)
    if (!answer.ok) return refused(answer.refusal)
    take(answer.value)
    setSaved(true)
    props.onSaved(answer.value)
  }

  function take(service: Service) {
    setVersion(service.version)
    setDraft(reconcile(factsOf(service)))
    setChecked(false)
    setRefusal(undefined)
    void refetch()
  }

  async function showSaved() {
    const answer = await api.get<Service[]>('/api/register')
    const now = answer.ok ? answer.value.find(({ id }) => id === props.service?.id) : undefined
    if (now) take(now)
  }

  return (
    <>
      <h2 tabindex="-1">{props.service?.name ?? words().newTitle}</h2>
      <form class="stack" ref={form} onSubmit={save} autocomplete="off" novalidate data-testid="service-form">
        <ServiceFields
          facts={draft}
          onChange={(fact, value) => {
            setDraft(reconcile({ ...factsOf(draft), [fact]: value }))
            setSaved(false)
          }}
          onWrong={(fact) => refused(refuse('badRequest', `facts.${fact}`).refusal)}
          wrong={wrong}
        />
        <label class="register-tick">
          <input type="checkbox" checked={checked()} onChange={(event) => setChecked(event.currentTarget.checked)} />{' '}
          <span>
            {words().isChecked} <span class="muted small">{words().isCheckedHint}</span>
          </span>
        </label>
        <Show when={wrongFact() === undefined}>
          <ErrorText refusal={refusal()} />
        </Show>
        <Show when={wrongFact()}>
          {(fact) => (
            <p class="error-text" role="alert">
              {words().allowed[fact()] ?? ''}
            </p>
          )}
        </Show>
        <div class="row">
          <button type="submit" class="button button--primary" disabled={busy()}>
            {busy() ? words().saving : words().save}
          </button>
          <Show when={refusal()?.code === 'changedMeanwhile'}>
            <button type="button" class="button" onClick={() => void showSaved()}>
              {words().showSaved}
            </button>
          </Show>
          <span role="status">{saved() ? words().saved : ''}</span>
        </div>
      </form>
      <Show when={(history.latest ?? []).length > 0}>
        <section class="stack" data-testid="service-history">
          <h3>{words().history}</h3>
          <ol class="register-history">
            <For each={history.latest}>
              {(entry, at) => {
                const before = () => history.latest?.[at() + 1]
                return (
                  <li>
                    <p>
                      <time>
                        {dayText(entry.at)} {formatTime(entry.at)}
                      </time>
                      : {whoOf(entry)} {words().ways[entry.way]}
                    </p>
                    <Show when={before()}>
                      {(old) => <Differences old={old().facts} now={entry.facts} told={entry.way !== 'checked'} />}
                    </Show>
                  </li>
                )
              }}
            </For>
          </ol>
        </section>
      </Show>
    </>
  )
}

function Differences(props: { old: ServiceFacts; now: ServiceFacts; told: boolean }) {
  const changes = () => differing(props.old, props.now).map((fact) => ({ fact, from: props.old[fact], to: props.now[fact] }))
  return (
    <Show when={changes().length > 0} fallback={<Show when={props.told}>{<p class="muted small">{words().noChange}</p>}</Show>}>
      <Changes changes={changes()} />
    </Show>
  )
}

const whoOf = ({ by }: ServiceVersion): string => (by === null ? '' : by === '' ? words().somebody : by)
