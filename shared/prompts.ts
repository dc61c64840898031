import { assertUnreachable } from './assertUnreachable.ts'
import type { Line } from './floor/model.ts'
import type { Hours } from './hours.ts'
import type { Language } from './languages.ts'

/** What callers hear that no person says: sentences in the caller's language, and sounds that are the same in every language. */
export const SPOKEN_IDS = [
  // answered
  'welcome',
  'choose_language',
  // waiting
  'queue_wait',
  'position_1',
  'position_2',
  'position_3',
  'position_4',
  'position_5',
  'position_6',
  'position_7',
  'position_8',
  'position_9',
  'position_many',
  'press_message',
  'returned',
  // closed
  'closed',
  'hours_weekdays_three',
  'hours_weekdays_five',
  'danger',
  // leaving a message
  'leave_message',
  'press_return',
  'message_saved',
  'message_failed',
  'no_message',
] as const
export const SOUND_IDS = ['waiting', 'hold', 'beep', 'ringback'] as const

export type SpokenId = (typeof SPOKEN_IDS)[number]
export type SoundId = (typeof SOUND_IDS)[number]
export type PromptId = SpokenId | SoundId
export const PROMPT_IDS: readonly PromptId[] = [...SPOKEN_IDS, ...SOUND_IDS]

/** The places in the queue that have a clip of their own, 1 to 9; later ones share `position_many`. */
export const POSITION_IDS: readonly SpokenId[] = SPOKEN_IDS.filter((id) => /^position_\d$/.test(id))

export const isSound = (id: PromptId): id is SoundId => SOUND_IDS.some((sound) => sound === id)

/** An operator's recording is at most so large and so long. */
export const RECORDING_MAX_BYTES = 2_000_000
export const RECORDING_MAX_S = 120

/** The weeks for which we have a sentence; Monday first, one span a day or none. */
const SAID_WEEKS = {
  hours_weekdays_three: [1, 1, 0, 0, 1, 0, 0],
  hours_weekdays_five: [1, 1, 1, 1, 1, 0, 0],
} as const
const SAID_SPAN = { from: '08:30', to: '16:00' }

/** The sentence that says these hours; null when there is none. Holidays and exceptions are not part of it. */
export function hoursPrompt(hours: Hours | null): keyof typeof SAID_WEEKS | null {
  if (!hours) return null
  const said = (open: readonly number[]): boolean =>
    open.every((spans, at) => {
      const day = hours.week[at] ?? []
      return day.length === spans && day.every(({ from, to }) => from === SAID_SPAN.from && to === SAID_SPAN.to)
    })
  if (said(SAID_WEEKS.hours_weekdays_three)) return 'hours_weekdays_three'
  return said(SAID_WEEKS.hours_weekdays_five) ? 'hours_weekdays_five' : null
}

/** Whether a caller of this line can come to hear it, as the line is set now. */
export function isPlayed(id: PromptId, line: Pick<Line, 'hours' | 'service'>): boolean {
  const { languageMenu, languages, sayPosition, voicemail, atClosing } = line.service
  const whileWaiting = voicemail.byKey || voicemail.afterWaitS !== null || atClosing === 'voicemail'
  switch (id) {
    case 'welcome':
    case 'queue_wait':
    case 'returned':
    case 'waiting':
    case 'hold':
    case 'ringback':
      return true
    case 'choose_language':
      return languageMenu && languages.length > 1
    case 'position_1':
    case 'position_2':
    case 'position_3':
    case 'position_4':
    case 'position_5':
    case 'position_6':
    case 'position_7':
    case 'position_8':
    case 'position_9':
    case 'position_many':
      return sayPosition
    case 'press_message':
      return voicemail.byKey
    case 'closed':
    case 'danger':
      return line.hours !== null
    case 'hours_weekdays_three':
    case 'hours_weekdays_five':
      return hoursPrompt(line.hours) === id
    case 'no_message':
      return voicemail.byKey || voicemail.whenClosed
    case 'press_return':
      return whileWaiting
    case 'leave_message':
    case 'message_saved':
    case 'message_failed':
    case 'beep':
      return whileWaiting || voicemail.whenClosed
    default:
      return assertUnreachable(id)
  }
}

/** How far a text has come: written by us and not approved by the operator, or made by a machine and not to be used before a native speaker has read it. */
export type TextReview = 'draft' | 'machineDraft'

/** What callers hear of one prompt in one language. */
export interface PromptState {
  readonly id: PromptId
  readonly language: Language
  /** What to read aloud; empty for sounds. */
  readonly text: string
  readonly review: TextReview
  /** `own`: the operator's recording. `missing`: neither that nor ours is there in this language, and another one is heard, or nothing. */
  readonly voice: 'own' | 'standard' | 'missing'
  /** Callers can come to hear it, as the line is set now. */
  readonly played: boolean
  /** Of the operator's recording; null without one. */
  readonly recording: { readonly seconds: number; readonly changedAt: number } | null
}
