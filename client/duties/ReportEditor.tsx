import { createEffect, createSignal, createUniqueId, For, Match, on, onMount, Show, Switch } from 'solid-js'
import { REPORT_FIELDS, REPORT_MOST, type ReportKind, type Sending } from '../../shared/duties/reports.ts'
import { reportText } from '../../shared/duties/reportText.ts'
import type { Outcome, Refusal } from '../../shared/errors.ts'
import type { Line } from '../../shared/floor/model.ts'
import { DIVIDED } from '../../shared/geography/districts.ts'
import { placeOf } from '../../shared/geography/places.ts'
import type { HelpAnswer } from '../../shared/services/register.ts'
import type { Service } from '../../shared/services/service.ts'
import { type Chosen, PlaceField } from '../find-help/PlaceField.tsx'
import { printOnly } from '../find-help/printOnly.ts'
import { serviceWords } from '../find-help/serviceWords.ts'
import { createWords, formatTime } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { momentText } from '../ui/momentText.ts'
import type { Draft } from './createDraft.ts'
import { Ending, SendForm } from './ReportEnd.tsx'
import { contactLines, placeNow, recipientLines } from './recipient.ts'
import { dutyWords } from './words.ts'

const words = createWords(dutyWords)
const terms = createWords(serviceWords)

/** One report: what is in it, where it goes, what it looks like, and that it has been sent. `sent`: nothing can be changed any more. */
export function ReportEditor(props: {
  kind: ReportKind
  draft: Draft
  line: Line | undefined
  author: string
  now: number
  madeAt: number
  sent: Sending | null
  /** Whether who looks at it wrote it. */
  own: boolean
  onSent: (sending: Sending) => Promise<Outcome<unknown>>
  onClose: () => void
  onDiscard: (() => Promise<Outcome>) | undefined
}) {
  const id = createUniqueId()
  let report!: HTMLElement
  let placeField!: HTMLInputElement
  let sheet!: HTMLPreElement
  const fixed = () => props.sent !== null || !props.own
  const zone = () => props.line?.timeZone ?? 'Europe/Stockholm'
  const [service, setService] = createSignal<Service | null>()
  const [contactRefusal, setContactRefusal] = createSignal<Refusal>()
  const [tooLarge, setTooLarge] = createSignal(false)
  /** A district that is no more, when that is what was chosen. */
  const [former, setFormer] = createSignal<string>()
  const [copied, setCopied] = createSignal<boolean>()
  const place = () => placeOf(props.draft.place() ?? '')
  const text = () =>
    reportText({
      ...{
        kind: props.kind,
        texts: props.draft.texts(),
        times: props.draft.saved()?.times ?? null,
        madeAt: props.madeAt,
        timeZone: zone(),
      },
      ...{
        recipient: recipientLines(props.kind, props.draft.place(), service() ?? null),
        author: props.author,
        line: props.line?.name ?? '',
      },
    })

  async function findContact(of: string) {
    const answer = await api.get<HelpAnswer>(`/api/help?${new URLSearchParams({ place: of })}`)
    if (of !== props.draft.place()) return
    setContactRefusal(answer.ok ? undefined : answer.refusal)
    setService(answer.ok ? answer.value.fallback : undefined)
  }
  createEffect(
    on(props.draft.place, (of) => {
      setService(undefined)
      if (of !== null && props.kind === 'socialServices') void findContact(of)
    }),
  )

  function choose(chosen: Chosen) {
    if (chosen.is !== 'place') return
    setTooLarge(chosen.place.kind === 'county')
    setFormer(chosen.place.now === null ? undefined : chosen.place.name)
    if (chosen.place.kind !== 'county') props.draft.choose(placeNow(chosen.place).id)
  }

  function copy() {
    // without a secure context there is no clipboard
    const written = navigator.clipboard?.writeText(text()) ?? Promise.reject(new Error('no clipboard'))
    written.then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }

  onMount(() => (report.querySelector('textarea') ?? report.querySelector('h2'))?.focus())

  return (
    <section class="duty-report stack" aria-labelledby={`${id}-title`} data-testid="duty-report" ref={report}>
      <div class="row duty-report__head">
        <h2 id={`${id}-title`} tabindex="-1">
          {words().titles[props.kind]}
        </h2>
        <SavingState draft={props.draft} />
      </div>
      <Show when={!fixed()}>
        <p class="muted">{words().lead}</p>
        <For each={REPORT_FIELDS[props.kind]}>
          {(field, at) => (
            <div class="field">
              <label class="field__label" for={`${id}-${field}`}>
                {words().fields[field]}
              </label>
              <textarea
                class="field__input duty-text"
                id={`${id}-${field}`}
                data-field={field}
                rows={at() === 0 ? 4 : 2}
                maxLength={REPORT_MOST}
                autocomplete="off"
                spellcheck={false}
                value={props.draft.texts()[field] ?? ''}
                onInput={(event) => props.draft.type(field, event.currentTarget.value)}
              />
            </div>
          )}
        </For>
        <fieldset class="duty-question">
          <legend class="field__label">{words().recipient}</legend>
          <Show when={props.kind === 'police'}>
            <p>{words().police}</p>
          </Show>
          <PlaceField ref={placeField} own={{ label: words().place[props.kind], hint: words().placeHint }} onChosen={choose} />
          <Show when={place()}>
            {(chosen) => (
              <p data-testid="duty-place" data-value={chosen().id}>
                <strong>{props.kind === 'police' ? words().chosenPlace(chosen().name) : words().socialServicesOf(chosen().name)}</strong>
              </p>
            )}
          </Show>
          <Show when={former()}>{(old) => <p class="muted small">{words().nowPart(old(), place()?.name ?? '')}</p>}</Show>
          <Show when={tooLarge()}>
            <p class="error-text" role="alert">
              {words().notCounty}
            </p>
          </Show>
          <Show when={props.kind === 'socialServices' && place()?.id === DIVIDED}>
            <p class="notice">{words().pickDistrict}</p>
          </Show>
          <Show when={props.kind === 'socialServices' && place()}>
            <Contact service={service()} refusal={contactRefusal()} onAgain={() => void findContact(props.draft.place() ?? '')} />
          </Show>
        </fieldset>
        <p class="muted small">{words().timesAuto}</p>
      </Show>
      <h3>{words().preview}</h3>
      <Show when={!fixed()}>
        <p class="muted small">{words().swedish}</p>
      </Show>
      <pre class="duty-sheet" lang="sv" ref={sheet} data-testid="duty-sheet">
        {text()}
      </pre>
      <div class="row">
        <button type="button" class="button" onClick={copy}>
          {words().copy}
        </button>
        <button type="button" class="button" onClick={() => printOnly(sheet)}>
          {words().print}
        </button>
        <span role="status">{copied() === undefined ? '' : copied() ? words().copied : words().copyFailed}</span>
      </div>
      <Show when={props.sent} fallback={<SendForm draft={props.draft} now={props.now} onSent={props.onSent} />}>
        {(sent) => (
          <p class="notice notice--plain" data-testid="duty-sent">
            {words().sentBy(words().hows[sent().how], momentText(sent().at, props.now))}
          </p>
        )}
      </Show>
      <Ending draft={props.draft} sent={props.sent !== null} onClose={props.onClose} onDiscard={props.onDiscard} />
    </section>
  )
}

function SavingState(props: { draft: Draft }) {
  const waiting = () => {
    const now = props.draft.state()
    return now.is === 'waiting' || now.is === 'stopped' ? now : undefined
  }
  const calm = () => {
    const now = props.draft.state()
    if (now.is === 'saved') return words().saved(formatTime(now.at))
    return now.is === 'saving' ? words().saving : now.is === 'empty' ? words().empty : ''
  }
  return (
    <div data-testid="duty-saving" data-value={props.draft.state().is}>
      <Show when={waiting()} fallback={<p class="muted small">{calm()}</p>}>
        {(now) => (
          <div class="notice notice--bad" role="alert">
            <p>{now().is === 'stopped' ? words().stopped : words().waiting}</p>
            <ErrorText refusal={now().refusal} />
          </div>
        )}
      </Show>
    </div>
  )
}

/** How to reach social services, as far as the register knows. */
function Contact(props: { service: Service | null | undefined; refusal: Refusal | undefined; onAgain: () => void }) {
  return (
    <Switch>
      <Match when={props.refusal}>
        <div class="row">
          <p class="error-text">{words().contactUnread}</p>
          <button type="button" class="button" onClick={() => props.onAgain()}>
            {words().retry}
          </button>
        </div>
      </Match>
      <Match when={props.service !== undefined}>
        <Show when={contactLines(props.service ?? null).length > 0} fallback={<p class="notice">{words().noContact}</p>}>
          <ul class="duty-contact" lang="sv">
            <For each={contactLines(props.service ?? null)}>{(line) => <li>{line}</li>}</For>
          </ul>
        </Show>
        <Show when={!props.service?.phoneOutOfHours}>
          <p class="muted small">{terms().noOutOfHours}</p>
        </Show>
      </Match>
    </Switch>
  )
}
