import '../register/register.css'
import { createEffect, createSignal, For, Match, onMount, Show, Switch } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { type Refusal, refuse } from '../../shared/errors.ts'
import { type AskedFacts, type AskForm, askedOf } from '../../shared/services/register.ts'
import { noFacts, type ServiceFacts } from '../../shared/services/service.ts'
import { serviceWords } from '../find-help/serviceWords.ts'
import { createWords, formatDate } from '../i18n/i18n.ts'
import { Rows } from '../register/inputs.tsx'
import { LanguageFields, QualityFields } from '../register/ServiceFields.tsx'
import { registerWords } from '../register/words.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Field } from '../ui/Field.tsx'
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx'
import { askWords } from './words.ts'

const words = createWords(askWords)
const terms = createWords(serviceWords)
const register = createWords(registerWords)
const LINES = ['name', 'organisation', 'phone', 'email', 'web', 'waitingTime'] as const
const TEXTS = ['hours', 'booking', 'address'] as const

/** What the page is at: the questions, or why there are none. */
type At =
  | { readonly is: 'loading' | 'used' | 'sent' }
  | { readonly is: 'form'; readonly expires: number }
  | { readonly is: 'failed'; readonly why: Refusal }

/** A service's own page about itself, behind a link that takes one answer. It keeps nothing, and knows nobody. */
export function AskPage(props: { token: string }) {
  let form!: HTMLFormElement
  const [at, setAt] = createSignal<At>({ is: 'loading' })
  const [facts, setFacts] = createStore<AskedFacts>(askedOf(noFacts))
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [busy, setBusy] = createSignal(false)
  const shown = () => {
    const now = at()
    return now.is === 'form' ? now : undefined
  }
  const failed = () => {
    const now = at()
    return now.is === 'failed' ? now : undefined
  }
  const wrongFact = () =>
    refusal()?.code === 'badRequest' ? (refusal()?.field?.split('.')[1] as keyof ServiceFacts | undefined) : undefined
  const wrong = (fact: keyof ServiceFacts) => (wrongFact() === fact ? register().allowed[fact] : undefined)
  const change = (fact: keyof ServiceFacts, value: unknown) => setFacts(reconcile({ ...askedOf(facts), [fact]: value }))

  async function ask() {
    const answer = await api.post<AskForm>('/api/ask', { token: props.token })
    if (answer.ok) {
      setFacts(reconcile(answer.value.service))
      setAt({ is: 'form', expires: answer.value.expires })
    } else setAt(isGone(answer.refusal) ? { is: 'used' } : { is: 'failed', why: answer.refusal })
  }
  onMount(() => void ask())
  createEffect(() => {
    document.title = words().title
  })

  function refused(why: Refusal) {
    setRefusal(why)
    queueMicrotask(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }

  async function send(event: SubmitEvent) {
    event.preventDefault()
    setBusy(true)
    setRefusal(undefined)
    const answer = await api.post('/api/ask/answer', { token: props.token, facts: askedOf(facts) })
    setBusy(false)
    if (answer.ok) setAt({ is: 'sent' })
    else if (answer.refusal.code === 'linkUsed') setAt({ is: 'used' })
    else refused(answer.refusal)
  }

  return (
    <main class="page register stack" id="main">
      <LanguageSwitch />
      <h1>{words().title}</h1>
      <Switch>
        <Match when={at().is === 'loading'}>
          <p class="muted">{words().loading}</p>
        </Match>
        <Match when={at().is === 'used'}>
          <p role="status" data-testid="ask-used">
            {words().used}
          </p>
        </Match>
        <Match when={at().is === 'sent'}>
          <p role="status" data-testid="ask-sent">
            {words().thanks}
          </p>
        </Match>
        <Match when={failed()}>
          {(now) => (
            <div class="row">
              <ErrorText refusal={now().why} />
              <button type="button" class="button" onClick={() => void ask()}>
                {words().again}
              </button>
            </div>
          )}
        </Match>
        <Match when={shown()}>
          {(now) => (
            <form class="stack" ref={form} onSubmit={send} autocomplete="off" novalidate data-testid="ask-form">
              <p>{words().lead}</p>
              <p class="notice notice--plain">{words().privacy}</p>
              <p class="muted">{words().until(formatDate(now().expires, { day: 'numeric', month: 'long', year: 'numeric' }))}</p>
              <fieldset class="card stack register-group">
                <legend>{words().contact}</legend>
                <For each={LINES}>
                  {(fact) => (
                    <Field
                      label={terms().facts[fact]}
                      name={fact}
                      value={facts[fact]}
                      error={wrong(fact)}
                      onInput={(event) => change(fact, event.currentTarget.value)}
                    />
                  )}
                </For>
                <For each={TEXTS}>
                  {(fact) => (
                    <Rows
                      label={terms().facts[fact]}
                      name={fact}
                      value={facts[fact]}
                      error={wrong(fact)}
                      onInput={(value) => change(fact, value)}
                    />
                  )}
                </For>
                <LanguageFields
                  facts={facts}
                  wrong={wrong}
                  onChange={change}
                  onWrong={(fact) => refused(refuse('badRequest', `facts.${fact}`).refusal)}
                />
              </fieldset>
              <fieldset class="card stack register-group">
                <legend>{words().quality}</legend>
                <p class="muted">{words().qualityLead}</p>
                <QualityFields facts={facts} wrong={wrong} onChange={change} />
                <Rows
                  label={terms().facts.ambition}
                  name="ambition"
                  value={facts.ambition}
                  error={wrong('ambition')}
                  onInput={(value) => change('ambition', value)}
                />
              </fieldset>
              <Show when={wrongFact()} fallback={<ErrorText refusal={refusal()} />}>
                {(fact) => (
                  <p class="error-text" role="alert">
                    {terms().facts[fact()]}: {register().allowed[fact()]}
                  </p>
                )}
              </Show>
              <div class="row">
                <button type="submit" class="button button--primary" disabled={busy()}>
                  {busy() ? words().sending : words().send}
                </button>
              </div>
            </form>
          )}
        </Match>
      </Switch>
    </main>
  )
}

/** A link that is none is as one that has been used. */
const isGone = ({ code }: Refusal): boolean => code === 'linkUsed' || code === 'badRequest'
