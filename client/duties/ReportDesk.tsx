import { createEffect, createSignal, createUniqueId, For, on, Show } from 'solid-js'
import type { OpenedReport, ReportDraft, ReportItem, ReportKind, SavedReport, Sending } from '../../shared/duties/reports.ts'
import { ok, type Refusal } from '../../shared/errors.ts'
import type { CallId, LineId } from '../../shared/floor/model.ts'
import { linesInOrder } from '../../shared/floor/questions.ts'
import type { FormOfDay } from '../../shared/form/forms.ts'
import type { Me } from '../../shared/http.ts'
import { createWords, formatTime } from '../i18n/i18n.ts'
import type { LiveFloor } from '../live/floor.ts'
import { api } from '../ui/api.ts'
import { createHeld } from '../ui/createHeld.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { createDraft, type Draft, type DraftStart } from './createDraft.ts'
import { ReportEditor } from './ReportEditor.tsx'
import { ReportList } from './ReportList.tsx'
import { dutyWords } from './words.ts'

const words = createWords(dutyWords)

interface Open {
  readonly id: string
  readonly kind: ReportKind
  readonly line: LineId
  readonly author: { readonly id: string; readonly name: string }
  readonly madeAt: number
  readonly draft: Draft
  readonly sent: Sending | null
}

/** Where reports are begun, read and closed. One is open at a time; it stays open, with what is typed in it, when another call comes. */
export function ReportDesk(props: {
  me: Me
  live: LiveFloor
  call: CallId | undefined
  now: () => number
  shown: boolean
  locked: boolean
  /** That a report is wanted; a new one for each time. One that is open is gone to instead. */
  asked: { readonly kind: ReportKind } | undefined
}) {
  const id = createUniqueId()
  let desk!: HTMLElement
  const [open, setOpen] = createSignal<Open>()
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [chosen, setChosen] = createSignal<CallId | null>(null)
  const reports = createHeld(() => api.get<ReportItem[]>('/api/duties/reports'))
  const calls = createHeld(async () => {
    const answer = await api.get<FormOfDay[]>('/api/forms')
    return answer.ok ? ok(answer.value.map((one) => ({ ...one, id: one.call }))) : answer
  })
  // the line of a call is known while it is on the floor, and from the list of today's calls
  const [lineOfCall, setLineOfCall] = createSignal<{ readonly call: CallId; readonly line: LineId }>()
  createEffect(() => {
    const known = props.call === undefined ? undefined : props.live.floor().calls[props.call]
    if (props.call !== undefined && known) setLineOfCall({ call: props.call, line: known.line })
  })
  createEffect(
    on(
      () => [props.call, props.shown] as const,
      ([call]) => {
        setChosen(call ?? null)
        void calls.ask()
        void reports.ask()
      },
    ),
  )
  // a call that has ended has an end to tell
  createEffect(
    on(
      () => props.live.floor().advisors[props.me.id]?.state.is,
      () => void calls.ask(),
      { defer: true },
    ),
  )
  const own = () => props.live.floor().advisors[props.me.id]?.lines ?? []
  const lineOf = (call: CallId | null): LineId | undefined => {
    if (call === null) return linesInOrder(props.live.floor()).find((line) => own().includes(line.id))?.id
    const remembered = lineOfCall()
    return calls.value()?.find((one) => one.call === call)?.line ?? (remembered?.call === call ? remembered.line : undefined)
  }
  const callText = ({ arrivedAt, endedAt }: FormOfDay) =>
    endedAt === null ? words().callNow(formatTime(arrivedAt)) : words().callAt(formatTime(arrivedAt), formatTime(endedAt))
  const mine = () => (reports.value() ?? []).filter(({ author }) => author.id === props.me.id)
  const others = () => (reports.value() ?? []).filter(({ author }) => author.id !== props.me.id)

  const draftOf = (report: string, start: DraftStart): Draft =>
    createDraft(start, (draft: ReportDraft) => api.put<SavedReport>(`/api/duties/reports/${report}`, draft))

  function write(kind: ReportKind) {
    const call = chosen()
    const line = lineOf(call)
    if (line === undefined) return
    const report = crypto.randomUUID()
    const draft = draftOf(report, { kind, call, line, place: null, texts: {} })
    setRefusal(undefined)
    setOpen({ id: report, kind, line, author: props.me, madeAt: props.now(), draft, sent: null })
  }

  async function read(item: ReportItem) {
    const answer = await api.get<OpenedReport>(`/api/duties/reports/${item.id}`)
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (!answer.ok) return
    const { place, texts, sent, madeAt } = answer.value
    const draft = draftOf(item.id, { kind: item.kind, call: null, line: item.line, place, texts, saved: answer.value })
    setOpen({ id: item.id, kind: item.kind, line: item.line, author: item.author, madeAt, draft, sent })
    void reports.ask()
  }

  async function markSent(now: Open, sending: Sending) {
    const answer = await api.post<ReportItem>(`/api/duties/reports/${now.id}/sent`, sending)
    if (answer.ok) setOpen({ ...now, sent: sending })
    void reports.ask()
    return answer
  }

  createEffect(
    on(
      () => props.asked,
      (asked) => {
        if (asked && !open()) write(asked.kind)
        else if (asked) desk.querySelector<HTMLElement>('[data-testid=duty-report] h2')?.focus()
      },
      { defer: true },
    ),
  )

  function close() {
    setOpen(undefined)
    void reports.ask()
  }

  return (
    <section class="stack" aria-labelledby={`${id}-title`} ref={desk}>
      <h2 id={`${id}-title`} class="duty-small-title">
        {words().reports}
      </h2>
      <Show
        when={open()}
        keyed
        fallback={
          <>
            <Show when={!props.locked}>
              <div class="field duty-which">
                <label class="field__label" for={`${id}-call`}>
                  {words().which}
                </label>
                <select
                  class="select"
                  id={`${id}-call`}
                  data-testid="duty-call"
                  onChange={(event) => setChosen(event.currentTarget.value || null)}
                >
                  <For each={calls.value() ?? []}>
                    {(one) => (
                      <option value={one.call} selected={one.call === chosen()}>
                        {callText(one)}
                      </option>
                    )}
                  </For>
                  <option value="" selected={chosen() === null}>
                    {words().noneCall}
                  </option>
                </select>
              </div>
              <div class="row">
                <button type="button" class="button" data-testid="duty-write-socialServices" onClick={() => write('socialServices')}>
                  {words().write.socialServices}
                </button>
                <button type="button" class="button" data-testid="duty-write-police" onClick={() => write('police')}>
                  {words().write.police}
                </button>
              </div>
            </Show>
            <Show when={(reports.value() ?? []).length > 0}>
              <p class="muted small">{words().openNote}</p>
            </Show>
            <Show when={mine().length > 0}>
              <ReportList title={words().mine} items={mine()} now={props.now()} onOpen={(item) => void read(item)} />
            </Show>
            <Show when={others().length > 0}>
              <ReportList title={words().ofLines} items={others()} now={props.now()} onOpen={(item) => void read(item)} />
            </Show>
          </>
        }
      >
        {(now) => (
          <ReportEditor
            kind={now.kind}
            draft={now.draft}
            line={props.live.floor().lines[now.line]}
            author={now.author.name}
            now={props.now()}
            madeAt={now.madeAt}
            sent={now.sent}
            own={now.author.id === props.me.id}
            onSent={(sending) => markSent(now, sending)}
            onClose={close}
            onDiscard={now.author.id === props.me.id && now.draft.saved() ? () => api.del(`/api/duties/reports/${now.id}`) : undefined}
          />
        )}
      </Show>
      <ErrorText refusal={refusal() ?? reports.refusal()} />
    </section>
  )
}
