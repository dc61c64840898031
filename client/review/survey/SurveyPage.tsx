import { createResource, createSignal, For, Show } from 'solid-js'
import { emptyFloor, type Floor } from '../../../shared/floor/model.ts'
import { linesInOrder } from '../../../shared/floor/questions.ts'
import type { SurveyReview, ToldSurveyPeriod } from '../../../shared/survey/review.ts'
import { SURVEY_DRAFTS } from '../../../shared/survey/survey.ts'
import { createWords, language } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { createHeld } from '../../ui/createHeld.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { languageName } from '../../ui/languageNames.ts'
import { sheetsOf } from '../reports/blocks.ts'
import { BlockTable } from '../reports/ReportView.tsx'
import '../reports/reports.css'
import { reportWords } from '../reports/words.ts'
import { SaveSheets } from '../sheets/SaveSheets.tsx'
import { sectionsOf, warningsOf } from './blocks.ts'
import { KeepingForm } from './KeepingForm.tsx'
import { ServiceCounts } from './ServiceCounts.tsx'
import './survey.css'
import { dayName } from '../months/names.ts'
import { surveyReviewWords } from './words.ts'

const words = createWords(surveyReviewWords)
const report = createWords(reportWords)

const periodName = ({ from, to, open }: ToldSurveyPeriod): string =>
  open ? words().running(dayName(from)) : words().span(dayName(from), dayName(to))

/** What callers answered afterwards, and what their referrals led to. The line and the period stand in the address. */
export default function SurveyPage() {
  const asked = new URLSearchParams(location.search)
  const floor = createHeld(() => api.get<{ floor: Floor }>('/api/floor'))
  const lines = () => linesInOrder(floor.value()?.floor ?? emptyFloor)
  const [chosen, setChosen] = createSignal(asked.get('line') ?? '')
  const [from, setFrom] = createSignal(asked.get('from') ?? '')
  const line = () => lines().find(({ id }) => id === chosen())?.id ?? lines()[0]?.id
  const query = () => (line() ? new URLSearchParams({ line: line() ?? '', ...(from() ? { from: from() } : {}) }).toString() : undefined)
  const [answer, { refetch }] = createResource(query, (wanted) => api.get<SurveyReview>(`/api/review/survey?${wanted}`))
  const review = () => (answer.latest?.ok ? answer.latest.value : undefined)
  const refusal = () => (answer.latest && !answer.latest.ok ? answer.latest.refusal : floor.refusal())

  function choose(next: { readonly line?: string; readonly from?: string }) {
    if (next.line !== undefined) setChosen(next.line)
    setFrom(next.from ?? '')
    history.replaceState(null, '', `?${query()}`)
  }

  return (
    <>
      <header class="stack survey-head">
        <h1>{words().title}</h1>
        <p class="muted">{words().lead}</p>
        <div class="row survey-head__choices">
          <Show when={lines().length > 1}>
            <label class="field">
              <span class="field__label">{words().line}</span>
              <select class="select" name="line" onChange={(event) => choose({ line: event.currentTarget.value })}>
                <For each={lines()}>
                  {({ id, name }) => (
                    <option value={id} selected={id === line()}>
                      {name}
                    </option>
                  )}
                </For>
              </select>
            </label>
          </Show>
          <Show when={review()}>
            {(known) => (
              <label class="field">
                <span class="field__label">{words().period}</span>
                <select class="select" name="period" onChange={(event) => choose({ from: event.currentTarget.value })}>
                  <For each={known().periods.toReversed()}>
                    {(period) => (
                      <option value={period.id} selected={period.id === known().period.id}>
                        {periodName(period)}
                      </option>
                    )}
                  </For>
                </select>
              </label>
            )}
          </Show>
        </div>
      </header>
      <ErrorText refusal={refusal()} />
      <Show when={review()} fallback={<p role="status">{refusal() ? '' : words().loading}</p>}>
        {(known) => <SurveyResult review={known()} onChanged={() => void refetch()} isFirst={known().line.id === lines()[0]?.id} />}
      </Show>
    </>
  )
}

function SurveyResult(props: { review: SurveyReview; isFirst: boolean; onChanged: () => void }) {
  const sections = () => sectionsOf(props.review, words(), report(), language())
  const warnings = () => warningsOf(props.review, words())
  const path = () => (props.isFirst ? '/survey' : `/survey/${props.review.line.id}`)
  const drafts = () =>
    new Intl.ListFormat(language() === 'sv' ? 'sv-SE' : 'en-GB').format(SURVEY_DRAFTS.map((draft) => languageName(draft)))
  const sheets = () =>
    sheetsOf(sections(), [props.review.line.name, periodName(props.review.period), ...warnings()], {
      ...report(),
      protection: words().protection.slice(1),
    })

  return (
    <article class="stack report" aria-labelledby="survey-report" data-testid="survey-review">
      <header class="stack">
        <div class="row report__head">
          <h2 id="survey-report" class="report__title">
            {props.review.line.name}: {periodName(props.review.period)}
          </h2>
          <div class="row report__out">
            <button type="button" class="button" onClick={() => window.print()}>
              {words().print}
            </button>
            <SaveSheets sheets={sheets} name={`lyhord-survey-${props.review.period.from}-${props.review.period.to}`} />
          </div>
        </div>
        <For each={warnings()}>{(warning) => <p class="notice">{warning}</p>}</For>
      </header>
      <For each={sections().filter(({ blocks }) => blocks.length > 0)}>
        {({ title, note, blocks }) => (
          <section class="stack" aria-label={title}>
            <h3 class="report__section">{title}</h3>
            <Show when={note}>
              <p class="muted survey-note">{note}</p>
            </Show>
            <div class="report__blocks">
              <For each={blocks}>{(block) => <BlockTable block={block} />}</For>
            </div>
          </section>
        )}
      </For>
      <section class="stack notice notice--plain" aria-label={words().protectionTitle}>
        <h3>{words().protectionTitle}</h3>
        <For each={words().protection}>{(text) => <p>{text}</p>}</For>
      </section>
      <section class="stack survey-work">
        <p class="row">
          <a class="button" href={`${path()}?lang=${language()}`} target="_blank" rel="noreferrer">
            {words().open}
          </a>
          <span>{words().address(`${location.host}${path()}`)}</span>
        </p>
        <p class="notice">{words().draftNote(drafts())}</p>
        <ServiceCounts review={props.review} onChanged={props.onChanged} />
        <KeepingForm review={props.review} onChanged={props.onChanged} />
      </section>
    </article>
  )
}
