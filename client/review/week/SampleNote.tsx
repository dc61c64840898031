import { Show } from 'solid-js'
import type { ReviewWeek } from '../../../shared/review/week.ts'
import { createWords, formatNumber } from '../../i18n/i18n.ts'
import { weekWords } from './words.ts'

const words = createWords(weekWords)

/** What is said of a week with more calls than are shown one by one; null of any other. */
export const sampleText = ({ sample }: Pick<ReviewWeek, 'sample'>): string | null =>
  sample.every === 1 ? null : words().sample(formatNumber(sample.of), formatNumber(sample.every))

/** Beside each drawing on the screen; on paper, where there is room for it once, over them all. */
export function SampleNote(props: { answer: ReviewWeek; on: 'screen' | 'paper' }) {
  return (
    <Show when={sampleText(props.answer)}>{(text) => <p class={props.on === 'screen' ? 'muted no-print' : 'print-only'}>{text()}</p>}</Show>
  )
}
