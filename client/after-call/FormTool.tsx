import './form.css'
import { createEffect, createMemo, createSignal, For, on, onCleanup, Show } from 'solid-js'
import type { CallId } from '../../shared/floor/model.ts'
import { plainService } from '../../shared/floor/service.ts'
import { questionsOf } from '../../shared/form/answers.ts'
import type { FormOfDay } from '../../shared/form/forms.ts'
import type { WrittenTexts } from '../../shared/writtenTexts.ts'
import { createWords, formatNumber, formatTime } from '../i18n/i18n.ts'
import type { ToolProps } from '../phone/tools/tools.ts'
import { api } from '../ui/api.ts'
import { createHeld } from '../ui/createHeld.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { createForms } from './createForms.ts'
import { FormView } from './FormView.tsx'
import { formWords } from './words.ts'

const words = createWords(formWords)

/**
 * The form about the call that is talked in, and those of today's calls that are not closed. A new call brings its own form; the one
 * before stays in the list. Between calls the keys go into the form when they would go nowhere else.
 */
export default function FormTool(props: ToolProps) {
  const [lineOfCall, setLineOfCall] = createSignal<Readonly<Record<CallId, string>>>({})
  const questions = (call: CallId) => {
    const line = lineOfCall()[call] ?? forms.today().find((one) => one.call === call)?.line ?? ''
    return questionsOf((props.live.floor().lines[line]?.service.forms ?? plainService.forms).decided)
  }
  const forms = createForms({ live: props.live, questions })
  const rules = createHeld(() => api.get<WrittenTexts>('/api/form-rules'))
  const [chosen, setChosen] = createSignal<CallId>()
  let whole: HTMLDivElement | undefined

  createEffect(
    on(
      () => props.call,
      (call) => {
        if (call === undefined) return
        const line = props.live.floor().calls[call]?.line
        if (line !== undefined) setLineOfCall((all) => ({ ...all, [call]: line }))
        setChosen(call)
      },
    ),
  )
  // a page that was loaded anew goes on with what was left
  createEffect(() => {
    const first = forms.today().find(({ closed }) => !closed)
    if (chosen() === undefined && first) setChosen(first.call)
  })
  createEffect(on(chosen, (call) => call !== undefined && void forms.open(call)))
  // a rule that has been written since holds from the next form on
  createEffect(on(chosen, () => void rules.ask(), { defer: true }))

  // a call that has ended is one that is left to fill in
  createEffect(on(props.phone.state, () => void forms.refresh(), { defer: true }))

  // the button that hung up has gone, and the focus with it
  const isLeftAlone = () => props.phone.state() === 'afterCall' && !props.phone.talk.call() && props.shown
  createEffect(() => {
    if (!isLeftAlone()) return
    const later = setTimeout(() => document.activeElement === document.body && start(), 50)
    onCleanup(() => clearTimeout(later))
  })

  const form = createMemo(() => {
    const call = chosen()
    return call === undefined ? undefined : forms.form(call)
  })
  // whoever went into the form before it was there has waited at its door; so has the form of a call that ended before it came
  createEffect(
    on(
      () => form()?.call,
      (call) =>
        call !== undefined &&
        queueMicrotask(() => {
          const at = document.activeElement
          if (at === document.body ? isLeftAlone() : at?.contains(whole ?? null)) start()
        }),
    ),
  )
  const left = () => forms.today().filter(({ closed, endedAt }) => !closed && endedAt !== null).length
  const isFilled = (one: FormOfDay) => forms.form(one.call)?.closed ?? one.closed

  return (
    <div class="stack" data-testid="form" ref={whole}>
      <Show when={forms.today().length > 0}>
        <nav class="forms" aria-label={words().forms}>
          <p class="muted small" data-testid="forms-left" data-value={left()}>
            {words().left(formatNumber(left()))}
          </p>
          <div class="row">
            <For each={forms.today().slice(0, 12)}>
              {(one) => (
                <button
                  type="button"
                  class="button forms__one"
                  aria-pressed={chosen() === one.call}
                  data-testid="form-of-day"
                  data-state={isFilled(one) ? 'closed' : 'open'}
                  onClick={() => {
                    setChosen(one.call)
                    start()
                  }}
                >
                  {one.kind === 'callBack' ? words().callBack(formatTime(one.arrivedAt)) : words().call(formatTime(one.arrivedAt))}
                  <span class="muted small">
                    {isFilled(one)
                      ? words().closedForm
                      : one.endedAt === null
                        ? words().going
                        : words().answers(formatNumber(one.answered))}
                  </span>
                </button>
              )}
            </For>
          </div>
        </nav>
      </Show>
      <Show
        when={form()}
        fallback={
          <>
            <p class="muted">{chosen() === undefined ? words().none : words().loading}</p>
            <ErrorText refusal={forms.refusal(chosen() ?? '')} />
          </>
        }
      >
        {(shown) => (
          <Show when={shown().call} keyed>
            {(call) => <FormView form={shown()} questions={questions(call)} rules={rules.value()} forms={forms} onClosed={leave} />}
          </Show>
        )}
      </Show>
    </div>
  )

  function start() {
    whole?.querySelector<HTMLElement>('[data-tool-start]')?.focus()
  }

  /** A form that is done lets go of the keys: the next thing is to be ready again. */
  function leave() {
    const next = props.phone.state() === 'afterCall' ? document.querySelector<HTMLElement>('.presence__button') : undefined
    next?.focus()
  }
}
