import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import { shownOf } from '../../shared/form/answers.ts'
import { CATEGORY, CLOSING_CATEGORIES, type ClosingCategory, NOTES, type Question, SECTIONS } from '../../shared/form/questionnaire.ts'
import type { WrittenTexts } from '../../shared/writtenTexts.ts'
import { createWords, formatNumber, formatTime, language } from '../i18n/i18n.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { createFormKeys } from './createFormKeys.ts'
import type { FormsOfPage, ShownForm } from './createForms.ts'
import { NoteField } from './NoteField.tsx'
import { QuestionView } from './QuestionView.tsx'
import { formWords } from './words.ts'

const words = createWords(formWords)

/** One form, a part at a time. Nothing in it must be filled in. `onClosed` takes the focus away when it has been closed here. */
export function FormView(props: {
  form: ShownForm
  questions: readonly Question[]
  rules: WrittenTexts | undefined
  forms: FormsOfPage
  onClosed: () => void
}) {
  const call = () => props.form.call
  const shown = createMemo(() => shownOf(props.questions, props.form.answers))
  const hasAnswer = ({ id }: Question) => (id === NOTES ? props.form.note !== null : props.form.answers[id] !== undefined)
  const sections = () => SECTIONS.filter(({ id }) => shown().some(({ section }) => section === id))
  const first = () => shown().find((question) => !hasAnswer(question)) ?? shown()[0]
  const [current, setCurrent] = createSignal(first()?.id ?? '')
  const [section, setSection] = createSignal(first()?.section ?? '')
  const here = () => (sections().some(({ id }) => id === section()) ? section() : (sections()[0]?.id ?? ''))
  const ofSection = createMemo(() => shown().filter((question) => question.section === here()))
  const closedAs = () => CLOSING_CATEGORIES.find((category) => category === props.form.answers[CATEGORY]?.[0])
  const categoryText = () =>
    props.questions.find(({ id }) => id === CATEGORY)?.options.find(({ id }) => id === closedAs())?.[language()] ?? ''
  const savedText = () => (props.form.savedAt === null ? words().nothing : words().saved(formatTime(props.form.savedAt)))
  let root!: HTMLElement
  const setRoot = (element: HTMLElement) => {
    root = element
  }

  function answer(question: Question, given: readonly string[]) {
    const category = CLOSING_CATEGORIES.find((one) => question.id === CATEGORY && one === given[0])
    if (category) return close(true, category)
    props.forms.answer(call(), question.id, given)
  }

  function close(closed: boolean, as?: ClosingCategory) {
    const inside = root.contains(document.activeElement)
    props.forms.close(call(), closed, as)
    if (closed && inside) props.onClosed()
    if (!closed) queueMicrotask(() => goTo(shown().find(({ id }) => id === CATEGORY)))
  }

  function goTo(question: Question | undefined) {
    if (!question) return
    setSection(question.section)
    setCurrent(question.id)
    // the part is drawn first
    queueMicrotask(() => {
      const box = root.querySelector(`[data-question="${question.id}"]`)
      const inputs = [...(box?.querySelectorAll<HTMLElement>('input, textarea') ?? [])]
      const start = inputs.find((input) => input instanceof HTMLInputElement && input.checked) ?? inputs[0]
      start?.focus()
      box?.scrollIntoView({ block: 'nearest' })
    })
  }

  const keyed = createFormKeys({ shown, answers: () => props.form.answers, answer, goTo, close: () => close(true) })

  return (
    <Show
      when={!props.form.closed}
      fallback={
        <div class="stack" ref={setRoot}>
          <p role="status" data-testid="form-closed" data-value={closedAs() ?? ''}>
            {closedAs() ? `${words().closedAs(categoryText())} ` : ''}
            {props.forms.waiting(call()) > 0 ? words().saving : words().closed(formatTime(props.form.savedAt ?? 0))}
          </p>
          <Trouble forms={props.forms} call={call()} />
          <div>
            <button type="button" class="button" data-tool-start data-testid="form-reopen" onClick={() => close(false)}>
              {words().reopen}
            </button>
          </div>
        </div>
      }
    >
      <form
        class="stack form"
        aria-label={words().title}
        onSubmit={(event) => event.preventDefault()}
        tabindex="-1"
        data-tool-start
        ref={setRoot}
        onKeyDown={keyed}
        onFocus={(event) => event.target === event.currentTarget && goTo(shown().find(({ id }) => id === current()) ?? first())}
        onFocusIn={(event) => {
          const id = event.target.closest<HTMLElement>('[data-question]')?.dataset.question
          if (id !== undefined) setCurrent(id)
        }}
      >
        <div class="row form__head">
          <p role="status" class="small tabular" data-testid="form-saved" data-state={stateOf(props.forms, call(), props.form.savedAt)}>
            {props.forms.waiting(call()) > 0 ? words().saving : savedText()}
          </p>
          <button type="button" class="button" data-testid="form-close" onClick={() => close(true)}>
            {words().close}{' '}
            <span class="key" aria-hidden="true">
              Ctrl ⏎
            </span>
          </button>
        </div>
        <Trouble forms={props.forms} call={call()} />
        <nav class="form__sections" aria-label={words().sections}>
          <For each={sections()}>
            {({ id, sv, en }) => {
              const own = () => shown().filter((question) => question.section === id)
              return (
                <button
                  type="button"
                  class="form__section"
                  aria-current={here() === id ? 'step' : undefined}
                  onClick={() => goTo(own()[0])}
                >
                  {language() === 'sv' ? sv : en}
                  <span class="muted small tabular">
                    {words().sectionDone(formatNumber(own().filter(hasAnswer).length), formatNumber(own().length))}
                  </span>
                </button>
              )
            }}
          </For>
        </nav>
        <div class="stack" data-testid="form-section" data-value={here()}>
          <For each={ofSection()}>
            {(question) => (
              <Switch
                fallback={
                  <QuestionView
                    question={question}
                    rules={props.rules}
                    answer={props.form.answers[question.id] ?? []}
                    onAnswer={(given) => answer(question, given)}
                  />
                }
              >
                <Match when={question.type === 'free_text'}>
                  <NoteField question={question} note={props.form.note} call={call()} forms={props.forms} />
                </Match>
              </Switch>
            )}
          </For>
        </div>
        <details class="shortcuts small">
          <summary>{words().keys}</summary>
          <dl>
            <For each={words().keyList}>
              {([key, what]) => (
                <div>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              )}
            </For>
          </dl>
        </details>
      </form>
    </Show>
  )
}

/** What keeps changes from the server's disk, in words. */
function Trouble(props: { forms: FormsOfPage; call: string }) {
  return (
    <>
      <Show when={props.forms.away() && props.forms.waiting(props.call) > 0}>
        <p class="notice notice--bad" role="alert" data-testid="form-away">
          {words().away(formatNumber(props.forms.waiting(props.call)))}
        </p>
      </Show>
      <Show when={props.forms.refusal(props.call)}>
        {(refusal) => (
          <div class="notice notice--bad" role="alert" data-testid="form-refused">
            <p>{words().notTaken}</p>
            <ErrorText refusal={refusal()} />
          </div>
        )}
      </Show>
    </>
  )
}

function stateOf(forms: FormsOfPage, call: string, savedAt: number | null): 'away' | 'saving' | 'saved' | 'empty' {
  if (forms.waiting(call) > 0) return forms.away() ? 'away' : 'saving'
  return savedAt === null ? 'empty' : 'saved'
}
