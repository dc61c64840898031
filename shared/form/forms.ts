import type { CallId, CallKind, Channel, Instant, LineId } from '../floor/model.ts'
import type { Language } from '../languages.ts'
import type { FindingKind } from '../notes/guard.ts'
import type { Answers } from './answers.ts'
import type { ClosingCategory } from './questionnaire.ts'

/**
 * Filling in forms over HTTP, under /api/forms; each advisor on their own calls, until the day is over (server/forms/rules.ts).
 *
 *   GET  /api/forms                            -> FormOfDay[], newest first
 *   GET  /api/forms/:call                      -> FormState, of a form that nothing has been saved in yet as well
 *   PUT  /api/forms/:call/answers/:question    NewAnswer -> FormState: the whole answer to one question, empty to take it back
 *   PUT  /api/forms/:call/note                 NewFormNote -> FormState; noteHasFindings when there are such that were not confirmed
 *   PUT  /api/forms/:call/closed               Closing -> FormState
 *
 *   GET  /api/form-rules                       -> WrittenTexts: what the operator has written on how to answer, by question; one that is
 *                                                 empty in both languages has been taken back
 *   GET  /api/form-rules/:question             -> WrittenText[], newest first
 *   PUT  /api/form-rules/:question             NewText -> WrittenText, by supervisors
 *
 * An answer is acknowledged when it is on disk. Saving the same twice changes nothing the second time. Of two pages the later one counts,
 * and both are told (`form:saved`).
 */
export interface FormOfDay {
  readonly call: CallId
  readonly line: LineId
  readonly kind: CallKind
  readonly channel: Channel
  readonly arrivedAt: Instant
  /** Null while the talk goes on. */
  readonly endedAt: Instant | null
  /** How many questions have an answer. */
  readonly answered: number
  readonly closed: boolean
  /** Null when nothing has been saved. */
  readonly savedAt: Instant | null
}

export interface FormState {
  readonly call: CallId
  readonly line: LineId
  readonly kind: CallKind
  readonly answers: Answers
  readonly note: FormNote | null
  readonly closed: boolean
  /** Counts the changes; 0 when nothing has been saved. */
  readonly rev: number
  readonly savedAt: Instant | null
}

export interface FormNote {
  readonly text: string
  /** YYYY-MM-DD: when this day begins it is erased. */
  readonly eraseOn: string
}

/**
 * The notes of one week and line, at its meeting; for supervisors.
 *
 *   GET    /api/review/notes?week=&line=  -> NotesOfWeek
 *   DELETE /api/review/notes/:id          erases one
 */
export interface NotesOfWeek {
  /** Null while forms of the week can still be filled in. */
  readonly notes: readonly NoteOfWeek[] | null
  /** YYYY-MM-DD: before this day all of them are erased. The same for all, for a day of its own would say when the call was; null without any. */
  readonly eraseBy: string | null
}

/** There is no place for its call, for a time, nor for who wrote it. */
export interface NoteOfWeek {
  /** Random; that of its form. */
  readonly id: string
  readonly text: string
}

export interface NewAnswer {
  readonly answer: readonly string[]
}

export interface NewFormNote {
  readonly text: string
  /** Kinds of findings that the advisor has looked at, and saves all the same. */
  readonly confirmed: readonly FindingKind[]
}

export interface Closing {
  readonly closed: boolean
  /** Of a call that was none: its category is answered with it, and its form is closed. */
  readonly as?: ClosingCategory | undefined
}

/** Longest note, in characters. */
export const NOTE_MOST = 2_000

/** What the system knows of a call by itself, before anybody has answered anything. */
export function knownAnswers(call: { readonly kind: CallKind; readonly language: Language | null }): Answers {
  const contact = call.kind === 'callBack' ? 'call_back' : 'inbound_call'
  return { contact_type: [contact], ...(call.language === null ? {} : { language: [call.language] }) }
}
