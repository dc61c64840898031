import { For, Show } from 'solid-js'
import { createWords } from '../../i18n/i18n.ts'
import { Field } from '../../ui/Field.tsx'
import type { DraftFaults, ExceptionDraft } from './hoursDraft.ts'
import { hoursWords } from './hoursWords.ts'

const words = createWords(hoursWords)
const NOTE_MAX = 80

/** Days that differ, each in a row that can be edited in place. `faults` only when they are to be shown. */
export function ExceptionList(props: {
  exceptions: readonly ExceptionDraft[]
  faults: DraftFaults | undefined
  /** By the clock of the line, YYYY-MM-DD. */
  today: string
  onEdit: (key: number, part: Partial<ExceptionDraft>) => void
  onAdd: () => void
  onRemove: (key: number) => void
}) {
  let list!: HTMLUListElement
  let add!: HTMLButtonElement

  function addRow() {
    props.onAdd()
    queueMicrotask(() => list.querySelector<HTMLElement>('li:last-child input')?.focus())
  }
  function removeRow(key: number) {
    props.onRemove(key)
    add.focus()
  }

  return (
    <section class="stack" aria-labelledby="hours-exceptions">
      <div>
        <h3 id="hours-exceptions">{words().exceptions}</h3>
        <p class="field__hint">{words().exceptionsHint}</p>
      </div>
      <ul class="hours-exceptions" ref={list}>
        <For each={props.exceptions} fallback={<li class="muted">{words().noExceptions}</li>}>
          {(each) => {
            const dayFault = () => props.faults?.days.get(each.key)
            const spanFault = () => props.faults?.spans.get(each.key)
            return (
              <li class="hours-exception">
                <Field
                  label={words().day}
                  type="date"
                  value={each.day}
                  max="9999-12-31"
                  {...(each.day !== '' && each.day < props.today ? { hint: words().pastDay } : {})}
                  error={dayFault() && words().dayFaults[dayFault() ?? 'noDay']}
                  onInput={(event) => props.onEdit(each.key, { day: event.currentTarget.value })}
                />
                <Field
                  label={words().open}
                  placeholder={words().closed}
                  value={each.spans}
                  maxLength={100}
                  autocomplete="off"
                  spellcheck={false}
                  error={spanFault() && words().spanFaults[spanFault() ?? 'unreadable']}
                  onInput={(event) => props.onEdit(each.key, { spans: event.currentTarget.value })}
                />
                <Field
                  label={words().note}
                  value={each.note}
                  maxLength={NOTE_MAX}
                  autocomplete="off"
                  onInput={(event) => props.onEdit(each.key, { note: event.currentTarget.value })}
                />
                <button type="button" class="button" aria-label={words().removeDay(each.day)} onClick={() => removeRow(each.key)}>
                  {words().remove}
                </button>
              </li>
            )
          }}
        </For>
      </ul>
      <Show when={props.exceptions.length > 0}>
        <p class="field__hint">
          {words().openHint} {words().noteHint}
        </p>
      </Show>
      <p>
        <button type="button" class="button" ref={add} onClick={addRow}>
          {words().addException}
        </button>
      </p>
    </section>
  )
}
