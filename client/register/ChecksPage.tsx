import { createSignal, For, Show } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import type { Ask, MadeAsk } from '../../shared/services/register.ts'
import { isDue, type Service } from '../../shared/services/service.ts'
import { createWords } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { createHeld } from '../ui/createHeld.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { AskList } from './AskList.tsx'
import { dayText } from './factText.ts'
import { MeetingLog } from './MeetingLog.tsx'
import { registerWords } from './words.ts'

const words = createWords(registerWords)

/** What keeps the register true: what is due, what services have answered, and meetings with them. */
export default function ChecksPage() {
  const services = createHeld(() => api.get<Service[]>('/api/register'))
  const asks = createHeld(() => api.get<Ask[]>('/api/register/asks'))
  const [made, setMade] = createSignal<{ readonly name: string; readonly link: string }>()
  const [refusal, setRefusal] = createSignal<Refusal>()
  const due = () => (services.value() ?? []).filter((service) => isDue(service, Date.now())).sort(longestAgo)

  async function check({ id, version }: Service) {
    const answer = await api.post(`/api/register/${id}/check`, { version })
    setRefusal(answer.ok ? undefined : answer.refusal)
    await services.ask()
  }

  async function ask({ id, name }: Service) {
    const answer = await api.post<MadeAsk>(`/api/register/${id}/asks`)
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (answer.ok) setMade({ name, link: new URL(answer.value.path, location.origin).href })
    await asks.ask()
  }

  return (
    <Show when={services.value() && asks.value()} fallback={<ErrorText refusal={services.refusal() ?? asks.refusal()} />}>
      <ErrorText refusal={refusal() ?? services.refusal() ?? asks.refusal()} />
      <Show when={made()}>
        {(one) => (
          <div class="notice notice--plain stack" role="status">
            <p>{words().askMade(one().name)}</p>
            <p class="register-link" data-testid="ask-link">
              {one().link}
            </p>
          </div>
        )}
      </Show>
      <AskList
        asks={asks.value() ?? []}
        services={services.value() ?? []}
        onChanged={() => {
          void asks.ask()
          void services.ask()
        }}
      />
      <section class="stack" data-testid="register-due" data-value={due().length}>
        <h2>{words().dueTitle}</h2>
        <p class="muted">{due().length === 0 ? words().dueNone : words().dueLead}</p>
        <ul class="register-list">
          <For each={due()}>
            {(service) => (
              <li class="register-check">
                <span>
                  <a class="register-name" href={`/register#${service.id}`}>
                    {service.name}
                  </a>{' '}
                  <span class="muted small">
                    {service.checkedAt === null
                      ? words().neverChecked
                      : words().checkedOn(dayText(service.checkedAt), service.checkedBy ?? '')}
                  </span>
                </span>
                <span class="row">
                  <button
                    type="button"
                    class="button"
                    aria-label={`${words().checkNow}: ${service.name}`}
                    onClick={() => void check(service)}
                  >
                    {words().checkNow}
                  </button>
                  <button type="button" class="button" aria-label={`${words().ask}: ${service.name}`} onClick={() => void ask(service)}>
                    {words().ask}
                  </button>
                </span>
              </li>
            )}
          </For>
        </ul>
      </section>
      <MeetingLog services={services.value() ?? []} />
    </Show>
  )
}

const longestAgo = (a: Service, b: Service): number => (a.checkedAt ?? 0) - (b.checkedAt ?? 0) || a.name.localeCompare(b.name, 'sv')
