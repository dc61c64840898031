import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type { ReportDraft, ReportField, ReportTexts, SavedReport } from '../../shared/duties/reports.ts'
import type { ErrorCode, Outcome, Refusal } from '../../shared/errors.ts'
import type { PlaceId } from '../../shared/geography/places.ts'

/**
 *   empty -> saving -> saved -> saving …
 *              |  ^
 *              v  |                          `stopped`: the server will not take it, whatever is tried
 *            waiting     (saving ->) stopped
 */
export type DraftState =
  | { readonly is: 'empty' | 'saving' }
  | { readonly is: 'saved'; readonly at: number }
  | { readonly is: 'waiting' | 'stopped'; readonly refusal: Refusal }

/** A report that is being written. What is typed is in memory and on the server, nowhere else. Lives as long as its owner. */
export interface Draft {
  readonly texts: Accessor<ReportTexts>
  readonly place: Accessor<PlaceId | null>
  readonly state: Accessor<DraftState>
  /** What the server said of it last. */
  readonly saved: Accessor<SavedReport | undefined>
  readonly type: (field: ReportField, text: string) => void
  readonly choose: (place: PlaceId | null) => void
  /** Saves at once; true when all that was typed is on the server. */
  readonly flush: () => Promise<boolean>
}

export interface DraftStart extends Omit<ReportDraft, 'version'> {
  /** Of one that is there. */
  readonly saved?: SavedReport
}

/** Typing pauses so long before it is saved, and the server is tried again after so long, in ms. */
const PAUSE_MS = 400
const AGAIN_MS = 3_000
/** Trying again would be answered the same. */
const FINAL: readonly ErrorCode[] = [
  'changedMeanwhile',
  'reportSent',
  'reportGone',
  'notAllowed',
  'notYourCall',
  'unknownCall',
  'badRequest',
]

/** `send` puts a draft to the server. */
export function createDraft(start: DraftStart, send: (draft: ReportDraft) => Promise<Outcome<SavedReport>>): Draft {
  const { kind, call, line } = start
  const [texts, setTexts] = createSignal<ReportTexts>(start.texts)
  const [place, setPlace] = createSignal(start.place)
  const [saved, setSaved] = createSignal(start.saved)
  const [state, setState] = createSignal<DraftState>(start.saved ? { is: 'saved', at: start.saved.savedAt } : { is: 'empty' })
  let typed = 0
  let acknowledged = 0
  /** What is on its way, or was when the link broke: only the same once more can tell whether it arrived. */
  let onItsWay: { readonly draft: ReportDraft; readonly typed: number } | undefined
  let work: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const isFinal = () => state().is === 'stopped'
  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), ms)
  }

  function changed() {
    typed++
    if (isFinal()) return
    if (state().is !== 'waiting') setState({ is: 'saving' })
    if (!work) later(state().is === 'waiting' ? AGAIN_MS : PAUSE_MS)
  }

  async function run() {
    while (acknowledged < typed && !isFinal()) {
      onItsWay ??= { draft: { kind, call, line, place: place(), texts: texts(), version: saved()?.item.version ?? 0 }, typed }
      const { draft, typed: upTo } = onItsWay
      const answer = await send(draft)
      if (!answer.ok) {
        const { refusal } = answer
        const final = FINAL.includes(refusal.code)
        setState({ is: final ? 'stopped' : 'waiting', refusal })
        if (!final) later(AGAIN_MS)
        return
      }
      onItsWay = undefined
      acknowledged = upTo
      setSaved(answer.value)
      setState(acknowledged < typed ? { is: 'saving' } : { is: 'saved', at: answer.value.savedAt })
    }
  }

  async function flush(): Promise<boolean> {
    clearTimeout(timer)
    work ??= run().finally(() => {
      work = undefined
    })
    await work
    return acknowledged === typed
  }

  const online = () => void flush()
  const leaving = (event: BeforeUnloadEvent) => {
    if (acknowledged < typed) event.preventDefault()
  }
  globalThis.addEventListener?.('online', online)
  globalThis.addEventListener?.('beforeunload', leaving)
  onCleanup(() => {
    clearTimeout(timer)
    globalThis.removeEventListener?.('online', online)
    globalThis.removeEventListener?.('beforeunload', leaving)
  })

  return {
    texts,
    place,
    state,
    saved,
    flush,
    type(field, text) {
      setTexts((all) => ({ ...all, [field]: text }))
      changed()
    },
    choose(next) {
      setPlace(next)
      changed()
    },
  }
}
