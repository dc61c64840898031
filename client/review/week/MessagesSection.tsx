import { For } from 'solid-js'
import { CALL_BACK_REASONS } from '../../../shared/floor/model.ts'
import type { ReviewWeek } from '../../../shared/review/week.ts'
import { CALL_BACK_RESULTS } from '../../../shared/volume/volume.ts'
import { createWords, formatNumber } from '../../i18n/i18n.ts'
import { FigureGrid } from './FigureGrid.tsx'
import { weekWords } from './words.ts'

const words = createWords(weekWords)

/** Messages left and seen to, call-backs by reason and result, and e-mails. */
export function MessagesSection(props: { answer: ReviewWeek }) {
  return (
    <section class="card stack week-messages" aria-labelledby="week-messages">
      <h2 id="week-messages">{words().messages}</h2>
      <FigureGrid
        answer={props.answer}
        names={[
          ...(['messagesLeft', 'messagesHandled', 'messagesExpired', 'medianToAttempt', 'longestToAttempt'] as const),
          ...(['callBacks', 'callBacksAnswered', 'replies'] as const),
        ]}
      />
      <section class="review-scroll" aria-label={words().callBacksTable} tabindex="0">
        <table class="review-table tabular">
          <caption class="review-table__caption">{words().callBacksTable}</caption>
          <thead>
            <tr>
              <th scope="col">{words().reason}</th>
              <For each={CALL_BACK_RESULTS}>
                {(result) => (
                  <th scope="col" class="review-number">
                    {words().outcomes[result]}
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={CALL_BACK_REASONS}>
              {(reason) => (
                <tr>
                  <th scope="row">{words().reasons[reason]}</th>
                  <For each={CALL_BACK_RESULTS}>
                    {(result) => <td class="review-number">{formatNumber(props.answer.figures.callBacks[reason][result])}</td>}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
    </section>
  )
}
