import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Line } from '../../../shared/floor/model.ts'
import { newLineService, plainService } from '../../../shared/floor/service.ts'
import { type Log, silentLog } from '../../log.ts'
import { oggFrames } from '../../media/oggFrames.ts'
import { type Db, openRecord } from '../../record/open.ts'
import type { CreateMeter } from '../recorder.ts'
import { type Asker, createVoicemail, type Voicemail } from '../voicemail.ts'

export const LINE = 'l'
export const ADA: Asker = { id: 'ada', lines: [LINE], supervises: false }
export const BO: Asker = { id: 'bo', lines: [LINE], supervises: false }
export const STRANGER: Asker = { id: 'eve', lines: ['other'], supervises: false }
export const BOSS: Asker = { id: 'boss', lines: [], supervises: true }

/** Real packets of speech, 20 ms each. */
export const VOICE = oggFrames(readFileSync(new URL('../../demo/sv/voice.ogg', import.meta.url)))
const LOUD: CreateMeter = (onLevel) => ({ measure: () => onLevel(-20), close() {} })

const line: Line = {
  id: LINE,
  name: 'L',
  greeting: '',
  order: 1,
  startedOn: '2026-01-01',
  catchment: 1,
  timeZone: 'Europe/Stockholm',
  ...newLineService,
}

export interface Scene {
  readonly dir: string
  readonly db: Db
  readonly voicemail: Voicemail
  close(): Promise<void>
}

/** A voicemail on the record in `dir`. */
export async function openScene(
  dir: string,
  options: { clock?: () => number; log?: Log; keepDays?: number; freeBytes?: () => Promise<number> } = {},
): Promise<Scene> {
  const db = await openRecord(join(dir, 'lyhord.db'))
  const service = { ...plainService, voicemail: { ...plainService.voicemail, keepDays: options.keepDays ?? 14 } }
  const voicemail = await createVoicemail({
    db,
    folder: join(dir, 'messages'),
    keyFile: join(dir, 'voicemail.key'),
    createMeter: LOUD,
    lineOf: (id) => (id === LINE ? { ...line, service } : undefined),
    log: options.log ?? silentLog,
    clock: options.clock ?? Date.now,
    origin: 'live',
    ...(options.freeBytes ? { freeBytes: options.freeBytes } : {}),
  })
  return {
    dir,
    db,
    voicemail,
    async close() {
      await voicemail.close()
      await db.destroy()
    },
  }
}

/** A folder of its own that goes with its scope. */
export function testFolder(): { readonly dir: string } & Disposable {
  const dir = mkdtempSync(join(tmpdir(), 'lyhord-messages-'))
  return { dir, [Symbol.dispose]: () => rmSync(dir, { recursive: true, force: true }) }
}

/** Somebody leaves a message of `seconds`; gives its id. */
export async function leaveMessage(voicemail: Voicemail, seconds = 3): Promise<string> {
  const recording = voicemail.begin(LINE, 'sv', () => {})
  for (let n = 0; n < seconds * 50; n++) recording.add(VOICE[n % VOICE.length] as Buffer, n * 960)
  const id = await recording.keep()
  if (id === null) throw new Error('the message was not kept')
  return id
}
