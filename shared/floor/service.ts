import type { Hours } from '../hours.ts'
import type { Language } from '../languages.ts'

/** How a line serves its callers beyond answering: a supervisor's settings. */
export interface LineService {
  /** Languages in which the line speaks to callers; the first is spoken when none is chosen. Never empty. */
  readonly languages: readonly Language[]
  /** Callers choose their language by key before they wait. */
  readonly languageMenu: boolean
  /** Callers are told their place in the queue. */
  readonly sayPosition: boolean
  /** What becomes of callers who wait at closing time: they are answered still, or offered to leave a message. */
  readonly atClosing: 'answer' | 'voicemail'
  readonly voicemail: VoicemailService
  readonly callBack: CallBackService
  readonly interpreters: readonly InterpreterService[]
  readonly forms: FormService
}

/** What is asked about the line's calls, and how long it stays tied to them. */
export interface FormService {
  /** Questions that are off until it is decided that they may be asked (UNDECIDED), and have been decided on. */
  readonly decided: readonly string[]
  /** After so many months, 1 to 36, a form is cut off from its call and knows only the week. */
  readonly cutMonths: number
  /** Notes are erased after so many days, 1 to 365. */
  readonly noteDays: number
}

/** When a caller may leave a message, and how long it is kept. */
export interface VoicemailService {
  /** Callers who meet a closed line may leave a message. */
  readonly whenClosed: boolean
  /** Waiting callers may press a key to leave one. */
  readonly byKey: boolean
  /** Waiting callers are asked to leave one after so many seconds; null never. */
  readonly afterWaitS: number | null
  /** Messages are erased after so many days at the latest, 1 to 90. */
  readonly keepDays: number
}

/** Which numbers advisors may call, and what the called person sees. */
export interface CallBackService {
  /** The called person sees no number, or the line's. */
  readonly shows: 'nothing' | 'lineNumber'
  /** Beginnings of the numbers that may be called, as +46 and digits; empty allows none. */
  readonly prefixes: readonly string[]
  /** Emergency numbers, premium rate and other special numbers are refused whatever the prefixes say. */
  readonly blocksSpecial: boolean
}

/** An interpreter service that advisors of the line can bring into a call. */
export interface InterpreterService {
  readonly id: string
  readonly name: string
  /** As dialled through the trunk: + and digits. */
  readonly number: string
  /** ISO 639 codes. */
  readonly languages: readonly string[]
}

/** Whether callers of the line can come to leave a message, by its settings. */
export function takesMessages({ voicemail, atClosing }: Pick<LineService, 'voicemail' | 'atClosing'>): boolean {
  return voicemail.whenClosed || voicemail.byKey || voicemail.afterWaitS !== null || atClosing === 'voicemail'
}

/** A line nobody has set anything for: always open, in Swedish and English, messages only by key once voicemail is switched on. */
export const plainService: LineService = {
  languages: ['sv', 'en'],
  languageMenu: false,
  sayPosition: false,
  atClosing: 'answer',
  voicemail: { whenClosed: false, byKey: false, afterWaitS: null, keepDays: 14 },
  callBack: { shows: 'nothing', prefixes: ['+46'], blocksSpecial: true },
  interpreters: [],
  forms: { decided: [], cutMonths: 12, noteDays: 90 },
}

/** What a new line has beside what is asked for. */
export const newLineService: { readonly number: string; readonly hours: Hours | null; readonly service: LineService } = {
  number: '',
  hours: null,
  service: plainService,
}
