import { createSignal, For, Show } from 'solid-js'
import type { Refusal } from '../../../shared/errors.ts'
import type { NotesOfWeek } from '../../../shared/form/forms.ts'
import { createWords } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { createHeld } from '../../ui/createHeld.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { uiWords } from '../../ui/words.ts'
import { dayText } from '../calls/format.ts'
import { weekWords } from './words.ts'

const words = createWords(weekWords)
const ui = createWords(uiWords)

/** The notes of one line's forms of the week. They are fetched each time it is opened, and let go when it is closed; never printed. */
export function CallNotes(props: { week: string; line: string; name: string }) {
  const [open, setOpen] = createSignal(false)
  let summary!: HTMLElement
  return (
    <details class="week-call-notes no-print" data-testid="call-notes" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary ref={summary}>{words().callNotes(props.name)}</summary>
      <Show when={open()}>
        <Opened week={props.week} line={props.line} onErased={() => summary.focus()} />
      </Show>
    </details>
  )
}

function Opened(props: { week: string; line: string; onErased: () => void }) {
  const held = createHeld(() => api.get<NotesOfWeek>(`/api/review/notes?week=${props.week}&line=${encodeURIComponent(props.line)}`))
  const [gone, setGone] = createSignal<readonly string[]>([])
  const [erasing, setErasing] = createSignal<string>()
  const [refusal, setRefusal] = createSignal<Refusal>()
  const left = () => held.value()?.notes?.filter(({ id }) => !gone().includes(id)) ?? []

  async function erase() {
    const id = erasing()
    if (id === undefined) return
    const answer = await api.del(`/api/review/notes/${id}`)
    const isGone = answer.ok || answer.refusal.code === 'notFound'
    setRefusal(isGone ? undefined : answer.refusal)
    if (!isGone) return
    setErasing(undefined)
    setGone([...gone(), id])
    props.onErased()
  }

  function ask(id?: string) {
    setRefusal(undefined)
    setErasing(id)
  }

  return (
    <div class="stack">
      <ErrorText refusal={held.refusal()} />
      <Show when={held.value()} fallback={<p class="muted">{held.refusal() ? '' : ui().loading}</p>}>
        {(answer) => (
          <Show when={answer().notes} fallback={<p>{words().callNotesLater}</p>}>
            <p class="muted">{words().callNotesHint}</p>
            <Show when={left().length > 0 && answer().eraseBy} fallback={<p>{words().noCallNotes}</p>}>
              {(day) => <p>{words().callNotesUntil(dayText(day(), { day: 'numeric', month: 'long', year: 'numeric' }))}</p>}
            </Show>
            <ul>
              <For each={left()}>
                {(note, index) => (
                  <li data-testid="call-note">
                    <p class="week-note__theirs">{note.text}</p>
                    <button
                      type="button"
                      class="button button--quiet"
                      aria-label={words().eraseNote(index() + 1)}
                      onClick={() => ask(note.id)}
                    >
                      {words().erase}
                    </button>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Show>
      <p role="status">{gone().length > 0 ? words().erasedNote : ''}</p>
      <Dialog open={erasing() !== undefined} title={words().erase} onClose={() => ask()}>
        <div class="stack">
          <p>{words().eraseSure}</p>
          <blockquote class="week-note__theirs">{left().find(({ id }) => id === erasing())?.text}</blockquote>
          <ErrorText refusal={refusal()} />
          <div class="row">
            <button type="button" class="button button--danger" onClick={() => void erase()}>
              {words().eraseYes}
            </button>
            <button type="button" class="button" onClick={() => ask()}>
              {words().cancel}
            </button>
          </div>
        </div>
      </Dialog>
    </div>
  )
}
