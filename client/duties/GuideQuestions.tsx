import { createUniqueId, For, Show } from 'solid-js'
import { chooseOption, type DutyAnswers, questionsToAsk } from '../../shared/duties/decide.ts'
import type { GuideId, GuideQuestion } from '../../shared/duties/guidance.ts'
import { helpText, optionText, questionText } from '../../shared/duties/texts.ts'
import { createWords } from '../i18n/i18n.ts'
import type { Guidance } from './guidance.ts'
import { dutyWords } from './words.ts'

const words = createWords(dutyWords)

/** The questions that have been reached, from data: every one until the one that decides next. */
export function GuideQuestions(props: {
  guide: GuideId
  answers: DutyAnswers
  guidance: Guidance
  onAnswers: (answers: DutyAnswers) => void
}) {
  return (
    <For each={questionsToAsk(props.guide, props.answers)}>
      {(question) => (
        <Question
          question={question}
          guidance={props.guidance}
          chosen={props.answers[question.id] ?? []}
          onChoose={(option) => props.onAnswers(chooseOption(props.answers, question, option))}
        />
      )}
    </For>
  )
}

function Question(props: { question: GuideQuestion; guidance: Guidance; chosen: readonly string[]; onChoose: (option: string) => void }) {
  const id = createUniqueId()
  const help = () =>
    [props.guidance.say(helpText(props.question.id)), props.question.several ? words().several : ''].filter(Boolean).join(' ')
  return (
    <fieldset class="duty-question" aria-describedby={help() ? `${id}-help` : undefined} data-question={props.question.id}>
      <legend class="field__label">{props.guidance.say(questionText(props.question.id))}</legend>
      <Show when={help()}>
        <p class="field__hint" id={`${id}-help`}>
          {help()}
        </p>
      </Show>
      <For each={props.question.options}>
        {(option) => (
          <label class="duty-option">
            <input
              type={props.question.several ? 'checkbox' : 'radio'}
              name={id}
              value={option.id}
              checked={props.chosen.includes(option.id)}
              onChange={() => props.onChoose(option.id)}
            />
            <span>{props.guidance.say(optionText(props.question.id, option.id))}</span>
          </label>
        )}
      </For>
    </fieldset>
  )
}
