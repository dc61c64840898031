import type { CallRow } from '../../../../shared/imports/imports.ts'
import { api } from '../../../ui/api.ts'
import type { FileAsk, FileTold } from './fileTalk.ts'
import { type Look, lookAtFile, sendFile, tryMatching } from './readFile.ts'
import { FileFault } from './records.ts'

/**
 * Reads a file beside the page, which stays quick, and sends what its matched columns say straight to the server. Why here and not there:
 * a file of an operator has telephone numbers in it, and what never leaves the browser can be in no body, log, disk or memory of the
 * server. The server has a place for a time, a bit and two lengths, and checks them as if anybody had sent them.
 */
const TRIES = 4
const AGAIN_MS = 1_000

let file: Blob | undefined
let look: Look | undefined

const tell = (told: FileTold) => postMessage(told)
const onBytes = (bytes: number) => tell({ is: 'bytes', bytes })

addEventListener('message', ({ data }: MessageEvent<FileAsk>) => {
  answer(data).catch((error: unknown) => {
    if (error instanceof FileFault) tell({ is: 'failed', why: error.why, row: error.row })
    else tell({ is: 'failed', why: error instanceof DOMException ? 'gone' : 'refused', row: 0 })
  })
})

async function answer(ask: FileAsk): Promise<void> {
  if (ask.is === 'look') {
    file = ask.file
    look = await lookAtFile(file, onBytes)
    const { sample, ...rest } = look
    return tell({ is: 'looked', look: rest })
  }
  if (!file || !look) return
  if (ask.is === 'try') return tell({ is: 'tried', rows: tryMatching(look, ask.matching, Date.now()) })
  const { importId, matching } = ask
  const sent = await sendFile({ file, look, matching, now: Date.now(), onBytes, send: (first, rows) => send(importId, first, rows) })
  tell(sent ? { is: 'sent', ...sent } : { is: 'failed', why: 'refused', row: 0 })
}

/** Sends rows, and once more when there is no answer: the server takes the same rows twice as once. */
async function send(importId: string, first: number, rows: readonly CallRow[]): Promise<boolean> {
  const body = new Blob([JSON.stringify(rows)], { type: 'application/octet-stream' })
  for (let tries = 1; ; tries++) {
    const answer = await api.put(`/api/imports/${encodeURIComponent(importId)}/rows/${first}`, body)
    if (answer.ok) return true
    if (answer.refusal.code !== 'serverFault' || tries === TRIES) return false
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS * tries))
  }
}
