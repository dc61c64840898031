import { Show } from 'solid-js'
import type { ReviewWeek } from '../../../shared/review/week.ts'
import { createWords } from '../../i18n/i18n.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { CallsBehind } from '../calls/CallsBehind.tsx'
import { explainWords } from './explainWords.ts'
import type { Figure } from './figures.ts'
import { partText, valueText } from './format.ts'
import { weekWords } from './words.ts'

const words = createWords(weekWords)
const explained = createWords(explainWords)

/** Where a figure comes from: what is counted and what not, the formula, and the calls behind it without who called or answered. */
export function FigureDialog(props: { figure: Figure | undefined; answer: ReviewWeek; onClose: () => void }) {
  return (
    <Dialog open={props.figure !== undefined} title={props.figure ? words().names[props.figure.name] : ''} onClose={props.onClose}>
      <Show when={props.figure} keyed>
        {(figure) => (
          <div class="stack figure-dialog">
            <p class="figure-dialog__value">
              <strong class="figure">{valueText(figure)}</strong> {partText(figure)}
            </p>
            <dl class="figure-dialog__meaning">
              <dt>{words().counts}</dt>
              <dd>{explained()[figure.name].counts}</dd>
              <dt>{words().not}</dt>
              <dd>{explained()[figure.name].not}</dd>
              <dt>{words().formula}</dt>
              <dd>{explained()[figure.name].formula}</dd>
            </dl>
            <h3>{words().behind}</h3>
            <Show when={figure.behind} fallback={<p class="muted">{words().nothingBehind}</p>}>
              {(behind) => <CallsBehind behind={behind()} lines={props.answer.lines} />}
            </Show>
          </div>
        )}
      </Show>
    </Dialog>
  )
}
