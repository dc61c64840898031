import { For, Show } from 'solid-js'
import type { Sheet, SheetCell } from '../../../shared/sheet.ts'
import { createWords, formatNumber } from '../../i18n/i18n.ts'
import { monthsWords } from './words.ts'

const words = createWords(monthsWords)

/**
 * A table exactly as a file has it; wide ones scroll in their own frame, by keyboard too. The last row is a sum. With `onRow` the
 * others are opened by their first cell.
 */
export function SheetTable(props: { sheet: Sheet; caption: string; onRow?: (index: number) => void }) {
  const cell = (value: SheetCell | undefined) => (value == null ? words().none : typeof value === 'number' ? formatNumber(value, 2) : value)

  return (
    <section class="months-table" aria-label={props.caption} tabindex="0">
      <table class="tabular">
        <caption class="visually-hidden">{props.caption}</caption>
        <thead>
          <tr>
            <For each={props.sheet.columns}>{(column) => <th scope="col">{column}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={props.sheet.rows}>
            {(row, index) => (
              <tr>
                <th scope="row">
                  <Show when={index() < props.sheet.rows.length - 1 && props.onRow} fallback={cell(row[0])}>
                    {(onRow) => (
                      <button type="button" class="review-open" title={words().openCalls} onClick={() => onRow()(index())}>
                        {cell(row[0])}
                      </button>
                    )}
                  </Show>
                </th>
                <For each={row.slice(1)}>{(value) => <td>{cell(value)}</td>}</For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  )
}
