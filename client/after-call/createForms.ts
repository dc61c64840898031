import { type Accessor, batch, createSignal, onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { Outcome, Refusal } from '../../shared/errors.ts'
import type { CallId } from '../../shared/floor/model.ts'
import { type Answers, give, shownOf } from '../../shared/form/answers.ts'
import type { Closing, FormOfDay, FormState, NewAnswer, NewFormNote } from '../../shared/form/forms.ts'
import { CATEGORY, type ClosingCategory, type Question } from '../../shared/form/questionnaire.ts'
import type { LiveFloor } from '../live/floor.ts'
import { api, mayPass } from '../ui/api.ts'

/** What has been said and is not known to be on the server's disk; in memory only. */
type Waiting =
  | { readonly is: 'answer'; readonly question: string; readonly answer: readonly string[] }
  | { readonly is: 'note'; readonly note: NewFormNote }
  | { readonly is: 'closing'; readonly closing: Closing }

/** A form as its page shows it: what the server has, and over it what waits. */
export interface ShownForm {
  readonly call: CallId
  readonly answers: Answers
  readonly note: FormState['note']
  readonly closed: boolean
  readonly savedAt: number | null
}

export interface FormsOfPage {
  /** Today's, newest first. */
  readonly today: Accessor<readonly FormOfDay[]>
  /** Undefined until it has been fetched; `open` fetches it. */
  readonly form: (call: CallId) => ShownForm | undefined
  readonly open: (call: CallId) => Promise<void>
  /** Asks for the list of today's anew. */
  readonly refresh: () => Promise<void>
  /** Why a form could not be fetched, or why what was said was not taken. */
  readonly refusal: (call: CallId) => Refusal | undefined
  readonly answer: (call: CallId, question: string, answer: readonly string[]) => void
  readonly write: (call: CallId, note: NewFormNote) => void
  /** What is typed in the note and not saved; null when it is as it is saved. It lives as long as the page. */
  readonly draft: (call: CallId) => string | null
  readonly keepDraft: (call: CallId, text: string | null) => void
  readonly close: (call: CallId, closed: boolean, as?: ClosingCategory) => void
  /** How many changes of that form wait. */
  readonly waiting: (call: CallId) => number
  /** The server does not answer: what waits is sent when it does. */
  readonly away: Accessor<boolean>
}

export interface FormsParts {
  readonly live: Pick<LiveFloor, 'onFormSaved'>
  /** The questions that are put about this call. */
  readonly questions: (call: CallId) => readonly Question[]
  /** The server; another in tests. */
  readonly ask?: Pick<typeof api, 'get' | 'put'>
}

const AGAIN_MS = 2_000

/**
 * The forms of one page. Each change is shown at once and sent at once, one after the other; what cannot be sent stays in memory, in its
 * order, and is tried again until the server has taken or refused it. Follows what other pages save. Stops with its owner.
 */
export function createForms({ live, questions, ask = api }: FormsParts): FormsOfPage {
  const [today, setToday] = createSignal<readonly FormOfDay[]>([])
  const [away, setAway] = createSignal(false)
  const [held, setHeld] = createStore<{
    forms: Record<CallId, FormState>
    waiting: Record<CallId, readonly Waiting[]>
    refusals: Record<CallId, Refusal | undefined>
    drafts: Record<CallId, string | null>
  }>({ forms: {}, waiting: {}, refusals: {}, drafts: {} })
  /** Answers that went with their question, should it come back. */
  const aside = new Map<CallId, Map<string, readonly string[]>>()
  let sending = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false

  const waitingOf = (call: CallId): readonly Waiting[] => held.waiting[call] ?? []

  function form(call: CallId): ShownForm | undefined {
    const known = held.forms[call]
    if (!known) return undefined
    let { answers, note, closed } = known
    for (const each of waitingOf(call)) {
      if (each.is === 'answer') answers = give(questions(call), answers, each.question, each.answer)
      else if (each.is === 'note') note = { text: each.note.text, eraseOn: note?.eraseOn ?? '' }
      else {
        closed = each.closing.closed
        if (each.closing.as) answers = give(questions(call), answers, CATEGORY, [each.closing.as])
      }
    }
    return { call, answers, note, closed, savedAt: known.savedAt }
  }

  function take(state: FormState) {
    const known = held.forms[state.call]
    if (known && known.rev > state.rev) return
    setHeld('forms', state.call, reconcile(state))
  }

  async function open(call: CallId) {
    const answer = await ask.get<FormState>(`/api/forms/${call}`)
    if (gone) return
    setHeld('refusals', call, answer.ok ? undefined : answer.refusal)
    if (answer.ok) take(answer.value)
  }

  async function list() {
    const answer = await ask.get<FormOfDay[]>('/api/forms')
    if (!gone && answer.ok) setToday(answer.value)
  }

  function queue(call: CallId, next: Waiting) {
    const all = waitingOf(call)
    // what has not been sent yet and is said anew is said once, in its place: what hangs on it comes after it
    const at = all.findIndex((each, index) => !(sending && index === 0) && isSameThing(each, next))
    setHeld('waiting', call, at < 0 ? [...all, next] : all.with(at, next))
    setHeld('refusals', call, undefined)
    void send()
  }

  async function send() {
    if (sending || gone) return
    const call = Object.keys(held.waiting).find((id) => waitingOf(id).length > 0)
    const next = call === undefined ? undefined : waitingOf(call)[0]
    if (call === undefined || !next) return
    sending = true
    clearTimeout(timer)
    const outcome = await put(call, next)
    sending = false
    if (gone) return
    if (!outcome.ok && mayPass(outcome.refusal)) {
      setAway(true)
      timer = setTimeout(() => void send(), AGAIN_MS)
      return
    }
    setAway(false)
    // in one breath: for a moment without either, questions would go from the page, and the focus with them
    batch(() => {
      setHeld('waiting', call, (all = []) => all.slice(1))
      if (outcome.ok) take(outcome.value)
    })
    if (!outcome.ok) void open(call).then(() => setHeld('refusals', call, outcome.refusal))
    if (Object.values(held.waiting).every((all) => all.length === 0)) void list()
    void send()
  }

  function put(call: CallId, next: Waiting): Promise<Outcome<FormState>> {
    const at = `/api/forms/${call}`
    if (next.is === 'answer') return ask.put<FormState>(`${at}/answers/${next.question}`, { answer: next.answer } satisfies NewAnswer)
    return next.is === 'note' ? ask.put<FormState>(`${at}/note`, next.note) : ask.put<FormState>(`${at}/closed`, next.closing)
  }

  function answer(call: CallId, question: string, given: readonly string[]) {
    const before = form(call)?.answers ?? {}
    queue(call, { is: 'answer', question, answer: given })
    const after = form(call)?.answers ?? {}
    const put = new Set(shownOf(questions(call), after).map(({ id }) => id))
    setHeld('waiting', call, (all = []) =>
      all.filter((each, index) => each.is !== 'answer' || (sending && index === 0) || put.has(each.question)),
    )
    const kept = aside.get(call) ?? new Map<string, readonly string[]>()
    aside.set(call, kept)
    for (const [id, old] of Object.entries(before)) if (id !== question && !after[id]) kept.set(id, old)
    const shown = new Set(shownOf(questions(call), before).map(({ id }) => id))
    for (const { id } of shownOf(questions(call), after)) {
      const old = kept.get(id)
      if (!old || shown.has(id)) continue
      kept.delete(id)
      queue(call, { is: 'answer', question: id, answer: old })
    }
  }

  onCleanup(
    live.onFormSaved((saved) => {
      void send()
      if (saved === null) {
        for (const call of Object.keys(held.forms)) void open(call)
        void list()
        return
      }
      const known = held.forms[saved.call]
      if (sending || !known || known.rev < saved.rev) void refresh(saved.call, saved.rev)
    }),
  )
  /** After our own answer has come, there may be nothing new. */
  async function refresh(call: CallId, rev: number) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    if (gone || (held.forms[call]?.rev ?? 0) >= rev) return
    if (held.forms[call]) await open(call)
    void list()
  }
  const online = () => void send()
  const guard = (event: BeforeUnloadEvent) => {
    const unsaved = Object.values(held.waiting).some((all) => all.length > 0) || Object.values(held.drafts).some((text) => text !== null)
    if (unsaved) event.preventDefault()
  }
  window.addEventListener('online', online)
  window.addEventListener('beforeunload', guard)
  onCleanup(() => {
    gone = true
    clearTimeout(timer)
    window.removeEventListener('online', online)
    window.removeEventListener('beforeunload', guard)
  })
  void list()

  return {
    today,
    form,
    async open(call) {
      await Promise.all([open(call), list()])
    },
    refresh: list,
    refusal: (call) => held.refusals[call],
    answer,
    write: (call, note) => queue(call, { is: 'note', note }),
    draft: (call) => held.drafts[call] ?? null,
    keepDraft: (call, text) => setHeld('drafts', call, text),
    close: (call, closed, as) => queue(call, { is: 'closing', closing: { closed, ...(as === undefined ? {} : { as }) } }),
    waiting: (call) => waitingOf(call).length,
    away,
  }
}

const isSameThing = (a: Waiting, b: Waiting): boolean =>
  a.is === b.is && (a.is !== 'answer' || (b.is === 'answer' && a.question === b.question))
