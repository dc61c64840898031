import { createEffect, onCleanup } from 'solid-js'
import { ok } from '../../../shared/errors.ts'
import type { LineId } from '../../../shared/floor/model.ts'
import { type Meeting, type MeetingNote, NOTE_LONGEST } from '../../../shared/review/week.ts'
import { createWords } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { createNote, type NoteDraft } from '../../ui/createNote.ts'
import { KeptTextField } from '../../ui/KeptTextField.tsx'
import { queryOf } from './address.ts'
import { weekWords } from './words.ts'

const words = createWords(weekWords)

/** The meeting's note, which saves itself. `onDraft` gets it while it is there: who leaves the week asks it first. Another week or other lines make another one. */
export function NoteField(props: {
  week: string
  lines: readonly LineId[]
  note: MeetingNote
  onDraft: (draft: NoteDraft | undefined) => void
}) {
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

  return (
    <div class="week-note">
      <KeptTextField draft={draft} label={words().note} hint={words().noteHint} rows={6} most={NOTE_LONGEST} testId="note">
        <p class="week-note__printed">{draft.text()}</p>
      </KeptTextField>
    </div>
  )
}
