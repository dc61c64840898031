import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { Line } from '../../shared/floor/model.ts'
import type { Language } from '../../shared/languages.ts'
import { isPlayed, isSound, PROMPT_IDS, type PromptId, type PromptState, RECORDING_MAX_S } from '../../shared/prompts.ts'
import { OggFault } from '../media/oggFrames.ts'
import { type Clip, parseOggOpus } from '../media/oggOpus.ts'
import { type Prompts, promptFile } from '../media/prompts.ts'
import { FRAME_MS } from '../media/rtp.ts'
import { createTurns } from '../turns.ts'
import { reviewOf, textToRead } from './texts.ts'

/** An operator's own recordings: files under `own`/LINE/LANG/ID.ogg, which `Prompts` reads. */
export interface Recordings {
  /** Every prompt of the line in each of its languages; sounds once, in the first. */
  list(line: Line): Promise<PromptState[]>
  /**
   * Keeps a recording in place of the one before. It is whole on disk when this resolves, and the next to be played. `was`: when the one to be
   * replaced was made (`changedAt`; null: there was none); refuses `changedMeanwhile` when there is another now. Undefined replaces any.
   */
  put(line: Line, language: Language, id: PromptId, bytes: Buffer, was?: number | null): Promise<Outcome<PromptState>>
  /** The file that is heard in that language: the own one or ours. `notFound` without either. */
  audio(line: Line, language: Language, id: PromptId): Promise<Outcome<Buffer>>
  /** From now on ours is heard again. `notFound` when there is none of the line's own. */
  remove(line: Line, language: Language, id: PromptId): Promise<Outcome>
}

/** `own`: folder of operators' recordings; `shipped`: of ours. Line, language and id have been checked: each is part of a path. */
export function createRecordings(prompts: Prompts, own: string, shipped: string): Recordings {
  const fileOf = (line: Line, language: Language, id: PromptId) => promptFile(join(own, line.id), language, id)
  const inTurn = createTurns()

  async function stateOf(line: Line, language: Language, id: PromptId): Promise<PromptState> {
    const clip = await prompts.own(line.id, language, id)
    const changedAt = clip && (await stat(fileOf(line, language, id)).catch(() => null))?.mtimeMs
    const recording = clip && changedAt ? { seconds: secondsOf(clip), changedAt: Math.round(changedAt) } : null
    const standard = isSound(id) || prompts.ships(language, id)
    return {
      id,
      language,
      text: textToRead(id, language, line),
      review: reviewOf(language),
      voice: recording ? 'own' : standard ? 'standard' : 'missing',
      played: isPlayed(id, line),
      recording,
    }
  }

  return {
    async list(line) {
      const [first] = line.service.languages
      const all = line.service.languages.flatMap((language) =>
        PROMPT_IDS.filter((id) => !isSound(id) || language === first).map((id) => stateOf(line, language, id)),
      )
      return Promise.all(all)
    },

    async put(line, language, id, bytes, was) {
      const clip = parsed(bytes)
      if (clip instanceof OggFault) return refuse('recordingUnusable', undefined, `must be Ogg Opus with frames of 20 ms: ${clip.message}`)
      if (secondsOf(clip) > RECORDING_MAX_S) return refuse('recordingTooLong', undefined, `must be at most ${RECORDING_MAX_S} seconds`)
      return inTurn(async () => {
        if (was !== undefined && ((await stateOf(line, language, id)).recording?.changedAt ?? null) !== was)
          return refuse('changedMeanwhile', 'recording', 'must be in place of the recording that is there')
        await replaceFile(fileOf(line, language, id), bytes)
        return ok(await stateOf(line, language, id))
      })
    },

    async audio(line, language, id) {
      const candidates = [
        fileOf(line, language, id),
        isSound(id) ? join(shipped, `${id === 'hold' ? 'waiting' : id}.ogg`) : promptFile(shipped, language, id),
      ]
      for (const path of candidates) {
        const bytes = await readFile(path).catch(() => null)
        if (bytes) return ok(bytes)
      }
      return refuse('notFound')
    },

    remove: (line, language, id) =>
      inTurn(async () => {
        const file = fileOf(line, language, id)
        const gone = await rm(file).then(
          () => true,
          (fault: NodeJS.ErrnoException) => {
            if (fault.code === 'ENOENT') return false
            throw fault
          },
        )
        if (!gone) return refuse('notFound')
        await syncFolder(dirname(file))
        return ok(undefined)
      }),
  }
}

function parsed(bytes: Buffer): Clip | OggFault {
  try {
    return parseOggOpus(bytes)
  } catch (fault) {
    if (fault instanceof OggFault) return fault
    throw fault
  }
}

const secondsOf = (clip: Clip): number => (clip.length * FRAME_MS) / 1000

/** The file is the old one or the new one, whole, whenever the power goes. Two of these at once would write into each other. */
async function replaceFile(file: string, bytes: Buffer): Promise<void> {
  const folder = dirname(file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const fresh = `${file}.new`
  const handle = await open(fresh, 'w', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(fresh, file)
  await syncFolder(folder)
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
