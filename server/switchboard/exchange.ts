import type { Outcome } from '../../shared/errors.ts'
import type { CallId, Channel, Floor, LineId } from '../../shared/floor/model.ts'
import type { Language } from '../../shared/languages.ts'
import type { Command } from '../floor/commands.ts'
import type { OpeningHours } from '../hours/opening.ts'
import type { Log } from '../log.ts'
import type { Prompts } from '../media/prompts.ts'
import type { Conference, Sound, SoundLeg } from '../media/sound/sound.ts'
import type { SipCore } from '../sip/core.ts'
import type { CallerHears, Dialog } from '../sip/dialog.ts'
import type { Phones } from '../sip/phones.ts'
import type { Trunk } from '../sip/trunk.ts'
import type { Recording } from '../voicemail/recorder.ts'
import type { Voicemail } from '../voicemail/voicemail.ts'
import type { Desk } from './desk.ts'
import type { MediaWatch } from './mediaWatch.ts'

/** Whether lines are open. */
export type Opening = Pick<OpeningHours, 'isOpen' | 'onClosing'>

/** Where messages of callers go. */
export type MessageBox = Pick<Voicemail, 'begin' | 'takes' | 'noteAttempt' | 'check' | 'fault' | 'onFault'>

/** The caller's side of one call, from the INVITE to its end, or the callee's of a call-back; and who is at the other sides. */
export interface Caller {
  readonly id: CallId
  readonly line: LineId
  readonly channel: Channel
  /** Spoken to the caller: what the browser asked for, the line's first, or what was chosen by key. */
  language: Language
  readonly wantsState: boolean
  readonly leg: SoundLeg
  readonly release: () => void
  /** Null until it is answered. */
  dialog: Dialog | null
  /** The advisor's phone that rings or talks. */
  desk: Desk | null
  /** The interpreter who is called or takes part. */
  third: Third | null
  /** While three are in the talk. */
  conference: Conference | null
  /** While a message is being recorded. */
  recording: Recording | null
  /** Withdraws the dialling of a call-back. */
  withdraw: () => void
  /** Of a call-back: the message that it answers. */
  readonly message: string | null
  /** Ends the wait for a voicemail offer. */
  stopWaiting: () => void
}

/** What every caller begins with. */
export const newCaller = {
  wantsState: false,
  release() {},
  dialog: null,
  desk: null,
  third: null,
  conference: null,
  recording: null,
  withdraw() {},
  message: null,
  stopWaiting: noWait,
} as const

/** What `stopWaiting` is of a caller who has not been asked to leave a message. */
export function noWait(): void {}

/** An interpreter's side of a talk. */
export interface Third {
  readonly leg: SoundLeg
  dialog: Dialog | null
  /** Withdraws the dialling. */
  readonly withdraw: () => void
}

/** What the parts of the switchboard share. */
export interface Exchange {
  readonly sip: SipCore
  readonly sound: Sound
  readonly phones: Phones
  readonly prompts: Prompts
  readonly watch: MediaWatch
  readonly opening: Opening
  readonly voicemail: MessageBox
  /** Null when none is set up. */
  readonly trunk: Trunk | null
  readonly log: Log
  readonly callers: Map<CallId, Caller>
  /** The floor after the last change. */
  now(): Floor
  /** A command of ours to the floor; a refusal is the floor's to log, a fault ours. */
  submit(command: Command): Promise<Outcome<unknown>>
  /** What the world has already done: asked again until the floor can store it. */
  tell(command: Command): void
}

/** Says to a caller's page how the call stands, where it asked for that. */
export function say(caller: Caller, state: CallerHears): void {
  if (caller.wantsState) caller.dialog?.tell(state)
}

/** How the call stands; undefined when it has ended. */
export const stateOf = (x: Exchange, caller: Caller) => x.now().calls[caller.id]?.state
