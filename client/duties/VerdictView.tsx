import { For, Show } from 'solid-js'
import type { Verdict } from '../../shared/duties/decide.ts'
import { explanationText, openText } from '../../shared/duties/texts.ts'
import { createWords } from '../i18n/i18n.ts'
import { Confirmation } from './Confirmation.tsx'
import type { Guidance } from './guidance.ts'
import { dutyWords } from './words.ts'

const words = createWords(dutyWords)
const ANSWERS = ['must', 'may', 'cannot'] as const

/** The three answers, which one it is, and why: large, for somebody who is in a hard call. */
export function VerdictView(props: { verdict: Verdict; guidance: Guidance }) {
  const decided = () => (props.verdict.is === 'open' ? undefined : props.verdict)
  const hint = () =>
    props.verdict.is === 'open' && props.verdict.why !== null ? props.guidance.say(openText(props.verdict.why)) : words().notYet
  return (
    <div class="stack" data-testid="duty-verdict" data-value={props.verdict.is} data-why={props.verdict.why ?? ''}>
      <ul class="duty-answers" aria-hidden="true">
        <For each={ANSWERS}>
          {(answer) => (
            <li class="duty-answer" data-answer={answer} data-on={props.verdict.is === answer}>
              {words().answers[answer]}
            </li>
          )}
        </For>
      </ul>
      <div role="status">
        <Show when={decided()} fallback={<p>{hint()}</p>}>
          {(verdict) => (
            <>
              <p class="duty-says">{words().answerOf[verdict().is]}</p>
              <p class="duty-why">{props.guidance.say(explanationText(verdict()))}</p>
              <p class="small">
                <Confirmation by={props.guidance.written(explanationText(verdict()))} />
              </p>
            </>
          )}
        </Show>
      </div>
    </div>
  )
}
