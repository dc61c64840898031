import { createResource, createSignal, For, Show } from 'solid-js'
import { emptyFloor, type Floor } from '../../../shared/floor/model.ts'
import { linesInOrder } from '../../../shared/floor/questions.ts'
import { MOST_DAYS, type Report } from '../../../shared/reports/report.ts'
import { DutyCountsSection } from '../../duties/DutyCountsSection.tsx'
import { createWords } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { createHeld } from '../../ui/createHeld.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { Field } from '../../ui/Field.tsx'
import { choiceOf, daysOf, PRESETS, type Preset, periodOf, queryOf } from './period.ts'
import { ReportView } from './ReportView.tsx'
import './reports.css'
import { reportWords } from './words.ts'

const words = createWords(reportWords)

/** Today by the clock of who reads: near enough to offer a period. */
const today = (): string => new Intl.DateTimeFormat('en-CA').format(new Date())

/** A report of any period and lines, for those outside the house. What was chosen stands in the address. */
export default function ReportsPage() {
  const asked = choiceOf(location.search, periodOf('lastMonth', today()))
  const [from, setFrom] = createSignal(asked.from)
  const [to, setTo] = createSignal(asked.to)
  const [chosen, setChosen] = createSignal<readonly string[]>(asked.lines)
  const [query, setQuery] = createSignal(queryOf(asked, asked.lines))
  const floor = createHeld(() => api.get<{ floor: Floor }>('/api/floor'))
  const lines = () => linesInOrder(floor.value()?.floor ?? emptyFloor)
  const isChosen = (id: string) => chosen().length === 0 || chosen().includes(id)
  const [answer] = createResource(query, (wanted) => api.get<Report>(`/api/review/report?${wanted}`))
  const report = () => (answer.latest?.ok ? answer.latest.value : undefined)
  const refusal = () => (answer.latest && !answer.latest.ok ? answer.latest.refusal : undefined)
  const days = () => daysOf({ from: from(), to: to() })
  const [tried, setTried] = createSignal(false)
  const periodError = () => (tried() && (days() < 1 || days() > MOST_DAYS) ? words().badPeriod : undefined)

  function choose(preset: Preset) {
    const period = periodOf(preset, today())
    setFrom(period.from)
    setTo(period.to)
    show()
  }

  function toggle(id: string, on: boolean) {
    const all = lines().map((line) => line.id)
    const next = all.filter((line) => (line === id ? on : isChosen(line)))
    // None would be all: the last one stays.
    if (next.length > 0) setChosen(next.length === all.length ? [] : next)
  }

  function show(event?: SubmitEvent) {
    event?.preventDefault()
    setTried(true)
    if (days() < 1 || days() > MOST_DAYS) return
    const next = queryOf({ from: from(), to: to() }, chosen())
    history.replaceState(null, '', `?${next}`)
    setQuery(next)
  }

  return (
    <>
      <form class="card stack report-choice" onSubmit={show} noValidate aria-label={words().choose}>
        <h1>{words().choose}</h1>
        <div class="row report-choice__days">
          <Field label={words().from} type="date" name="from" value={from()} onInput={(event) => setFrom(event.currentTarget.value)} />
          <Field
            label={words().to}
            type="date"
            name="to"
            value={to()}
            error={periodError()}
            onInput={(event) => setTo(event.currentTarget.value)}
          />
          <fieldset class="row" aria-label={words().presets}>
            <For each={PRESETS}>
              {(preset) => (
                <button type="button" class="button" onClick={() => choose(preset)}>
                  {words()[preset]}
                </button>
              )}
            </For>
          </fieldset>
        </div>
        <Show when={lines().length > 1}>
          <fieldset class="row report-choice__lines">
            <legend class="field__label">{words().lines}</legend>
            <For each={lines()}>
              {(line) => (
                <label class="row">
                  <input
                    type="checkbox"
                    checked={isChosen(line.id)}
                    onChange={(event) => {
                      toggle(line.id, event.currentTarget.checked)
                      event.currentTarget.checked = isChosen(line.id)
                    }}
                  />
                  {line.name}
                </label>
              )}
            </For>
          </fieldset>
        </Show>
        <button type="submit" class="button button--primary report-choice__show">
          {words().show}
        </button>
        <ErrorText refusal={refusal()} />
      </form>
      <Show when={report()}>{(known) => <ReportView report={known()} />}</Show>
      <DutyCountsSection />
    </>
  )
}
