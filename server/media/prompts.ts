import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LineId } from '../../shared/floor/model.ts'
import { type Clip, readOggOpus } from './oggOpus.ts'
import type { Programme } from './player.ts'

export const PROMPT_IDS = ['welcome', 'queue_wait', 'returned', 'waiting'] as const
export type PromptId = (typeof PROMPT_IDS)[number]

export const PROMPT_LANGUAGES = ['sv', 'en'] as const
export type PromptLanguage = (typeof PROMPT_LANGUAGES)[number]

/** "All advisors are busy" is said at most this often (the announcement's own rule). */
const BUSY_EVERY_MS = 120_000

/**
 * The prompts of every line. `shipped` holds LANG/ID.ogg and waiting.ogg; `own` holds LINE/LANG/ID.ogg of an operator,
 * which replace the shipped ones and are read anew when the file changes.
 */
export interface Prompts {
  clip(line: LineId, language: PromptLanguage, id: PromptId): Promise<Clip>
}

/** Reads all shipped prompts now: rejects when one is missing or unusable. `onBadFile` hears of an operator's file that cannot be used; the shipped one is played then. */
export async function loadPrompts(shipped: string, own: string, onBadFile: (fault: Error) => void): Promise<Prompts> {
  const standard = new Map<string, Clip>()
  for (const language of PROMPT_LANGUAGES)
    for (const id of PROMPT_IDS) standard.set(`${language}/${id}`, await readOggOpus(await shippedFile(shipped, language, id)))
  const replaced = new Map<string, { readonly mtime: number; readonly clip: Clip | null }>()

  async function ownClip(line: LineId, language: PromptLanguage, id: PromptId): Promise<Clip | null> {
    const path = join(own, line, language, `${id}.ogg`)
    const found = await stat(path).catch(() => null)
    if (!found) return null
    const known = replaced.get(path)
    if (known?.mtime === found.mtimeMs) return known.clip
    const clip = await readOggOpus(path).catch((fault: Error) => {
      onBadFile(fault)
      return null
    })
    replaced.set(path, { mtime: found.mtimeMs, clip })
    return clip
  }

  return {
    async clip(line, language, id) {
      return (await ownClip(line, language, id)) ?? (standard.get(`${language}/${id}`) as Clip)
    },
  }
}

async function shippedFile(folder: string, language: PromptLanguage, id: PromptId): Promise<string> {
  const inLanguage: string[] = await readdir(join(folder, language)).catch(() => [])
  return inLanguage.includes(`${id}.ogg`) ? join(folder, language, `${id}.ogg`) : join(folder, `${id}.ogg`)
}

/** What a waiting caller hears: first the `opening`, then the waiting sound, and between its rounds now and then that all are busy. */
export function* waitingProgramme(opening: Clip | null, waiting: Clip, busy: Clip, clock: () => number): Programme {
  if (opening) yield opening
  let saidAt = clock()
  while (true) {
    yield waiting
    if (clock() - saidAt < BUSY_EVERY_MS) continue
    yield busy
    saidAt = clock()
  }
}

/** What a caller on hold hears: the waiting sound alone. */
export function* holdProgramme(waiting: Clip): Programme {
  while (true) yield waiting
}
