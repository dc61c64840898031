import { createEffect, createMemo, createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import type { Meeting, ReviewWeek } from '../../../shared/review/week.ts'
import { createWords } from '../../i18n/i18n.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { uiWords } from '../../ui/words.ts'
import { MarksSection } from '../months/MarksSection.tsx'
import '../months/months.css'
import type { NoteDraft } from '../../ui/createNote.ts'
import { monthsWords } from '../months/words.ts'
import { SaveSheets } from '../sheets/SaveSheets.tsx'
import { AbandonedSection } from './AbandonedSection.tsx'
import { CallNotes } from './CallNotes.tsx'
import { createWeek, type WeekState } from './createWeek.ts'
import { DaysTable } from './DaysTable.tsx'
import { DecisionList } from './DecisionList.tsx'
import { FigureGrid } from './FigureGrid.tsx'
import { HourTable } from './HourTable.tsx'
import { MessagesSection } from './MessagesSection.tsx'
import { NoteField } from './NoteField.tsx'
import { SampleNote } from './SampleNote.tsx'
import { weekSheets, weekTitle } from './sheets.ts'
import { LengthsSection, WaitsSection } from './TimesSection.tsx'
import { WeekHead } from './WeekHead.tsx'
import './week.css'
import './print.css'
import { weekWords } from './words.ts'

const words = createWords(weekWords)
const ui = createWords(uiWords)
const marks = createWords(monthsWords)

/** The weekly meeting on one page, and on one sheet of paper. */
export default function WeekPage() {
  const [note, setNote] = createSignal<NoteDraft>()
  const [decision, setDecision] = createSignal('')
  const week = createWeek(leave)

  /** What cannot be saved keeps the week, and the cursor is put where it stands. */
  async function leave(): Promise<boolean> {
    const saved = (await note()?.flush()) ?? true
    if (!saved) document.querySelector<HTMLElement>('.week-note textarea')?.focus()
    return saved
  }

  /** The arrow keys turn the weeks while they mean nothing else. */
  function turn(event: KeyboardEvent) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || meansSomethingElse(event.target)) return
    event.preventDefault()
    void week.step(step)
  }
  const stay = (event: BeforeUnloadEvent) => {
    if (decision().trim() !== '' || (note() && note()?.state().is !== 'saved')) event.preventDefault()
  }
  const lookAgain = () => {
    if (document.visibilityState === 'visible' && !week.asking()) void week.askAgain()
  }

  onMount(() => {
    addEventListener('keydown', turn)
    addEventListener('beforeunload', stay)
    document.addEventListener('visibilitychange', lookAgain)
    onCleanup(() => {
      removeEventListener('keydown', turn)
      removeEventListener('beforeunload', stay)
      document.removeEventListener('visibilitychange', lookAgain)
    })
  })
  createEffect(() => {
    const answer = week.answer()
    if (answer) document.title = `${weekTitle(answer.week)} · Lyhörd`
  })

  return (
    <div class="week stack" aria-busy={week.asking()}>
      <Show when={week.refusal()}>
        <div class="stack">
          <ErrorText refusal={week.refusal()} />
          <div class="row">
            <button type="button" class="button" onClick={() => void week.askAgain()}>
              {ui().again}
            </button>
            <Show when={week.chosen().lines}>
              <button type="button" class="button" onClick={() => void week.chooseLines(null)}>
                {words().allLines}
              </button>
            </Show>
          </div>
        </div>
      </Show>
      <Show when={week.answer()} fallback={<p class="muted">{week.refusal() ? '' : ui().loading}</p>}>
        {(answer) => (
          <>
            <WeekHead week={week} answer={answer()}>
              <button type="button" class="button" onClick={() => print()}>
                {words().print}
              </button>
              <Show when={week.meeting()}>
                {(meeting) => (
                  <SaveSheets sheets={() => weekSheets(answer(), meeting(), marks().kinds)} name={words().fileName(answer().week)} />
                )}
              </Show>
            </WeekHead>
            <Told answer={answer()} />
            <SampleNote answer={answer()} on="paper" />
            <section class="card stack week-summary" aria-labelledby="week-figures">
              <h2 id="week-figures">{words().figures}</h2>
              <FigureGrid answer={answer()} names={['calls', 'answered', 'abandoned', 'serviceLevel', 'voicemail', 'closedLine']} />
            </section>
            <DaysTable answer={answer()} />
            <HourTable answer={answer()} />
            <WaitsSection answer={answer()} />
            <LengthsSection answer={answer()} />
            <AbandonedSection answer={answer()} />
            <MessagesSection answer={answer()} />
            <div class="week-marks">
              <MarksSection marks={answer().marks} lines={answer().allLines} onChanged={() => void week.askAgain()} />
              <MoreOnScreen count={answer().marks.length - PRINTED} />
            </div>
            <Show when={week.meeting()}>
              {(meeting) => (
                <MeetingSection
                  week={week}
                  answer={answer()}
                  meeting={meeting()}
                  decision={decision()}
                  onDecision={setDecision}
                  onDraft={setNote}
                />
              )}
            </Show>
          </>
        )}
      </Show>
    </div>
  )
}

/** What must be known before the figures are read. */
function Told(props: { answer: ReviewWeek }) {
  const zones = () => [...new Set(props.answer.lines.map(({ timeZone }) => timeZone))]
  const figures = () => props.answer.figures
  return (
    <>
      <Show when={figures().synthetic > 0}>
        <p class="notice" data-testid="synthetic">
          {words().demo(figures().synthetic)}
        </p>
      </Show>
      <Show when={figures().imported > 0}>
        <p class="notice notice--plain">{words().imported(figures().imported)}</p>
      </Show>
      <Show when={props.answer.days.some(({ state }) => state !== 'over')}>
        <p class="notice notice--plain">{words().running}</p>
      </Show>
      <Show when={zones().length > 1}>
        <p class="notice notice--plain">{words().zones(zones().join(', '))}</p>
      </Show>
    </>
  )
}

/** Paper has room for so many marks and decisions. */
const PRINTED = 4

function MoreOnScreen(props: { count: number }) {
  return (
    <Show when={props.count > 0}>
      <p class="print-only">{words().andMore(String(props.count))}</p>
    </Show>
  )
}

function MeetingSection(props: {
  week: WeekState
  answer: ReviewWeek
  meeting: Meeting
  decision: string
  onDecision: (text: string) => void
  onDraft: (draft: NoteDraft | undefined) => void
}) {
  const ids = createMemo(() => props.answer.lines.map(({ id }) => id))
  const key = createMemo(() => `${props.answer.week} ${ids().join(',')}`)
  const linesText = (lines: readonly string[] | null) =>
    lines === null ? words().allLines : lines.map((id) => props.answer.allLines.find((line) => line.id === id)?.name ?? id).join(', ')

  return (
    <section class="card stack week-meeting" aria-labelledby="week-meeting">
      <h2 id="week-meeting">{words().meeting}</h2>
      <Show when={key()} keyed>
        <NoteField week={props.answer.week} lines={ids()} note={props.meeting.note} onDraft={props.onDraft} />
      </Show>
      <Show when={props.meeting.otherNotes.length > 0}>
        {props.meeting.otherNotes.map((note) => (
          <div>
            <h3>{words().noteOf(linesText(note.lines))}</h3>
            <p class="week-note__theirs">{note.text}</p>
          </div>
        ))}
      </Show>
      <DecisionList
        week={props.answer.week}
        lines={ids()}
        decisions={props.meeting.decisions}
        linesText={linesText}
        draft={props.decision}
        onDraft={props.onDecision}
        onChanged={() => void props.week.askAgain()}
      />
      <MoreOnScreen count={props.meeting.decisions.length - PRINTED} />
      <Show when={key()} keyed>
        <For each={ids()}>
          {(line) => <CallNotes week={props.answer.week} line={line} name={ids().length > 1 ? linesText([line]) : ''} />}
        </For>
      </Show>
    </section>
  )
}

/** Fields take the arrow keys for themselves, so do open dialogs and frames that scroll. */
function meansSomethingElse(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return true
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable], .review-scroll, [tabindex="0"]') !== null
}
