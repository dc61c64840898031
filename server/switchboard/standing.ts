import { z } from 'zod'
import { type Call, CHANNELS } from '../../shared/floor/model.ts'
import { LANGUAGES } from '../../shared/languages.ts'
import type { StandingCall } from '../floor/restore.ts'
import type { Standing } from '../media/sound/messages.ts'
import type { SoundLeg } from '../media/sound/sound.ts'
import { dialogNote } from '../sip/dialogNote.ts'
import { type Caller, type Exchange, stateOf } from './exchange.ts'

/** What is noted with the caller's leg, in the memory of the process that carries sound, for a switchboard that comes after this one. */
const callNote = z.object({
  version: z.literal(1),
  /** As the floor has it; checked against the record before it is believed. */
  call: z.custom<Call>((value) => typeof value === 'object' && value !== null && 'id' in value && 'state' in value),
  channel: z.enum(CHANNELS),
  language: z.enum(LANGUAGES),
  wantsState: z.boolean(),
  message: z.string().nullable(),
  dialog: dialogNote,
  desk: z.object({ leg: z.number(), advisor: z.string(), instance: z.string(), held: z.boolean(), dialog: dialogNote }).nullable(),
  third: z.object({ leg: z.number(), dialog: dialogNote }).nullable(),
})
export type CallNote = z.infer<typeof callNote>

/** A call with all its legs, as the switchboard before left it. */
export interface LeftCall extends StandingCall {
  readonly note: CallNote
  readonly caller: Standing
  readonly desk: Standing | null
  readonly third: Standing | null
}

/** Marks a leg that belongs to a call whose note is with the caller's leg. */
const BESIDE = 'beside'

/** Notes how the call stands now; to be called after each change of it. A call that could not be gone on with is not noted. */
export function noteCall(x: Exchange, caller: Caller): void {
  const call = x.now().calls[caller.id]
  const is = stateOf(x, caller)?.is
  const { dialog, desk, third } = caller
  const talks = is === 'talking' && desk?.dialog
  const stands = call && dialog && caller.leg.opened && (talks || is === 'waiting' || is === 'offered')
  note(caller.leg, stands ? JSON.stringify(callNoteOf(caller, call)) : null)
  if (desk) note(desk.leg, talks ? BESIDE : null)
  if (third) note(third.leg, third.dialog ? BESIDE : null)
}

function callNoteOf(caller: Caller, call: Call): CallNote {
  const { channel, language, wantsState, message, dialog, desk, third } = caller
  if (!dialog) throw new Error('standing: a call without a dialog')
  return {
    ...{ version: 1, call, channel, language, wantsState, message, dialog: dialog.note() },
    desk: desk?.dialog
      ? {
          leg: desk.leg.id,
          advisor: desk.advisor,
          instance: desk.binding.instance,
          held: desk.held,
          dialog: desk.dialog.note(),
        }
      : null,
    third: third?.dialog ? { leg: third.leg.id, dialog: third.dialog.note() } : null,
  }
}

const noted = new WeakMap<SoundLeg, string | null>()

function note(leg: SoundLeg, text: string | null): void {
  if ((noted.get(leg) ?? null) === text) return
  noted.set(leg, text)
  leg.note(text)
}

/** The calls that legs which were left belong to. A note that cannot be read, by a switchboard of another version, counts as none. */
export function readLeft(left: readonly Standing[]): LeftCall[] {
  const legOf = (id: number | undefined): Standing | null => left.find(({ leg, lost }) => leg === id && !lost) ?? null
  return left.flatMap((caller) => {
    const read = readNote(caller.note)
    if (!read || caller.lost || !caller.opened) return []
    const desk = legOf(read.desk?.leg)
    if (read.call.state.is === 'talking' && !desk) return []
    const third = legOf(read.third?.leg)
    return [{ note: read, caller, desk, third, call: read.call, instance: read.desk?.instance ?? null, interpreted: third !== null }]
  })
}

function readNote(text: string | null): CallNote | null {
  if (text === null || text === BESIDE) return null
  try {
    return callNote.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
