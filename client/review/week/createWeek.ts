import { createMemo, createSignal, onCleanup, onMount } from 'solid-js'
import { ok, type Refusal } from '../../../shared/errors.ts'
import type { LineId } from '../../../shared/floor/model.ts'
import type { Meeting, ReviewWeek } from '../../../shared/review/week.ts'
import { addWeeks, type Week } from '../../../shared/review/weeks.ts'
import { api } from '../../ui/api.ts'
import { createHeld } from '../../ui/createHeld.ts'
import { type Choice, choiceOf, queryOf } from './address.ts'

/** The week on the page. Its address says which one; back and forward of the browser go through those that have been looked at. */
export interface WeekState {
  /** Undefined until it has come once; the one before stays until the next has come. */
  readonly answer: () => ReviewWeek | undefined
  readonly meeting: () => Meeting | undefined
  readonly refusal: () => Refusal | undefined
  /** A week is on its way. */
  readonly asking: () => boolean
  readonly chosen: () => Choice
  /** The latest week that can be looked at: the present one. */
  readonly latest: () => Week | undefined
  /** Goes there, unless something that has been typed cannot be saved. */
  goTo(week: Week): Promise<void>
  step(weeks: number): Promise<void>
  chooseLines(lines: readonly LineId[] | null): Promise<void>
  askAgain(): Promise<void>
}

/** `leave` is asked before the page shows another week or other lines, and stops that by answering false. */
export function createWeek(leave: () => Promise<boolean>): WeekState {
  const [chosen, setChosen] = createSignal<Choice>(choiceOf(location.search))
  const [asking, setAsking] = createSignal(false)
  const held = createHeld(async () => {
    const week = await api.get<ReviewWeek>(`/api/review/week${queryOf(chosen())}`)
    if (!week.ok) return week
    const meeting = await api.get<Meeting>(`/api/review/meeting${queryOf({ ...chosen(), week: week.value.week })}`)
    return meeting.ok ? ok({ week: week.value, meeting: meeting.value }) : meeting
  })
  const shown = () => held.value()?.week
  const latest = createMemo(() => {
    const answer = shown()
    return answer && addWeeks(answer.lastWhole, 1)
  })

  async function ask() {
    setAsking(true)
    await held.ask()
    setAsking(false)
  }

  async function choose(next: Choice) {
    if (!(await leave())) return
    setChosen(next)
    history.pushState(null, '', location.pathname + queryOf(next))
    await ask()
  }

  async function wentBack() {
    const next = choiceOf(location.search)
    // What was typed is still there: the address goes back to it.
    if (!(await leave())) return history.pushState(null, '', location.pathname + queryOf(chosen()))
    setChosen(next)
    await ask()
  }

  onMount(() => {
    addEventListener('popstate', wentBack)
    onCleanup(() => removeEventListener('popstate', wentBack))
  })

  return {
    answer: shown,
    meeting: () => held.value()?.meeting,
    refusal: held.refusal,
    asking,
    chosen,
    latest,
    goTo: (week) => choose({ ...chosen(), week }),
    async step(weeks) {
      const from = chosen().week ?? shown()?.week
      const to = from && addWeeks(from, weeks)
      if (to && to <= (latest() ?? to)) await choose({ ...chosen(), week: to })
    },
    chooseLines: (lines) => choose({ week: chosen().week ?? shown()?.week ?? null, lines }),
    askAgain: ask,
  }
}
