import './duties.css'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { createStore, produce, unwrap } from 'solid-js/store'
import { type DutySettings, type DutyVersion, LAW_TOPICS, type LawText, type NewDutySettings } from '../../shared/duties/law.ts'
import type { DutyState } from '../../shared/duties/reports.ts'
import type { Refusal } from '../../shared/errors.ts'
import { createWords, formatDate } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { createHeld } from '../ui/createHeld.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Field } from '../ui/Field.tsx'
import { lazyPart } from '../ui/lazyPart.tsx'
import { Confirmation } from './Confirmation.tsx'
import { dutyWords } from './words.ts'

const GuidanceTexts = lazyPart(() => import('./GuidanceTexts.tsx'))
const words = createWords(dutyWords)
const momentText = (at: number): string => formatDate(at, { dateStyle: 'long', timeStyle: 'short' })

/** For supervisors: the laws that the panel about reports names, how long reports are kept, and every version of it. */
export function DutySettingsSection() {
  const state = createHeld(() => api.get<DutyState>('/api/duties'))
  const versions = createHeld(() => api.get<DutyVersion[]>('/api/duties/versions'))
  const [saved, setSaved] = createSignal<DutySettings>()
  const settings = () => saved() ?? state.value()?.settings

  function take(next: DutySettings) {
    setSaved(next)
    void versions.ask()
  }

  return (
    <section class="stack duties" aria-labelledby="duties">
      <h2 id="duties">{words().settings}</h2>
      <p class="muted">{words().settingsLead}</p>
      <ErrorText refusal={state.refusal()} />
      <Show when={settings()} keyed>
        {(now) => <SettingsForm settings={now} isSaved={saved() === now} onSaved={take} />}
      </Show>
      <Show when={state.value()}>
        {(now) => <GuidanceTexts texts={now().texts} mayWrite={now().mayConfirm} onChanged={() => void state.ask()} />}
      </Show>
      <details>
        <summary>{words().versions}</summary>
        <ul class="stack">
          <For each={versions.value() ?? []}>
            {(one) => (
              <li class="duty-version">
                <p>
                  {words().version(one.version, one.at === null ? words().ways.shipped : momentText(one.at), one.by ?? '')}
                  <Show when={one.way !== 'shipped'}>{`: ${words().ways[one.way]}`}</Show>
                </p>
                <ul class="muted small" lang="sv">
                  <For each={one.laws}>
                    {({ act, provision, from, until, note }) => (
                      <li>
                        {[`${act} ${provision}`.trim(), from && `från ${from}`, until && `till ${until}`, note].filter(Boolean).join(', ')}
                      </li>
                    )}
                  </For>
                </ul>
              </li>
            )}
          </For>
        </ul>
      </details>
    </section>
  )
}

/** One form for all of it; what is typed stays when it is refused. */
function SettingsForm(props: { settings: DutySettings; isSaved: boolean; onSaved: (settings: DutySettings) => void }) {
  const { version, keepSentDays, keepUnsentDays, laws } = structuredClone(unwrap(props.settings))
  const [draft, setDraft] = createStore<{
    keepSentDays: number
    keepUnsentDays: number
    laws: { -readonly [F in keyof LawText]: LawText[F] }[]
  }>({
    ...{ keepSentDays, keepUnsentDays },
    laws: laws.map(({ confirmed: _, ...law }) => law),
  })
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [touched, setTouched] = createSignal(false)
  const confirmedOf = (id: string) => laws.find((law) => law.id === id)?.confirmed ?? null
  const change = (at: number, fact: keyof LawText, value: string | null) => {
    setTouched(true)
    setDraft('laws', at, fact as 'note', value as string)
  }

  function add() {
    setTouched(true)
    const law: LawText = {
      ...{ id: crypto.randomUUID(), topic: 'reportChild', act: '', provision: '', from: null, until: null },
      ...{ source: '', sourceDate: '', note: '' },
    }
    setDraft(
      'laws',
      produce((all) => void all.push(law)),
    )
  }

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const next: NewDutySettings = { version, ...structuredClone(unwrap(draft)) }
    const answer = await api.put<DutySettings>('/api/duties/settings', next)
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (answer.ok) props.onSaved(answer.value)
  }
  /** What is wrong with a field of a law, by the path that the server names; it says in English what is allowed. */
  const wrong = (at: number, fact: keyof LawText): string | undefined => {
    const now = refusal()
    return now?.field === `laws.${at}.${fact}` ? words().badLaw[fact === 'sourceDate' ? 'date' : 'text'] : undefined
  }

  return (
    <form class="stack" onSubmit={submit} noValidate>
      <div class="row duty-keep">
        <Field
          label={words().keepSent}
          type="number"
          min={1}
          max={365}
          name="keepSentDays"
          value={draft.keepSentDays}
          error={refusal()?.field === 'keepSentDays' ? words().keepHint : undefined}
          onInput={(event) => setDraft('keepSentDays', Math.round(event.currentTarget.valueAsNumber) || 0)}
        />
        <Field
          label={words().keepUnsent}
          type="number"
          min={1}
          max={365}
          name="keepUnsentDays"
          value={draft.keepUnsentDays}
          error={refusal()?.field === 'keepUnsentDays' ? words().keepHint : undefined}
          onInput={(event) => setDraft('keepUnsentDays', Math.round(event.currentTarget.valueAsNumber) || 0)}
        />
      </div>
      <p class="muted small">{words().keepHint}</p>
      <For each={draft.laws}>
        {(law, at) => (
          <LawFields
            law={law}
            confirmed={confirmedOf(law.id)}
            wrong={(fact) => wrong(at(), fact)}
            onChange={(fact, value) => change(at(), fact, value)}
            onRemove={() => {
              setTouched(true)
              setDraft('laws', (all) => all.filter(({ id }) => id !== law.id))
            }}
          />
        )}
      </For>
      <ErrorText refusal={refusal()} />
      <div class="row">
        <button type="button" class="button" onClick={add}>
          {words().addLaw}
        </button>
        <button type="submit" class="button button--primary" data-testid="duty-settings-save">
          {words().save}
        </button>
        <span role="status" class="duty-done">
          {props.isSaved && !touched() ? words().savedNow : ''}
        </span>
      </div>
    </form>
  )
}

function LawFields(props: {
  law: LawText
  confirmed: { readonly by: string; readonly at: number } | null
  wrong: (fact: keyof LawText) => string | undefined
  onChange: (fact: keyof LawText, value: string | null) => void
  onRemove: () => void
}) {
  const id = createUniqueId()
  const text = (fact: 'act' | 'provision' | 'source' | 'sourceDate' | 'note', hint?: string) => (
    <Field
      label={words()[fact]}
      {...(hint === undefined ? {} : { hint })}
      name={`${fact}-${props.law.id}`}
      value={props.law[fact]}
      error={props.wrong(fact)}
      onInput={(event) => props.onChange(fact, event.currentTarget.value)}
    />
  )
  const date = (fact: 'from' | 'until') => (
    <Field
      label={words()[fact]}
      type="date"
      name={`${fact}-${props.law.id}`}
      value={props.law[fact] ?? ''}
      error={props.wrong(fact)}
      onInput={(event) => props.onChange(fact, event.currentTarget.value || null)}
    />
  )
  return (
    <fieldset class="card duty-fields" data-testid="duty-law-fields">
      <legend class="visually-hidden">{props.law.act || words().newLaw}</legend>
      <div class="field">
        <label class="field__label" for={id}>
          {words().topic}
        </label>
        <select class="select" id={id} onChange={(event) => props.onChange('topic', event.currentTarget.value)}>
          <For each={LAW_TOPICS}>
            {(topic) => (
              <option value={topic} selected={topic === props.law.topic}>
                {words().lawTopics[topic]}
              </option>
            )}
          </For>
        </select>
      </div>
      {text('act')}
      {text('provision', words().provisionHint)}
      {date('from')}
      {date('until')}
      {text('source')}
      {text('sourceDate', words().sourceDateHint)}
      <div class="duty-fields__wide">{text('note')}</div>
      <p class="row small duty-fields__wide">
        <Confirmation by={props.confirmed} />
        <button type="button" class="button button--quiet" onClick={() => props.onRemove()}>
          {words().removeLaw}
        </button>
      </p>
    </fieldset>
  )
}
