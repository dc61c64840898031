import { createSignal, For, Show } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import type { Ask, AskedFacts } from '../../shared/services/register.ts'
import { differing, type Service } from '../../shared/services/service.ts'
import { createWords } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Changes } from './Changes.tsx'
import { dayText } from './factText.ts'
import { registerWords } from './words.ts'

const words = createWords(registerWords)
const DECIDED = ['approved', 'rejected']

/** Questions that are out, and answers to decide on: each beside what the register says now. */
export function AskList(props: { asks: readonly Ask[]; services: readonly Service[]; onChanged: () => void }) {
  const [refusal, setRefusal] = createSignal<Refusal>()
  const serviceOf = (ask: Ask) => props.services.find(({ id }) => id === ask.service)
  const open = () => props.asks.filter(({ state }) => !DECIDED.includes(state))
  const stateOf = ({ state, expires }: Ask) => (state === 'open' && expires <= Date.now() ? words().states.expired : words().states[state])

  async function send(request: ReturnType<typeof api.post>) {
    const answer = await request
    setRefusal(answer.ok ? undefined : answer.refusal)
    props.onChanged()
  }

  return (
    <section class="stack" data-testid="register-asks">
      <h2>{words().asksTitle}</h2>
      <p class="muted">{open().length === 0 ? words().asksNone : words().asksLead}</p>
      <ErrorText refusal={refusal()} />
      <ul class="register-list">
        <For each={open()}>
          {(ask) => (
            <Show when={serviceOf(ask)}>
              {(service) => (
                <li class="stack" data-state={ask.state}>
                  <p>
                    <a class="register-name" href={`/register#${service().id}`}>
                      {service().name}
                    </a>{' '}
                    <span class="muted small">
                      {stateOf(ask)} · {words().askedAt(dayText(ask.at), ask.by)}
                    </span>
                  </p>
                  <Show
                    when={ask.facts}
                    fallback={
                      <button type="button" class="button register-add" onClick={() => void send(api.del(`/api/register/asks/${ask.id}`))}>
                        {words().takeBack}
                      </button>
                    }
                  >
                    {(facts) => (
                      <>
                        <Answered service={service()} facts={facts()} />
                        <div class="row">
                          <For each={[true, false]}>
                            {(approve) => (
                              <button
                                type="button"
                                class="button"
                                classList={{ 'button--primary': approve }}
                                onClick={() =>
                                  void send(api.post(`/api/register/asks/${ask.id}/decision`, { approve, version: service().version }))
                                }
                              >
                                {approve ? words().approve : words().reject}
                              </button>
                            )}
                          </For>
                        </div>
                      </>
                    )}
                  </Show>
                </li>
              )}
            </Show>
          )}
        </For>
      </ul>
    </section>
  )
}

function Answered(props: { service: Service; facts: AskedFacts }) {
  const after = (): Service => ({ ...props.service, ...props.facts })
  const changes = () => differing(props.service, after()).map((fact) => ({ fact, from: props.service[fact], to: after()[fact] }))
  return (
    <Show when={changes().length > 0} fallback={<p>{words().answerSame}</p>}>
      <Changes changes={changes()} />
    </Show>
  )
}
