import { createMemo, createResource, createSignal, For, Show } from 'solid-js'
import { emptyFloor, type Floor } from '../../../shared/floor/model.ts'
import { linesInOrder } from '../../../shared/floor/questions.ts'
import { STAFFING_SPANS, type StaffingReport, type StaffingSpan } from '../../../shared/review/staffing.ts'
import { addWeeks } from '../../../shared/review/weeks.ts'
import { addMonths } from '../../../shared/volume/months.ts'
import { createWords } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { Chart } from '../../ui/Chart.tsx'
import { createHeld } from '../../ui/createHeld.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { monthBars } from '../months/chartParts.ts'
import '../months/months.css'
import { dayName, monthName } from '../months/names.ts'
import { SheetTable } from '../months/SheetTable.tsx'
import { SaveSheets } from '../sheets/SaveSheets.tsx'
import './staffing.css'
import { barsOf, hoursShown, staffingSheet } from './table.ts'
import { staffingWords } from './words.ts'

const words = createWords(staffingWords)

interface Choice {
  readonly line: string | undefined
  readonly span: StaffingSpan
  /** Undefined: the present one. */
  readonly period: string | undefined
}

/** How lines were staffed, hour by hour of the day, and never by whom. What was chosen stands in the address. */
export default function StaffingPage() {
  const asked = new URLSearchParams(location.search)
  const floor = createHeld(() => api.get<{ floor: Floor }>('/api/floor'))
  const lines = () => linesInOrder(floor.value()?.floor ?? emptyFloor)
  const [choice, setChoice] = createSignal<Choice>({
    ...{ line: asked.get('line') ?? undefined, period: asked.get('period') ?? undefined },
    span: asked.get('span') === 'month' ? 'month' : 'week',
  })
  const line = () => lines().find(({ id }) => id === choice().line) ?? lines()[0]
  const query = () => {
    const [one, { span, period }] = [line(), choice()]
    return one && new URLSearchParams({ line: one.id, span, ...(period === undefined ? {} : { period }) }).toString()
  }
  const [answer] = createResource(query, (wanted) => api.get<StaffingReport>(`/api/review/staffing?${wanted}`))
  const report = () => (answer.latest?.ok ? answer.latest.value : undefined)
  const refusal = () => (answer.latest && !answer.latest.ok ? answer.latest.refusal : floor.refusal())

  function choose(part: Partial<Choice>) {
    setChoice((before) => ({ ...before, ...part }))
    history.replaceState(null, '', `?${query()}`)
  }
  function step(by: number) {
    const known = report()
    if (known) choose({ period: known.span === 'week' ? addWeeks(known.period, by) : addMonths(known.period, by) })
  }

  return (
    <>
      <header class="stack">
        <h1>{words().title}</h1>
        <p class="muted staffing-text">{words().lead}</p>
        <div class="row staffing-choices">
          <Show when={lines().length > 1}>
            <label class="field">
              <span class="field__label">{words().line}</span>
              <select class="select" name="line" onChange={(event) => choose({ line: event.currentTarget.value })}>
                <For each={lines()}>
                  {({ id, name }) => (
                    <option value={id} selected={id === line()?.id}>
                      {name}
                    </option>
                  )}
                </For>
              </select>
            </label>
          </Show>
          <fieldset class="row" aria-label={words().span}>
            <For each={STAFFING_SPANS}>
              {(span) => (
                <button
                  type="button"
                  class="button"
                  aria-pressed={choice().span === span}
                  onClick={() => choose({ span, period: undefined })}
                >
                  {words().spans[span]}
                </button>
              )}
            </For>
            <button type="button" class="button" aria-label={words().previous} disabled={!report()} onClick={() => step(-1)}>
              ←
            </button>
            <button
              type="button"
              class="button"
              aria-label={words().next}
              disabled={(report()?.period ?? '') >= (report()?.latest ?? '')}
              onClick={() => step(1)}
            >
              →
            </button>
          </fieldset>
        </div>
      </header>
      <ErrorText refusal={refusal()} />
      <Show when={report()} fallback={<p role="status">{refusal() ? '' : words().loading}</p>}>
        {(known) => <Staffed report={known()} lineName={lines().find(({ id }) => id === known().line)?.name ?? ''} />}
      </Show>
    </>
  )
}

function Staffed(props: { report: StaffingReport; lineName: string }) {
  const hours = createMemo(() => hoursShown(props.report))
  const bars = createMemo(() => barsOf(hours()))
  const most = () => Math.max(0, ...bars().signedIn.map((value) => value ?? 0))
  const period = () => periodName(props.report)
  const since = () => (props.report.since === null ? words().sinceNever : words().since(dayName(props.report.since)))
  const sheet = createMemo(() => staffingSheet(props.report, [`${props.lineName}, ${period()}`, since(), ...words().explain], words()))
  const plugin = createMemo(() => monthBars({ texts: hours().map(({ hour }) => String(hour).padStart(2, '0')), bars: [0, 1] }))

  return (
    <article class="stack staffing" aria-labelledby="staffing" data-testid="staffing">
      <div class="row staffing-head">
        <h2 id="staffing" aria-live="polite">
          {props.lineName}: {period()}
        </h2>
        <SaveSheets sheets={() => [sheet()]} name={`lyhord-${words().file}-${props.report.line}-${props.report.period}`} />
      </div>
      <p class="muted" data-testid="staffing-since">
        {since()}
      </p>
      <Show when={hours().length > 0} fallback={<p class="notice notice--plain">{words().nothing}</p>}>
        <Show when={most() > 0}>
          <ul class="months-key">
            <li class="months-key__running">{words().keySignedIn}</li>
            <li class="months-key__calls">{words().keyTalking}</li>
          </ul>
          <Chart
            class="months-chart staffing-chart"
            x={hours().map((_, index) => index)}
            xTicks={hours().map((_, index) => index)}
            yTop={most()}
            plugin={plugin()}
            series={[
              { values: bars().signedIn, color: '--accent', width: 2, fill: '--accent-soft' },
              { values: bars().talking, color: '--accent', width: 0, fill: '--accent' },
            ]}
          />
        </Show>
        <div class="card">
          <SheetTable sheet={sheet()} caption={`${props.lineName}, ${period()}`} />
        </div>
      </Show>
      <section class="stack notice notice--plain staffing-text" aria-labelledby="staffing-explained">
        <h3 id="staffing-explained">{words().explainTitle}</h3>
        <For each={words().explain}>{(text) => <p>{text}</p>}</For>
      </section>
    </article>
  )
}

function periodName({ span, period }: StaffingReport): string {
  return span === 'month' ? monthName(period, 'long') : words().week(Number(period.slice(6)), period.slice(0, 4))
}
