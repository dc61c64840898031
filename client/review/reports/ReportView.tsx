import { createMemo, createSignal, For, Show } from 'solid-js'
import type { Report } from '../../../shared/reports/report.ts'
import type { WrittenTexts } from '../../../shared/writtenTexts.ts'
import { createWords, formatNumber, language } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { createHeld } from '../../ui/createHeld.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { CallsBehind } from '../calls/CallsBehind.tsx'
import { dayName, monthName } from '../months/names.ts'
import { SaveSheets } from '../sheets/SaveSheets.tsx'
import { type Block, type BlockRow, hasAnswers, sectionsOf, sheetsOf } from './blocks.ts'
import { codedSheets } from './coded.ts'
import { daysOf } from './period.ts'
import { reportWords } from './words.ts'

const words = createWords(reportWords)

/** A report as it is read, printed and saved. */
export function ReportView(props: { report: Report }) {
  const [opened, setOpened] = createSignal<BlockRow>()
  const sections = createMemo(() => sectionsOf(props.report, words(), language(), (month) => monthName(month, 'long')))
  const lines = () => props.report.lines.map(({ name }) => name).join(', ')
  const period = () => words().period(dayName(props.report.from), dayName(props.report.to), daysOf(props.report))
  const marks = () =>
    [props.report.synthetic && words().synthetic, props.report.imported && words().imported].filter((mark) => mark !== false)
  const above = () => [lines(), period(), ...marks()]
  const sheets = () => sheetsOf(sections(), above(), words())
  const rules = createHeld(() => api.get<WrittenTexts>('/api/form-rules'))
  const coded = () => codedSheets(props.report, rules.value() ?? {}, above(), words(), language())

  return (
    <article class="stack report" aria-labelledby="report" data-testid="report">
      <header class="stack">
        <div class="row report__head">
          <h2 id="report" class="report__title">
            {words().title}: {lines()}
          </h2>
          <div class="row report__out">
            <button type="button" class="button" onClick={() => window.print()}>
              {words().print}
            </button>
            <SaveSheets sheets={sheets} name={`lyhord-${props.report.from}-${props.report.to}`} />
          </div>
        </div>
        <p data-testid="report-period">{period()}</p>
        <For each={marks()}>{(mark) => <p class="notice">{mark}</p>}</For>
      </header>
      <For each={sections()}>
        {({ title, note, ways, blocks }) => (
          <section class="stack" aria-label={title}>
            <h3 class="report__section">{title}</h3>
            <Show when={note}>
              <p class="muted">{note}</p>
            </Show>
            <Show when={ways}>
              <p class="muted no-print">{ways}</p>
            </Show>
            <div class="report__blocks">
              <For each={blocks}>{(block) => <BlockTable block={block} onOpen={setOpened} />}</For>
            </div>
          </section>
        )}
      </For>
      <Show when={props.report.forms.is === 'shown' && props.report.forms.count > 0}>
        <section class="card stack no-print" aria-label={words().coded.title}>
          <h3 class="report__section">{words().coded.title}</h3>
          <p class="muted">{words().coded.note}</p>
          <ErrorText refusal={rules.refusal()} />
          <SaveSheets
            disabled={rules.value() === undefined}
            sheets={coded}
            name={`lyhord-${words().coded.file}-${props.report.from}-${props.report.to}`}
            what={words().coded.answers}
          />
        </section>
      </Show>
      <Dialog open={opened() !== undefined} title={opened()?.label ?? ''} onClose={() => setOpened(undefined)}>
        <Show when={opened()?.behind}>{(behind) => <CallsBehind behind={behind()} lines={props.report.lines} />}</Show>
      </Dialog>
      <section class="stack notice notice--plain" aria-label={words().protectionTitle}>
        <h3>{words().protectionTitle}</h3>
        <For each={words().protection}>{(line) => <p>{line}</p>}</For>
      </section>
    </article>
  )
}

/** One table of a report; without `onOpen` no row leads anywhere. */
export function BlockTable(props: { block: Block; onOpen?: (row: BlockRow) => void }) {
  const hasShares = () => props.block.base !== null
  const countText = ({ count }: BlockRow) => (typeof count === 'number' ? formatNumber(count, 1) : count)

  return (
    <div class="card report-block">
      <table class="report-table">
        <caption>
          <span class="report-table__title">{props.block.title}</span>
          <Show when={props.block.base}>
            <span class="muted report-table__base">{props.block.base}</span>
          </Show>
        </caption>
        <thead>
          <tr>
            <th scope="col">{words().what}</th>
            <th scope="col" class="report-table__number">
              {words().count}
            </th>
            <Show when={hasShares()}>
              <th scope="col" class="report-table__number">
                {words().share}
              </th>
            </Show>
            <Show when={hasAnswers(props.block)}>
              <th scope="col" class="report-table__number">
                {words().ofAnswers}
              </th>
            </Show>
          </tr>
        </thead>
        <tbody>
          <For each={props.block.rows}>
            {(row) => (
              <tr classList={{ 'report-table__part': row.part === true, 'report-table__kept': typeof row.count === 'string' }}>
                <th scope="row">
                  <Show when={row.behind} fallback={row.label}>
                    <button type="button" class="review-open" title={words().openCalls} onClick={() => props.onOpen?.(row)}>
                      {row.label}
                    </button>
                  </Show>
                </th>
                <td class="report-table__number">{countText(row)}</td>
                <Show when={hasShares()}>
                  <td class="report-table__number">{row.share ?? words().none}</td>
                </Show>
                <Show when={hasAnswers(props.block)}>
                  <td class="report-table__number">{row.ofAnswers === undefined ? '' : (row.ofAnswers ?? words().none)}</td>
                </Show>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <details>
        <summary>{words().how}</summary>
        <p class="muted">{props.block.explanation}</p>
      </details>
    </div>
  )
}
