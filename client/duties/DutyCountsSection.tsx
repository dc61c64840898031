import './duties.css'
import { createResource, createSignal, createUniqueId, For, Show } from 'solid-js'
import type { ToldCount } from '../../shared/disclosure/tables.ts'
import { COUNT_COLUMNS, type DutyCounts } from '../../shared/duties/reports.ts'
import { createWords, formatDate, formatNumber } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { dutyWords } from './words.ts'

const words = createWords(dutyWords)
const monthText = (month: string): string => formatDate(Date.parse(`${month}-15T12:00:00Z`), { month: 'short', timeZone: 'UTC' })
const YEARS = 6

/** How many reports there were, by month and kind, and nothing else of them. */
export function DutyCountsSection() {
  const id = createUniqueId()
  const thisYear = new Date().getFullYear()
  const [year, setYear] = createSignal(thisYear)
  const [answer] = createResource(year, (asked) => api.get<DutyCounts>(`/api/duties/counts?year=${asked}`))
  const counts = () => (answer.latest?.ok ? answer.latest.value : undefined)
  const refusal = () => (answer.latest && !answer.latest.ok ? answer.latest.refusal : undefined)
  const told = (count: ToldCount): string =>
    count.is === 'shown' ? formatNumber(count.count) : count.is === 'small' ? words().small : words().hidden

  return (
    <section class="card stack duties" aria-labelledby={id} data-testid="duty-counts">
      <div class="row duty-report__head">
        <h2 id={id}>{words().countsTitle}</h2>
        <label class="row">
          <span>{words().year}</span>
          <select class="select duty-year" onChange={(event) => setYear(Number(event.currentTarget.value))}>
            <For each={Array.from({ length: YEARS }, (_, back) => thisYear - back)}>{(one) => <option value={one}>{one}</option>}</For>
          </select>
        </label>
      </div>
      <p class="muted">{words().countsLead}</p>
      <ErrorText refusal={refusal()} />
      <Show when={counts()}>
        {(now) => (
          <table class="duty-table tabular">
            <thead>
              <tr>
                <th scope="col">{words().month}</th>
                <For each={COUNT_COLUMNS}>{(column) => <th scope="col">{words().columns[column]}</th>}</For>
                <th scope="col">{words().total}</th>
              </tr>
            </thead>
            <tbody>
              <For each={now().rows}>
                {(row) => (
                  <tr>
                    <th scope="row">{monthText(row.month)}</th>
                    <For each={row.counts}>{(count) => <td>{told(count)}</td>}</For>
                    <td>{told(row.total)}</td>
                  </tr>
                )}
              </For>
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{words().total}</th>
                <For each={now().totals}>{(count) => <td>{told(count)}</td>}</For>
                <td>{told(now().total)}</td>
              </tr>
            </tfoot>
          </table>
        )}
      </Show>
    </section>
  )
}
