import type { Line } from '../../shared/floor/model.ts'
import type { Language } from '../../shared/languages.ts'
import { hoursPrompt, POSITION_IDS, type PromptId } from '../../shared/prompts.ts'
import type { Clip } from './oggOpus.ts'
import {
  closedProgramme,
  holdProgramme,
  menuProgramme,
  onceProgramme,
  type Programme,
  voicemailProgramme,
  waitingProgramme,
} from './programmes.ts'
import type { Prompts } from './prompts.ts'

/** What a line is heard saying, as it is set now. Each reads what must be read and gives a programme for the player. */

/** A line, and the language that its caller is spoken to in. */
export interface Spoken {
  readonly line: Line
  readonly language: Language
}

/** The language a caller is spoken to in: the one asked for where the line offers it, else the line's first. */
export function spokenLanguage({ service }: Pick<Line, 'service'>, asked: Language): Language {
  return service.languages.includes(asked) ? asked : (service.languages[0] ?? 'sv')
}

/** See `waitingProgramme`. `opening` null: nothing before the waiting sound. `takesMessages` is asked each time a message would be offered. */
export async function waitingOf(
  prompts: Prompts,
  { line, language }: Spoken,
  opening: 'welcome' | 'returned' | null,
  place: () => number | null,
  clock: () => number,
  takesMessages: () => boolean = () => true,
): Promise<Programme> {
  const clip = (id: PromptId) => prompts.clip(line.id, language, id)
  const { sayPosition, voicemail } = line.service
  const [first, waiting, busy, pressMessage] = await Promise.all([
    opening && clip(opening),
    clip('waiting'),
    clip('queue_wait'),
    voicemail.byKey ? clip('press_message') : null,
  ])
  const places: (Clip | null)[] = sayPosition ? await Promise.all(POSITION_IDS.map(clip)) : []
  const many = sayPosition ? await clip('position_many') : null
  const position = (at: number): Clip | null => (at > places.length ? many : (places[at - 1] ?? null))
  const leaving = (): Clip | null => (takesMessages() ? pressMessage : null)
  return waitingProgramme({ opening: first, waiting: waiting ?? [], busy, leaving, position }, place, clock)
}

/**
 * That the line is closed, when it opens, and what to do in danger; twice when nothing follows. An operator's own `closed` says the
 * hours itself. In no case are hours said that are not the line's. Where a message could be left were it kept (`takesMessages` false), that is
 * said too.
 */
export async function closedOf(prompts: Prompts, { line, language }: Spoken, takesMessages = true): Promise<Programme> {
  const hours = (await prompts.isOwn(line.id, language, 'closed')) ? null : hoursPrompt(line.hours)
  const { whenClosed } = line.service.voicemail
  const sorry: readonly PromptId[] = whenClosed && !takesMessages ? ['no_message'] : []
  const ids: readonly PromptId[] = ['closed', ...(hours ? [hours] : []), ...sorry, 'danger']
  const clips = await Promise.all(ids.map((id) => prompts.clip(line.id, language, id)))
  return closedProgramme(clips, whenClosed && takesMessages ? 1 : 2)
}

/** How to choose a language by key, each in its own. Ends; at once when there is nothing to choose or nothing recorded. */
export async function menuOf(prompts: Prompts, line: Line): Promise<Programme> {
  const { languages } = line.service
  if (languages.length < 2) return onceProgramme([])
  const clips = await Promise.all(languages.map((language) => prompts.clip(line.id, language, 'choose_language')))
  return clips.some((clip) => clip) ? menuProgramme(clips) : onceProgramme([])
}

/** How to leave a message, to its tone. `canReturn`: the caller may go on waiting instead. `takesMessages` is asked when the tone is due. */
export async function voicemailOf(
  prompts: Prompts,
  { line, language }: Spoken,
  canReturn: boolean,
  takesMessages: () => boolean = () => true,
): Promise<Programme> {
  const clip = (id: PromptId) => prompts.clip(line.id, language, id)
  const [leave, pressReturn, beep, sorry] = await Promise.all([
    clip('leave_message'),
    canReturn ? clip('press_return') : null,
    clip('beep'),
    clip('no_message'),
  ])
  return voicemailProgramme([leave, pressReturn], () => (takesMessages() ? beep : sorry))
}

/** One prompt, then the end. */
export async function onceOf(prompts: Prompts, { line, language }: Spoken, id: PromptId): Promise<Programme> {
  return onceProgramme([await prompts.clip(line.id, language, id)])
}

/** A sound until it is stopped: `hold`, or `ringback` while somebody is called. */
export async function soundOf(prompts: Prompts, { line, language }: Spoken, id: 'hold' | 'ringback'): Promise<Programme> {
  return holdProgramme((await prompts.clip(line.id, language, id)) ?? [])
}
