import { For, Show } from 'solid-js'
import { PUBLISHED, PUBLISHED_SOURCES, type PublishedFigure } from '../../../shared/volume/publishedFigures.ts'
import type { Baseline } from '../../../shared/volume/volume.ts'
import { createWords, formatNumber, language } from '../../i18n/i18n.ts'
import { explainWords } from './explainWords.ts'
import { dayName } from './names.ts'

const words = createWords(explainWords)
const ALL: readonly PublishedFigure[] = Object.values(PUBLISHED)

/** Who published the figures of a baseline; nothing for one that is the line's own. */
export function Sources(props: { baseline: Baseline }) {
  const published = () => props.baseline.is === 'respectMonths' || props.baseline.is === 'respectAverage'
  const sources = () =>
    props.baseline.is === 'respectMonths' ? (['countyBoard2019', 'interim2019'] as const) : (['interim2019', 'countyBoard2019'] as const)
  return (
    <Show when={published()}>
      <p class="muted months-sources">
        {words().sources}:{' '}
        {sources()
          .map((source) => PUBLISHED_SOURCES[source][language()])
          .join('; ')}
        .
      </p>
    </Show>
  )
}

/** Every published figure that the product knows, with its period and source. */
export function PublishedTable() {
  const days = ({ from, to }: PublishedFigure) => (from && to ? `${dayName(from)} – ${dayName(to)}` : words().noPeriod)
  return (
    <section class="months-table months-table--text" aria-label={words().published} tabindex="0">
      <table class="tabular">
        <caption class="visually-hidden">{words().published}</caption>
        <thead>
          <tr>
            <th scope="col">{words().figure}</th>
            <th scope="col">{words().value}</th>
            <th scope="col">{words().period}</th>
            <th scope="col">{words().source}</th>
          </tr>
        </thead>
        <tbody>
          <For each={ALL}>
            {(one) => (
              <tr>
                <th scope="row">
                  {words().lines[one.line]}, {words().units[one.unit]}
                </th>
                <td>
                  {words().about[one.kind]}
                  {formatNumber(one.value)}
                </td>
                <td>{days(one)}</td>
                <td>{PUBLISHED_SOURCES[one.source][language()]}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  )
}
