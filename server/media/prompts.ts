import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LineId } from '../../shared/floor/model.ts'
import type { Language } from '../../shared/languages.ts'
import { isSound, type PromptId, SOUND_IDS, SPOKEN_IDS } from '../../shared/prompts.ts'
import { type Clip, readOggOpus, readOurOggOpus } from './oggOpus.ts'

export type { PromptId } from '../../shared/prompts.ts'
export * from './programmes.ts'

/** Languages in which we ship a voice, and so those in which a caller is spoken to who has chosen none. */
export const PROMPT_LANGUAGES = ['sv', 'en'] as const
export type PromptLanguage = (typeof PROMPT_LANGUAGES)[number]

/**
 * The prompts of every line. `shipped` holds LANG/ID.ogg and, for sounds, ID.ogg; `own` holds LINE/LANG/ID.ogg of an operator,
 * which replace the shipped ones and are read anew when the file changes.
 */
export interface Prompts {
  /**
   * What is heard: the line's own in that language, ours in that language; then the same in the line's first language; then ours in
   * Swedish or English. Null when there is nothing to be heard: a sentence that only makes sense in its own language has none of the other ones.
   */
  clip(line: LineId, language: Language, id: PromptId): Promise<Clip | null>
  /** The line's own recording in exactly that language; null without a usable one. */
  own(line: LineId, language: Language, id: PromptId): Promise<Clip | null>
  /** Whether what `clip` gives is a recording of the line's own. */
  isOwn(line: LineId, language: Language, id: PromptId): Promise<boolean>
  /** Whether we have it in that language ourselves; sounds have none. */
  ships(language: Language, id: PromptId): boolean
}

/** Where the file of a prompt lies, under the folder of ours or of an operator's line. */
export const promptFile = (folder: string, language: Language, id: PromptId): string => join(folder, language, `${id}.ogg`)

/**
 * Reads all shipped prompts now: rejects when one is missing or unusable. `languagesOf` gives a line's languages, the first one first.
 * `onBadFile` hears of an operator's file that cannot be used; it counts as not being there.
 */
export async function loadPrompts(
  shipped: string,
  own: string,
  onBadFile: (fault: Error) => void,
  languagesOf: (line: LineId) => readonly Language[] = () => ['sv'],
): Promise<Prompts> {
  const standard = loadShipped(shipped)
  const readOwn = createReader(onBadFile)
  const ownClip = (line: LineId, language: Language, id: PromptId) => readOwn(promptFile(join(own, line), language, id))
  const ours = (language: Language, id: PromptId): Clip | null => standard.get(`${language}/${id}`) ?? null

  async function find(line: LineId, language: Language, id: PromptId): Promise<Found | null> {
    const inLanguage = asOwn(await ownClip(line, language, id)) ?? asOurs(ours(language, id))
    if (inLanguage || id === 'choose_language') return inLanguage
    const [first = 'sv', ...others] = languagesOf(line)
    // A sound is the same in every language, in whichever of them it was recorded.
    for (const other of isSound(id) ? [first, ...others] : [first]) {
      const found = await ownClip(line, other, id)
      if (found) return asOwn(found)
    }
    if (id === 'hold') return find(line, language, 'waiting')
    return asOurs(isSound(id) ? (standard.get(id) ?? null) : (ours(first, id) ?? ours('sv', id) ?? ours('en', id)))
  }

  return {
    clip: async (line, language, id) => (await find(line, language, id))?.clip ?? null,
    own: ownClip,
    isOwn: async (line, language, id) => (await find(line, language, id))?.own ?? false,
    ships: (language, id) => ours(language, id) !== null,
  }
}

interface Found {
  readonly clip: Clip
  readonly own: boolean
}
const asOwn = (clip: Clip | null): Found | null => clip && { clip, own: true }
const asOurs = (clip: Clip | null): Found | null => clip && { clip, own: false }

/** Every sentence in every language of ours, and the sounds. On hold the waiting sound is heard. */
function loadShipped(folder: string): Map<string, Clip> {
  const clips = new Map<string, Clip>()
  for (const language of PROMPT_LANGUAGES)
    for (const id of SPOKEN_IDS) clips.set(`${language}/${id}`, readOurOggOpus(promptFile(folder, language, id)))
  for (const id of SOUND_IDS) if (id !== 'hold') clips.set(id, readOurOggOpus(join(folder, `${id}.ogg`)))
  return clips
}

/** Reads a file that may be replaced at any time, and again only when it has been. */
function createReader(onBadFile: (fault: Error) => void): (path: string) => Promise<Clip | null> {
  const known = new Map<string, { readonly version: string; readonly clip: Clip | null }>()
  return async (path) => {
    const found = await stat(path).catch(() => null)
    if (!found) {
      known.delete(path)
      return null
    }
    const version = `${found.mtimeMs} ${found.size} ${found.ino}`
    const last = known.get(path)
    if (last?.version === version) return last.clip
    const clip = await readOggOpus(path).catch((fault: Error) => {
      onBadFile(fault)
      return null
    })
    known.set(path, { version, clip })
    return clip
  }
}
