import { createMemo, createSignal, createUniqueId, For, onCleanup, Show } from 'solid-js'
import type { CallId } from '../../shared/floor/model.ts'
import { type FormNote, NOTE_MOST } from '../../shared/form/forms.ts'
import type { Question } from '../../shared/form/questionnaire.ts'
import { type Finding, findingsIn, withoutFindings } from '../../shared/notes/guard.ts'
import { createWords, language } from '../i18n/i18n.ts'
import type { FormsOfPage } from './createForms.ts'
import { formWords } from './words.ts'

const words = createWords(formWords)
/** Saved when nothing has been typed for so long, in ms, and when the field is left. */
const REST_MS = 400

/**
 * Free notes. What could point at a person is marked while it is typed, named below, and taken out by Escape; with it a note is saved only
 * when that has been looked at and confirmed.
 */
export function NoteField(props: { question: Question; note: FormNote | null; call: CallId; forms: FormsOfPage }) {
  const id = createUniqueId()
  const saved = () => props.note?.text ?? ''
  const text = () => props.forms.draft(props.call) ?? saved()
  const found = createMemo(() => findingsIn(text()))
  const [confirmed, setConfirmed] = createSignal(false)
  const isHeld = () => found().length > 0 && text() !== saved()
  let field!: HTMLTextAreaElement
  let behind!: HTMLDivElement
  let resting: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => save())

  function typed(next: string) {
    if (findingsIn(next).length !== found().length) setConfirmed(false)
    props.forms.keepDraft(props.call, next === saved() ? null : next)
    clearTimeout(resting)
    resting = setTimeout(save, REST_MS)
  }

  function save() {
    clearTimeout(resting)
    const next = props.forms.draft(props.call)
    if (next === null || findingsIn(next).length > 0) return
    keep(next, [])
  }

  function keep(next: string, kinds: readonly Finding[]) {
    props.forms.write(props.call, { text: next, confirmed: [...new Set(kinds.map(({ kind }) => kind))] })
    props.forms.keepDraft(props.call, null)
    setConfirmed(false)
  }

  function remove(findings: readonly Finding[]) {
    const first = findings[0]?.from ?? 0
    typed(withoutFindings(text(), findings))
    field.focus()
    field.setSelectionRange(first + 1, first + 1)
  }

  /** The text in parts, each finding one of its own. */
  const parts = () => {
    let at = 0
    const all = found().flatMap(({ from, to }) => {
      const pair = [
        { text: text().slice(at, from), isFound: false },
        { text: text().slice(from, to), isFound: true },
      ]
      at = to
      return pair
    })
    return [...all, { text: `${text().slice(at)}\n`, isFound: false }]
  }

  return (
    <div class="question" data-question={props.question.id} data-state={saved() === '' ? 'empty' : 'answered'}>
      <label class="question__text" for={id}>
        {props.question[language()]}
      </label>
      <p class="field__hint" id={`${id}-hint`}>
        {words().warning} <Show when={props.note?.eraseOn}>{(day) => words().eraseOn(day())}</Show>
      </p>
      <div class="note">
        <div class="note__behind" aria-hidden="true" ref={behind}>
          <For each={parts()}>{(part) => (part.isFound ? <mark>{part.text}</mark> : part.text)}</For>
        </div>
        <textarea
          id={id}
          class="field__input note__field"
          rows="5"
          maxLength={NOTE_MOST}
          ref={field}
          value={text()}
          aria-describedby={`${id}-hint ${id}-found`}
          data-testid="form-note"
          onInput={(event) => typed(event.currentTarget.value)}
          onScroll={() => {
            behind.scrollTop = field.scrollTop
          }}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || found().length === 0) return
            event.preventDefault()
            remove(found())
          }}
        />
      </div>
      <div id={`${id}-found`} role="status">
        <Show when={found().length > 0}>
          <p>
            {words().found} {[...new Set(found().map(({ kind }) => words().kinds[kind]))].join(', ')}.{' '}
            <Show when={isHeld()}>{words().noteHeld}</Show>
          </p>
        </Show>
      </div>
      <Show when={found().length > 0}>
        <div class="stack notice" data-testid="note-findings">
          <ul class="note__found">
            <For each={found()}>
              {(one) => (
                <li class="row">
                  <span>
                    <mark>{text().slice(one.from, one.to)}</mark> {words().kinds[one.kind]}
                  </span>
                  <button
                    type="button"
                    class="button"
                    aria-label={words().removeOne(`${words().kinds[one.kind]} ${text().slice(one.from, one.to)}`)}
                    onClick={() => remove([one])}
                  >
                    {words().remove}
                  </button>
                </li>
              )}
            </For>
          </ul>
          <div>
            <button
              type="button"
              class="button button--primary"
              data-testid="note-remove"
              aria-keyshortcuts="Escape"
              onClick={() => remove(found())}
            >
              {words().removeAll}{' '}
              <span class="key" aria-hidden="true">
                Esc
              </span>
            </button>
          </div>
          <Show when={isHeld()}>
            <label class="check">
              <input
                type="checkbox"
                checked={confirmed()}
                data-testid="note-confirm"
                onChange={(event) => setConfirmed(event.currentTarget.checked)}
              />
              {words().confirm}
            </label>
            <div class="row">
              <button type="button" class="button" disabled={!confirmed()} data-testid="note-keep" onClick={() => keep(text(), found())}>
                {words().keepAll}
              </button>
              <p class="muted small">{words().keepHint}</p>
            </div>
          </Show>
        </div>
      </Show>
    </div>
  )
}
