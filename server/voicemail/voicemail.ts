import { join } from 'node:path'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { AdvisorId, Line, LineId } from '../../shared/floor/model.ts'
import type { Language } from '../../shared/languages.ts'
import type { AttemptOutcome, Message, MessageAction } from '../../shared/messages.ts'
import { newId } from '../auth/secrets.ts'
import type { Log } from '../log.ts'
import { forgetDeleted } from '../record/forgetDeleted.ts'
import type { Db } from '../record/open.ts'
import type { MessageTable } from '../record/schema.ts'
import { dayOf, monthOf } from '../stats/calendar.ts'
import { every } from '../timers.ts'
import { openFolder, readIfThere, removeWhole, sizeOf, writeWhole } from './durable.ts'
import { createKeeping, type Keeping } from './keeping.ts'
import { oggFile } from './oggFile.ts'
import { createQuota, type Quota } from './quota.ts'
import { type CreateMeter, createRecording, type Recorded, type Recording } from './recorder.ts'
import { act, attempt, expire, setsRight } from './rules.ts'
import { newKey, seal, unseal } from './seal.ts'
import { addMessage, change, dueAt, erasedSince, messageNow, noteHeard, openRows, withAttempts } from './store.ts'

export interface VoicemailParts {
  readonly db: Db
  /** Folder of the sealed sounds, one file per message; made when it is missing. */
  readonly folder: string
  readonly keyFile: string
  readonly createMeter: CreateMeter
  /** Undefined for a line that has been removed. */
  readonly lineOf: (line: LineId) => Line | undefined
  /** Free bytes on the disk of a folder, when not the system is to be asked. */
  readonly freeBytes?: (folder: string) => Promise<number>
  readonly log: Log
  readonly clock: () => number
  readonly origin: 'live' | 'demo'
}

/** Who asks: the lines they serve, and whether they supervise. */
export interface Asker {
  readonly id: AdvisorId
  readonly lines: readonly LineId[]
  readonly supervises: boolean
}

/** Messages of callers: recorded, kept sealed, listened to, worked off, erased. Lives until `close`. */
export interface Voicemail extends Pick<Keeping, 'check' | 'fault' | 'onFault' | 'master'>, Pick<Quota, 'takes'> {
  /** Begins a message of a line; nothing of it is visible or on disk until `keep`. `onEnd`: see `createRecording`. */
  begin(line: LineId, language: Language | null, onEnd: () => void): Recording
  /**
   * Whether an advisor who serves `lines` may call back from `line` for this message: it is a message of that line, and the line is
   * theirs. Refuses notFound, notAllowed and messageGone.
   */
  mayAnswer(id: string, line: LineId, lines: readonly LineId[]): Promise<Outcome>
  /** What became of a call-back that answers a message. A fault is the log's: the call-back has been. */
  noteAttempt(message: string, advisor: AdvisorId, outcome: Exclude<AttemptOutcome, 'notReached'>): void
  /** The messages that are there, oldest first: of the asker's lines, or of all for who supervises. */
  list(who: Asker): Promise<Message[]>
  /** An Ogg Opus file, for people of the line alone; each time is noted. Refuses notFound, notAllowed, messageGone and messageUnreadable. */
  audio(id: string, who: Asker): Promise<Outcome<Buffer>>
  /** By people of the line, and by a supervisor to set right. Refuses notFound, notAllowed, messageGone and messageTaken. */
  act(id: string, action: MessageAction, who: Asker): Promise<Outcome>
  /** Erases what has come to its end; runs by itself as well. */
  sweep(): Promise<void>
  /** Told after each change of the work list. Returns how to stop. */
  onChanged(listener: () => void): () => void
  /** Resolves when what was begun is done. */
  close(): Promise<void>
}

const SWEEP_MS = 60_000
const DAY_MS = 86_400_000
const ENDING = '.sealed'

/**
 * The work list on its record. At the start, what a power cut has left is put right: a file that no message knows was never acknowledged to
 * anybody, or has been erased, and goes; a message whose file is missing stays in the work list, for somebody has called, and the log says so.
 */
export async function createVoicemail(parts: VoicemailParts): Promise<Voicemail> {
  const { db, folder, log, clock, lineOf } = parts
  const listeners = new Set<() => void>()
  const changed = (): void => {
    for (const listener of listeners) listener()
  }
  const fileOf = (id: string): string => join(folder, id + ENDING)
  const due = (row: MessageTable): number => {
    const keepDays = lineOf(row.line)?.service.voicemail.keepDays
    return dueAt(row, keepDays === undefined ? null : keepDays * DAY_MS)
  }
  /** Of all that the one key seals: messages, and reports (server/duties/reports.ts). */
  const usedMarks = async () => {
    const messages = await db.selectFrom('message_keys').select('mark').execute()
    const reports = await db.selectFrom('duty_reports').select('mark').execute()
    return [...messages, ...reports].flatMap(({ mark }) => mark ?? [])
  }
  const quota = createQuota(clock)
  for (const row of await openRows(db)) quota.add(row.id, row.line, await sizeOf(fileOf(row.id)), row.arrived)
  for (const { id, line, arrived } of await erasedSince(db, clock() - 3_600_000)) {
    quota.add(id, line, 0, arrived)
    quota.remove(id)
  }
  const keeping = await createKeeping({ ...parts, usedMarks, usedBytes: () => quota.bytes })
  const { check, fault, onFault, master } = keeping
  // Where there is no such folder there is nothing to tidy, and the fault has been told.
  if (fault() !== 'folderUnwritable') await tidy()

  async function tidy(): Promise<void> {
    const expected = (await openRows(db)).map(({ id }) => id + ENDING)
    const there = await openFolder(folder)
    const strange = there.filter((name) => !expected.includes(name))
    for (const name of strange) await removeWhole(join(folder, name))
    if (strange.length > 0) log.warn('files of messages that were not kept or are erased have been removed', { count: strange.length })
    const missing = expected.filter((name) => !there.includes(name))
    if (missing.length > 0) log.error('messages in the work list have lost their sound files', { count: missing.length })
  }

  /** First the file, then the row: a power cut between the two leaves a file that nobody knows and nobody can open. */
  async function store(line: LineId, language: Language | null, { packets, ms }: Recorded): Promise<string> {
    const sealing = master()
    if (!sealing) throw new Error('voicemail: there is no key')
    const id = newId()
    const key = newKey()
    const sealed = seal(key, id, await oggFile(packets))
    await writeWhole(fileOf(id), sealed).catch((error: unknown) => {
      keeping.stumble()
      void check()
      throw error
    })
    const arrived = clock()
    const known = lineOf(line)
    const day = dayOf(arrived, known?.timeZone ?? 'UTC')
    const message = {
      id,
      line,
      language,
      arrived,
      length_s: ms / 1_000,
      expires: arrived + (known?.service.voicemail.keepDays ?? 14) * DAY_MS,
      day,
      month: monthOf(day),
      origin: parts.origin,
    }
    try {
      await addMessage(db, message, { sealed: seal(sealing.key, id, key).toString('base64'), mark: sealing.mark })
    } catch (error) {
      await removeWhole(fileOf(id))
      throw error
    }
    quota.add(id, line, sealed.length, arrived)
    changed()
    return id
  }

  /** The key goes first: from then on the sound cannot be opened, whatever becomes of the file. */
  async function erase(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await removeWhole(fileOf(id))
      quota.remove(id)
    }
    await forgetDeleted(db)
  }

  async function sweep(): Promise<void> {
    const now = clock()
    const over = (await openRows(db)).filter((row) => due(row) <= now).map(({ id }) => id)
    const decide = (row: MessageTable) => ({ step: row.erased === null ? expire(messageNow(row)) : null, answer: undefined })
    for (const id of over) await change(db, id, null, now, decide)
    if (over.length === 0) return
    await erase(over)
    log.info('messages have come to their end and are erased', { count: over.length })
    changed()
  }

  async function tried(id: string, advisor: AdvisorId, outcome: Exclude<AttemptOutcome, 'notReached'>, at: number): Promise<void> {
    await change(db, id, advisor, at, (row) => ({ step: attempt(messageNow(row), advisor, outcome), answer: undefined }))
    changed()
  }

  /** One thing at a time in the background; a fault is told to the log. */
  let background: Promise<void> = Promise.resolve()
  const inBackground = (work: () => Promise<void>): void => {
    background = background.then(work).catch((error: unknown) => log.error('voicemail fault', { error }))
  }
  inBackground(sweep)
  const sweeps = every(SWEEP_MS, () => inBackground(sweep))

  return {
    check,
    fault,
    onFault,
    master,

    takes: quota.takes,

    begin(line, language, onEnd) {
      const over = quota.begin(line)
      const recording = createRecording(parts.createMeter, (recorded) => store(line, language, recorded), onEnd)
      return {
        get ms() {
          return recording.ms
        },
        add: recording.add,
        keep: () => recording.keep().finally(over),
        discard() {
          recording.discard()
          over()
        },
      }
    },

    async mayAnswer(id, line, lines) {
      const row = await db.selectFrom('messages').select(['line', 'erased']).where('id', '=', id).executeTakeFirst()
      if (!row) return refuse('notFound', 'message')
      if (row.line !== line || !lines.includes(line)) return refuse('notAllowed', 'message', 'must be a message of the line that calls')
      return row.erased === null ? ok(undefined) : refuse('messageGone', 'message')
    },

    noteAttempt(message, advisor, outcome) {
      const now = clock()
      inBackground(() => tried(message, advisor, outcome, now))
    },

    async list(who) {
      const rows = await openRows(db)
      return withAttempts(
        db,
        rows.filter(({ line }) => who.supervises || who.lines.includes(line)),
        due,
      )
    },

    async audio(id, who) {
      const row = await db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst()
      if (!row) return refuse('notFound')
      if (!who.lines.includes(row.line)) return refuse('notAllowed')
      const stored = await db.selectFrom('message_keys').selectAll().where('message', '=', id).executeTakeFirst()
      if (row.erased !== null || !stored) return refuse('messageGone')
      const opening = master()
      const key = opening && unseal(opening.key, id, Buffer.from(stored.sealed, 'base64'))
      if (!key) return unreadable('a message cannot be heard: this is not the key that it was sealed with')
      const file = await readIfThere(fileOf(id))
      if (!file) return unreadable('a message cannot be heard: its sound file is missing')
      const sound = unseal(key, id, file)
      if (!sound) return unreadable('a message cannot be heard: its sound file is damaged')
      await noteHeard(db, id, who.id, clock())
      if (row.heard === null) changed()
      return ok(sound)
    },

    async act(id, action, who) {
      let erases = false
      const done = await change<Outcome>(db, id, who.id, clock(), (row) => {
        if (!who.lines.includes(row.line) && !(who.supervises && setsRight(action))) return { step: null, answer: refuse('notAllowed') }
        const decided = act(messageNow(row), action, who)
        if (!decided.ok) return { step: null, answer: decided }
        erases = decided.value?.erases ?? false
        return { step: decided.value, answer: ok(undefined) }
      })
      if (!done) return refuse('notFound')
      if (!done.ok) return done
      if (erases) await erase([id])
      changed()
      return done
    },

    sweep,

    onChanged(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },

    async close() {
      clearInterval(sweeps)
      keeping.close()
      listeners.clear()
      await background
    },
  }

  function unreadable(event: string): Outcome<never> {
    log.error(event)
    return refuse('messageUnreadable')
  }
}
