import { For, Show } from 'solid-js'
import type { MonthFound } from '../../../shared/imports/imports.ts'
import { createWords, formatDate, formatNumber } from '../../i18n/i18n.ts'
import { ScrollArea } from './parts.tsx'
import { historyWords } from './words.ts'

const words = createWords(historyWords)

/** What an import has in each month. */
export function MonthsFound(props: { months: readonly MonthFound[] }) {
  const hasAlike = () => props.months.some(({ alike }) => alike > 0)
  const nameOf = (month: string) => formatDate(Date.parse(`${month}-01T00:00:00Z`), { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return (
    <ScrollArea label={words().months} tall>
      <table class="history-table">
        <thead>
          <tr>
            <th scope="col">{words().month}</th>
            <th scope="col">{words().calls}</th>
            <th scope="col">{words().answeredCount}</th>
            <Show when={hasAlike()}>
              <th scope="col">{words().alikeCount}</th>
            </Show>
          </tr>
        </thead>
        <tbody class="tabular">
          <For each={props.months}>
            {(month) => (
              <tr>
                <th scope="row">{nameOf(month.month)}</th>
                <td>{formatNumber(month.calls)}</td>
                <td>{month.answered === null ? words().notKnown : formatNumber(month.answered)}</td>
                <Show when={hasAlike()}>
                  <td>{formatNumber(month.alike)}</td>
                </Show>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </ScrollArea>
  )
}
