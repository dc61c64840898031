import { createSignal, onCleanup } from 'solid-js'
import type { ToldOfFile } from '../../../shared/imports/imports.ts'
import type { Matching } from '../../../shared/imports/matching.ts'
import type { FileAsk, FileTold, FileTrouble, TriedRow } from './file/fileTalk.ts'
import type { Look } from './file/readFile.ts'

/** Where the reading of a file is; `part` is of its bytes, 0 to 1. */
export type FileState =
  | { readonly is: 'none' }
  | { readonly is: 'looking'; readonly part: number }
  | { readonly is: 'looked' }
  | { readonly is: 'sending'; readonly part: number }
  | { readonly is: 'failed'; readonly why: FileTrouble; readonly row: number }

/** A file in a thread of its own, which ends with its owner. */
export interface FileReading {
  readonly state: () => FileState
  /** Of the file that was looked at last. */
  readonly look: () => Omit<Look, 'sample'> | undefined
  /** What the last matching makes of the first rows. */
  readonly tried: () => readonly TriedRow[]
  readonly open: (file: File) => void
  readonly try: (matching: Matching) => void
  /** Sends the file's calls to an import; null when it could not be done, and `state` says why. */
  readonly send: (importId: string, matching: Matching) => Promise<{ readonly told: ToldOfFile; readonly calls: number } | null>
}

export function createFileReader(): FileReading {
  const [state, setState] = createSignal<FileState>({ is: 'none' })
  const [look, setLook] = createSignal<Omit<Look, 'sample'>>()
  const [tried, setTried] = createSignal<readonly TriedRow[]>([])
  let worker: Worker | undefined
  let size = 1
  let onSent: ((sent: { told: ToldOfFile; calls: number } | null) => void) | undefined

  function hear(told: FileTold): void {
    const now = state().is
    if (told.is === 'bytes' && (now === 'looking' || now === 'sending')) setState({ is: now, part: told.bytes / size })
    if (told.is === 'looked') {
      setLook(told.look)
      setState({ is: 'looked' })
    }
    if (told.is === 'tried') setTried(told.rows)
    if (told.is === 'failed') {
      setState(told)
      onSent?.(null)
    }
    if (told.is === 'sent') {
      setState({ is: 'looked' })
      onSent?.(told)
    }
  }

  const ask = (what: FileAsk) => worker?.postMessage(what)
  const stop = () => {
    worker?.terminate()
    onSent?.(null)
    onSent = undefined
  }
  onCleanup(stop)

  return {
    state,
    look,
    tried,
    open(file) {
      stop()
      setLook(undefined)
      setTried([])
      setState({ is: 'looking', part: 0 })
      size = Math.max(1, file.size)
      worker = new Worker(new URL('./file/worker.ts', import.meta.url), { type: 'module' })
      worker.addEventListener('message', ({ data }: MessageEvent<FileTold>) => hear(data))
      worker.addEventListener('error', () => hear({ is: 'failed', why: 'refused', row: 0 }))
      ask({ is: 'look', file })
    },
    try: (matching) => ask({ is: 'try', matching }),
    send(importId, matching) {
      setState({ is: 'sending', part: 0 })
      return new Promise((resolve) => {
        onSent = (sent) => {
          onSent = undefined
          resolve(sent)
        }
        ask({ is: 'send', importId, matching })
      })
    },
  }
}
