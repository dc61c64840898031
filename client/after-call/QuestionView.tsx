import { createEffect, createMemo, createSignal, createUniqueId, For, on, Show } from 'solid-js'
import { answerFault, pressed } from '../../shared/form/answers.ts'
import { CATEGORY, CLOSING_CATEGORIES, DECLINED, type Option, type Question, UNKNOWN } from '../../shared/form/questionnaire.ts'
import type { WrittenTexts } from '../../shared/writtenTexts.ts'
import { serviceName } from '../find-help/serviceNames.ts'
import { createWords, formatNumber, language } from '../i18n/i18n.ts'
import { keysOf } from './keys.ts'
import { PlaceField } from './PlaceField.tsx'
import { formWords } from './words.ts'

const words = createWords(formWords)

interface Given {
  readonly question: Question
  /** What the operator has written on how to answer; undefined while the server has not said. */
  readonly rules: WrittenTexts | undefined
  readonly answer: readonly string[]
  readonly onAnswer: (answer: readonly string[]) => void
}

/** One question of any kind that has options, with what can be typed beside them. */
export function QuestionView(props: Given) {
  const id = createUniqueId()
  const isTyped = () => props.question.type === 'number' || props.question.type === 'municipality'
  const known = () => new Set(props.question.options.map((option) => option.id))
  /** Answers that are no options are services of the register: they can be taken out here, and are put in where help is found. */
  const options = (): readonly Option[] => {
    const services = props.question.type === 'multi' ? props.answer.filter((one) => !known().has(one)) : []
    const told = services.map((one, index) => [one, serviceName(one) ?? words().service(formatNumber(index + 1))] as const)
    return [...told.map(([one, text]) => ({ id: one, sv: text, en: text })), ...props.question.options]
  }
  const keys = () => keysOf(props.question.options, isTyped())
  const describedBy = () =>
    [props.question.hint && `${id}-hint`, props.question.needsRule && `${id}-rule`].filter(Boolean).join(' ') || undefined
  const ruleText = () => {
    if (!props.rules) return words().ruleUnread
    const rule = props.rules[props.question.id]?.[language()]
    return rule ? words().rule(rule) : words().ruleNone
  }
  const isApart = (option: string) => option === DECLINED || option === UNKNOWN
  const closes = (option: string) => props.question.id === CATEGORY && CLOSING_CATEGORIES.some((category) => category === option)

  return (
    <fieldset
      class="question"
      data-question={props.question.id}
      data-state={props.answer.length > 0 ? 'answered' : 'empty'}
      aria-describedby={describedBy()}
    >
      <legend class="question__text">{props.question[language()]}</legend>
      <Show when={props.question.hint}>
        {(hint) => (
          <p class="field__hint" id={`${id}-hint`}>
            {hint()[language()]}
          </p>
        )}
      </Show>
      <Show when={props.question.needsRule}>
        <p class="field__hint question__rule" id={`${id}-rule`} data-testid="form-rule">
          {ruleText()}
        </p>
      </Show>
      <Show when={props.answer.includes(props.question.prompt?.after ?? '') && props.question.prompt}>
        {(prompt) => (
          <p class="notice" role="status" data-testid="form-prompt">
            {prompt()[language()]}
          </p>
        )}
      </Show>
      <div class="question__options">
        <Show when={props.question.type === 'number'}>
          <NumberField {...props} />
        </Show>
        <Show when={props.question.type === 'municipality'}>
          <PlaceField {...props} />
        </Show>
        <For each={options()}>
          {(option) => (
            <label class="option" data-apart={isApart(option.id) ? '' : undefined}>
              <input
                type={props.question.type === 'multi' ? 'checkbox' : 'radio'}
                name={`${id}-${props.question.id}`}
                value={option.id}
                checked={props.answer.includes(option.id)}
                aria-keyshortcuts={keys().get(option.id)}
                onChange={() => props.onAnswer(pressed(props.question, props.answer, option.id))}
              />
              <Show when={keys().get(option.id)}>
                {(key) => (
                  <span class="key" aria-hidden="true">
                    {key()}
                  </span>
                )}
              </Show>
              <span>
                {option[language()]}
                <Show when={closes(option.id)}>
                  <span class="muted small"> ({words().ends})</span>
                </Show>
              </span>
            </label>
          )}
        </For>
        <Show when={props.answer.length > 0}>
          <button type="button" class="button button--quiet question__clear" onClick={() => props.onAnswer([])}>
            {words().clear}
          </button>
        </Show>
      </div>
    </fieldset>
  )
}

/** Saved as soon as it is a right number; what is not is said when it is left. */
function NumberField(props: Given) {
  const id = createUniqueId()
  // a memo: what is typed must not go because something else was saved
  const saved = createMemo(() => props.answer.find((one) => /^\d+$/.test(one)) ?? '')
  const [text, setText] = createSignal(saved())
  const [left, setLeft] = createSignal(false)
  createEffect(on(saved, setText))
  const isWrong = () => text() !== '' && answerFault(props.question, [text()]) !== null
  const allowed = () => words().age(formatNumber(props.question.min ?? 0), formatNumber(props.question.max ?? 0))

  function typed(value: string) {
    setText(value)
    setLeft(false)
    if (value === '' || answerFault(props.question, [value]) === null) props.onAnswer(value === '' ? [] : [value])
  }

  return (
    <div class="question__number">
      <input
        type="text"
        class="field__input"
        inputmode="numeric"
        maxLength={3}
        autocomplete="off"
        aria-label={`${props.question[language()]} (${words().years})`}
        aria-describedby={`${id}-allowed`}
        aria-invalid={left() && isWrong() ? true : undefined}
        value={text()}
        onInput={(event) => typed(event.currentTarget.value.trim())}
        onBlur={() => setLeft(true)}
      />
      <p class={left() && isWrong() ? 'error-text small' : 'field__hint'} id={`${id}-allowed`}>
        {allowed()}
      </p>
    </div>
  )
}
