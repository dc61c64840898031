import './duties.css'
import '../find-help/findHelp.css'
import { createEffect, createSignal, For, on, onMount, Show } from 'solid-js'
import { type DutyAnswers, decideDuty, lawsOf } from '../../shared/duties/decide.ts'
import { GUIDANCE_SOURCE, GUIDES, type GuideId } from '../../shared/duties/guidance.ts'
import { type DutySettings, LAW_TOPICS } from '../../shared/duties/law.ts'
import type { DutyState, NewCount, ReportKind } from '../../shared/duties/reports.ts'
import { CONFIRMABLE, unconfirmed } from '../../shared/duties/texts.ts'
import type { WrittenText, WrittenTexts } from '../../shared/writtenTexts.ts'
import { createWords, formatDate, formatNumber, language } from '../i18n/i18n.ts'
import type { ToolProps } from '../phone/tools/tools.ts'
import { api } from '../ui/api.ts'
import { createHeld } from '../ui/createHeld.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { lazyPart } from '../ui/lazyPart.tsx'
import { CountIt } from './CountIt.tsx'
import { GuideQuestions } from './GuideQuestions.tsx'
import { createGuidance } from './guidance.ts'
import { LawList } from './LawList.tsx'
import { ReportDesk } from './ReportDesk.tsx'
import { TellCaller } from './TellCaller.tsx'
import { VerdictView } from './VerdictView.tsx'
import { dutyWords } from './words.ts'

const words = createWords(dutyWords)
const GuidanceTexts = lazyPart(() => import('./GuidanceTexts.tsx'))
const KIND: Readonly<Record<GuideId, ReportKind>> = { child: 'socialServices', crime: 'police' }

/**
 * What must, may and cannot be reported, during a call: questions, the answer, and the report. What is answered is in this page alone and goes
 * with the call. There is no way here to find out who calls, and there must never be one.
 */
export default function DutiesTool(props: ToolProps) {
  const [guide, setGuide] = createSignal<GuideId>()
  const [answers, setAnswers] = createSignal<DutyAnswers>({})
  const state = createHeld(() => api.get<DutyState>('/api/duties'))
  const [changed, setChanged] = createSignal<DutySettings>()
  const settings = () => changed() ?? state.value()?.settings
  const guidance = createGuidance(() => state.value()?.texts ?? {})
  /** Once opened it stays: what is being written there must not go. */
  const [texts, setTexts] = createSignal(false)
  let panel!: HTMLDivElement
  let questions: HTMLElement | undefined
  let result: HTMLElement | undefined
  const [asked, setAsked] = createSignal<{ readonly kind: ReportKind }>()

  // by whichever hears of it first: what the floor says now, or what the server said when it was asked
  const locked = () => {
    const { keeping } = props.live.floor()
    return keeping.is === 'unable' ? keeping.why.startsWith('key') : (state.value()?.locked ?? null) !== null
  }
  const today = () => new Intl.DateTimeFormat('en-CA').format(props.now())
  const verdict = () => {
    const now = guide()
    return now === undefined ? undefined : decideDuty(now, answers())
  }
  const line = () => {
    const own = props.live.floor().advisors[props.me.id]?.lines ?? []
    const ofCall = props.call === undefined ? undefined : props.live.floor().calls[props.call]?.line
    return ofCall ?? own[0]
  }
  /** What can be counted without a report. */
  const count = (): NewCount | undefined => {
    const [now, of, on] = [guide(), verdict(), line()]
    if (now === undefined || of === undefined || on === undefined || of.is === 'open' || of.is === 'must') return undefined
    return { line: on, kind: KIND[now], what: of.is === 'may' ? 'notReported' : of.why }
  }
  const countKey = () => JSON.stringify([props.call, count()])

  const start = () => panel.querySelector<HTMLElement>('[data-tool-start]')

  function choose(next: GuideId) {
    setGuide(next)
    setAnswers({})
    queueMicrotask(() => questions?.querySelector('input')?.focus())
  }
  function restart() {
    setGuide(undefined)
    setAnswers({})
    start()?.focus()
  }
  createEffect(
    on(
      () => props.call,
      () => {
        setGuide(undefined)
        setAnswers({})
      },
      { defer: true },
    ),
  )
  createEffect(
    on(
      () => props.shown,
      (shown) => shown && void state.ask(),
      { defer: true },
    ),
  )
  createEffect(
    on(
      () => state.value()?.settings.version,
      () => setChanged(undefined),
    ),
  )
  // the answer is seen without looking for it
  createEffect(
    on(
      () => verdict()?.is,
      (is) =>
        is !== undefined &&
        is !== 'open' &&
        queueMicrotask(() => result?.querySelector('[data-testid=duty-verdict]')?.scrollIntoView({ block: 'nearest' })),
    ),
  )
  // the key was pressed before this was here
  onMount(() => document.activeElement?.contains(panel) && document.activeElement !== document.body && start()?.focus())

  return (
    <div class="duties stack" ref={panel}>
      <Show when={locked()}>
        <div class="notice notice--bad" role="alert" data-testid="duty-locked">
          <p>{words().locked}</p>
          <p>{words().lockedDo}</p>
        </div>
      </Show>
      <section class="stack" aria-labelledby="duty-guide">
        <h2 id="duty-guide">{words().guideTitle}</h2>
        <div class="duty-guides">
          <For each={GUIDES}>
            {(each, at) => (
              <button
                type="button"
                class="button duty-guide"
                data-tool-start={at() === 0 ? '' : undefined}
                data-testid={`duty-guide-${each}`}
                aria-pressed={guide() === each}
                onClick={() => choose(each)}
              >
                {words().guides[each]}
              </button>
            )}
          </For>
        </div>
        <Show when={guide()} keyed>
          {(now) => (
            <section
              class="stack"
              ref={(element) => {
                questions = element
              }}
              aria-label={words().guides[now]}
            >
              <GuideQuestions guide={now} answers={answers()} guidance={guidance} onAnswers={setAnswers} />
            </section>
          )}
        </Show>
        <Show when={verdict()}>
          {(now) => (
            <section
              class="stack duty-result"
              ref={(element) => {
                result = element
              }}
              aria-label={words().verdictTitle}
            >
              <VerdictView verdict={now()} guidance={guidance} />
              <Show when={(now().is === 'must' || now().is === 'may') && !locked() && guide()}>
                {(of) => (
                  <div class="row">
                    <button
                      type="button"
                      class="button button--primary"
                      data-testid="duty-write"
                      onClick={() => setAsked({ kind: KIND[of()] })}
                    >
                      {words().write[KIND[of()]]}
                    </button>
                  </div>
                )}
              </Show>
              <Show when={settings() && lawsOf(now()).length > 0 && settings()}>
                {(book) => (
                  <details class="duty-law">
                    <summary>{words().laws}</summary>
                    <LawList
                      settings={book()}
                      topics={lawsOf(now())}
                      day={today()}
                      mayConfirm={state.value()?.mayConfirm ?? false}
                      onChanged={setChanged}
                    />
                  </details>
                )}
              </Show>
              <Show when={count() && countKey()} keyed>
                <CountIt count={count() as NewCount} label={verdict()?.is === 'may' ? words().notReported : words().countIt} />
              </Show>
              <div class="row">
                <button type="button" class="button button--quiet" onClick={restart}>
                  {words().again}
                </button>
              </div>
            </section>
          )}
        </Show>
        <p class="muted small">{GUIDANCE_SOURCE[language()]}</p>
        <p class="muted small" data-testid="guidance-source">
          {sourceText(state.value()?.texts)}
        </p>
        <ErrorText refusal={state.refusal()} />
      </section>
      <TellCaller call={props.call} guidance={guidance} />
      <ReportDesk
        {...{ me: props.me, live: props.live, now: props.now }}
        call={props.call}
        shown={props.shown}
        locked={locked()}
        asked={asked()}
      />
      <Show when={state.value()?.mayConfirm && settings()}>
        {(book) => (
          <details>
            <summary>{words().allLaws}</summary>
            <LawList settings={book()} topics={LAW_TOPICS} day={today()} mayConfirm onChanged={setChanged} />
          </details>
        )}
      </Show>
      <Show when={state.value()?.mayConfirm}>
        <details data-testid="guidance-all" onToggle={(event) => event.currentTarget.open && setTexts(true)}>
          <summary>{words().allTexts}</summary>
          <Show when={texts()}>
            <GuidanceTexts texts={state.value()?.texts ?? {}} mayWrite onChanged={() => void state.ask()} />
          </Show>
        </details>
      </Show>
    </div>
  )
}

/** Whose words the guidance has now. */
function sourceText(written: WrittenTexts | undefined): string {
  if (!written) return words().textsUnread
  const all = Object.values(written)
  const newest = all.reduce<WrittenText | undefined>((one, other) => (one && one.at >= other.at ? one : other), undefined)
  if (!newest) return words().textsShipped
  const day = formatDate(newest.at, { day: 'numeric', month: 'long', year: 'numeric' })
  const confirmed = CONFIRMABLE.length - unconfirmed(CONFIRMABLE, written).length
  return words().textsWritten(formatNumber(confirmed), formatNumber(CONFIRMABLE.length), newest.by, day)
}
