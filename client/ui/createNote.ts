import { createSignal, onCleanup } from 'solid-js'
import type { Outcome, Refusal } from '../../shared/errors.ts'
import type { MeetingNote } from '../../shared/review/week.ts'
import type { Signature } from '../../shared/volume/volume.ts'

/** So long after the last key a note is saved, and so long after a failure it is tried again; ms. */
const SAVE_AFTER_MS = 1_200
const AGAIN_AFTER_MS = 10_000

/** A text that several people keep, each change of it counted. */
export interface KeptText {
  readonly text: string
  /** 0 before anybody has written. */
  readonly version: number
  readonly by: Signature | null
}

/**
 *   saved -> typed -> saving -> saved
 *              ^        |
 *              |        +-> failed -> saving      what was typed stays in every state
 *              +------------+-> conflict          somebody else has saved in the meantime
 */
export type NoteState<N extends KeptText = MeetingNote> =
  | { readonly is: 'saved' | 'typed' | 'saving' }
  | { readonly is: 'failed'; readonly refusal: Refusal }
  | { readonly is: 'conflict'; readonly theirs: N }

export interface NoteDraft<N extends KeptText = MeetingNote> {
  readonly text: () => string
  readonly state: () => NoteState<N>
  /** What the server holds, as far as is known. */
  readonly kept: () => N
  type(text: string): void
  /** Saves at once what is not saved; whether everything is saved now. */
  flush(): Promise<boolean>
  /** Another's version has been read while nothing of ours was open. */
  adopt(note: N): void
  /** Out of a conflict. */
  resolve(how: 'theirs' | 'mine' | 'both'): Promise<void>
}

export interface NoteServer<N extends KeptText = MeetingNote> {
  save(text: string, version: number): Promise<Outcome<N>>
  read(): Promise<Outcome<N>>
}

/** The note in the field: saves itself, loses nothing that was typed, and writes over nothing that it has not read. */
export function createNote<N extends KeptText>(first: N, server: NoteServer<N>): NoteDraft<N> {
  const [text, setText] = createSignal(first.text)
  const [kept, setKept] = createSignal<N>(first)
  const [state, setState] = createSignal<NoteState<N>>({ is: 'saved' })
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined

  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), ms)
  }
  onCleanup(() => clearTimeout(timer))

  const isSaved = () => text() === kept().text

  function save(): Promise<void> {
    clearTimeout(timer)
    running ??= saveOnce().finally(() => {
      running = undefined
    })
    return running
  }

  async function saveOnce() {
    if (state().is === 'conflict') return
    const sent = text()
    setState({ is: 'saving' })
    const answer = await server.save(sent, kept().version)
    if (answer.ok) {
      setKept(() => answer.value)
      if (text() === sent) return void setState({ is: 'saved' })
      setState({ is: 'typed' })
      return later(SAVE_AFTER_MS)
    }
    const theirs = answer.refusal.code === 'changedMeanwhile' ? await server.read() : undefined
    if (theirs?.ok) return settle(theirs.value)
    setState({ is: 'failed', refusal: answer.refusal })
    later(AGAIN_AFTER_MS)
  }

  /** Two who wrote the same are no conflict. */
  function settle(theirs: N) {
    if (theirs.text === text()) {
      setKept(() => theirs)
      setState({ is: 'saved' })
    } else setState({ is: 'conflict', theirs })
  }

  return {
    text,
    state,
    kept,
    type(next) {
      setText(next)
      if (state().is === 'conflict') return
      if (state().is !== 'saving') setState({ is: isSaved() ? 'saved' : 'typed' })
      later(SAVE_AFTER_MS)
    },
    async flush() {
      while (running) await running
      if (!isSaved()) await save()
      return isSaved()
    },
    adopt(note) {
      if (state().is !== 'saved' || note.version <= kept().version) return
      setKept(() => note)
      setText(note.text)
    },
    async resolve(how) {
      const now = state()
      if (now.is !== 'conflict') return
      setKept(() => now.theirs)
      if (how === 'theirs') setText(now.theirs.text)
      if (how === 'both') setText(`${now.theirs.text}\n\n${text()}`)
      setState({ is: isSaved() ? 'saved' : 'typed' })
      if (!isSaved()) await save()
    },
  }
}
