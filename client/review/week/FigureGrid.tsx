import { createSignal, For } from 'solid-js'
import type { ReviewWeek } from '../../../shared/review/week.ts'
import { createWords } from '../../i18n/i18n.ts'
import { FigureDialog } from './FigureDialog.tsx'
import { type Figure, type FigureName, figuresOf } from './figures.ts'
import { partText, valueText } from './format.ts'
import { weekWords } from './words.ts'

const words = createWords(weekWords)

/** Some figures of the week; each opens what it means and the calls behind it. */
export function FigureGrid(props: { answer: ReviewWeek; names: readonly FigureName[] }) {
  const [open, setOpen] = createSignal<Figure>()
  const figures = () => figuresOf(props.answer).filter(({ name }) => props.names.includes(name))

  return (
    <>
      <ul class="figure-grid">
        <For each={figures()}>
          {(figure) => (
            <li data-testid={`figure-${figure.name}`} data-value={figure.value ?? ''} data-of={figure.of ?? ''}>
              <button type="button" class="figure-tile" aria-haspopup="dialog" onClick={() => setOpen(figure)}>
                <span class="figure-tile__name">{words().names[figure.name]}</span>
                <span class="figure-tile__value figure">{valueText(figure)}</span>
                <span class="figure-tile__part muted">{partText(figure)}</span>
              </button>
            </li>
          )}
        </For>
      </ul>
      <FigureDialog figure={open()} answer={props.answer} onClose={() => setOpen(undefined)} />
    </>
  )
}
