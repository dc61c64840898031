import { createEffect, createUniqueId, Match, onCleanup, Show, Switch } from 'solid-js'
import { ok } from '../../../shared/errors.ts'
import type { LineId } from '../../../shared/floor/model.ts'
import { type Meeting, type MeetingNote, NOTE_LONGEST } from '../../../shared/review/week.ts'
import { createWords } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { queryOf } from './address.ts'
import { createNote, type NoteDraft } from './createNote.ts'
import { momentText } from './format.ts'
import { weekWords } from './words.ts'

const words = createWords(weekWords)

/** The meeting's note, which saves itself. `onDraft` gets it while it is there: who leaves the week asks it first. Another week or other lines make another one. */
export function NoteField(props: {
  week: string
  lines: readonly LineId[]
  note: MeetingNote
  onDraft: (draft: NoteDraft | undefined) => void
}) {
  const id = createUniqueId()
  const { week } = props
  const lines = [...props.lines]
  const draft = createNote(
    { ...props.note },
    {
      save: (text, version) => api.put<MeetingNote>('/api/review/meeting/note', { week, lines, text, version }),
      async read() {
        const answer = await api.get<Meeting>(`/api/review/meeting${queryOf({ week, lines })}`)
        return answer.ok ? ok(answer.value.note) : answer
      },
    },
  )
  props.onDraft(draft)
  onCleanup(() => props.onDraft(undefined))
  createEffect(() => draft.adopt({ ...props.note }))
  const theirs = () => {
    const state = draft.state()
    return state.is === 'conflict' ? state.theirs : undefined
  }
  const signature = () => draft.kept().by

  return (
    <div class="field week-note">
      <label class="field__label" for={id}>
        {words().note}
      </label>
      <p class="field__hint no-print" id={`${id}-hint`}>
        {words().noteHint}
      </p>
      <textarea
        class="field__input no-print"
        id={id}
        rows="6"
        maxLength={NOTE_LONGEST}
        aria-describedby={`${id}-hint`}
        value={draft.text()}
        data-testid="note"
        data-state={draft.state().is}
        onInput={(event) => draft.type(event.currentTarget.value)}
        onBlur={() => void draft.flush()}
      />
      <p class="week-note__printed">{draft.text()}</p>
      <p class="muted" role="status">
        <Switch>
          <Match when={draft.state().is === 'typed'}>{words().unsaved}</Match>
          <Match when={draft.state().is === 'saving'}>{words().saving}</Match>
          <Match when={draft.state().is === 'saved' && signature()}>{(by) => words().saved(by().name, momentText(by().at))}</Match>
        </Switch>
      </p>
      <Show when={draft.state().is === 'failed'}>
        <div class="notice notice--bad row no-print" role="alert">
          <p>{words().notSaved}</p>
          <button type="button" class="button" onClick={() => void draft.flush()}>
            {words().tryAgain}
          </button>
        </div>
      </Show>
      <Show when={theirs()}>
        {(other) => (
          <div class="notice stack no-print" role="alert" data-testid="note-conflict">
            <p>
              {words().conflict(other().by?.name ?? '')} {words().theirs}
            </p>
            <blockquote class="week-note__theirs">{other().text}</blockquote>
            <div class="row">
              <button type="button" class="button button--primary" onClick={() => void draft.resolve('both')}>
                {words().both}
              </button>
              <button type="button" class="button" onClick={() => void draft.resolve('theirs')}>
                {words().takeTheirs}
              </button>
              <button type="button" class="button" onClick={() => void draft.resolve('mine')}>
                {words().keepMine}
              </button>
            </div>
          </div>
        )}
      </Show>
    </div>
  )
}
