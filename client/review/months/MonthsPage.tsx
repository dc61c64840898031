import { createEffect, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js'
import type { Floor, Line } from '../../../shared/floor/model.ts'
import { linesInOrder } from '../../../shared/floor/questions.ts'
import type { ReviewMonths } from '../../../shared/volume/volume.ts'
import { createWords } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { createHeld } from '../../ui/createHeld.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { SaveSheets } from '../sheets/SaveSheets.tsx'
import { reviewWords } from '../words.ts'
import { ChoicesForm } from './ChoicesForm.tsx'
import { askedOf, type Choices, choicesQuery, quickPeriod, readChoices } from './choices.ts'
import { Explained } from './Explained.tsx'
import { LineSection } from './LineSection.tsx'
import { MarksSection } from './MarksSection.tsx'
import './months.css'
import { SheetTable } from './SheetTable.tsx'
import { allLinesTable, lineTable, marksTable } from './tables.ts'
import { monthsWords } from './words.ts'

const words = createWords(monthsWords)
const review = createWords(reviewWords)

/** Years of months, line by line, beside what each is laid beside. What is chosen is in the address. */
export default function MonthsPage() {
  const floor = createHeld(() => api.get<{ floor: Floor }>('/api/floor'))
  const lines = () => {
    const known = floor.value()
    return known && linesInOrder(known.floor)
  }

  return (
    <>
      <h1>{review().months}</h1>
      <Refused refusal={floor.refusal()} onAgain={() => void floor.ask()} />
      <Show when={lines()} fallback={<Show when={!floor.refusal()}>{<p class="muted">{words().loading}</p>}</Show>}>
        {(known) => (
          <Show when={known().length > 0} fallback={<p>{words().noLines}</p>}>
            <Months lines={known()} />
          </Show>
        )}
      </Show>
    </>
  )
}

function Months(props: { lines: readonly Line[] }) {
  const ids = props.lines.map(({ id }) => id)
  const [choices, setChoices] = createSignal<Choices>(readChoices(location.search, quickPeriod('usual', props.lines, Date.now()), ids))
  const held = createHeld(() => api.get<ReviewMonths>(`/api/review/months${askedOf(choices())}`))
  /** What was answered before stays while it is asked again, but not beside choices that were refused. */
  const volume = () => {
    const known = held.value()
    const isChosen = known?.from === choices().from && known?.to === choices().to
    return isChosen || !held.refusal() ? known : undefined
  }

  createEffect(
    on(
      () => askedOf(choices()),
      () => void held.ask(),
      { defer: true },
    ),
  )
  onMount(() => {
    // what another supervisor has changed meanwhile
    const look = () => document.visibilityState === 'visible' && void held.ask()
    document.addEventListener('visibilitychange', look)
    onCleanup(() => document.removeEventListener('visibilitychange', look))
  })

  function choose(part: Partial<Choices>) {
    const next = { ...choices(), ...part }
    setChoices(next)
    history.replaceState(null, '', `${location.pathname}${choicesQuery(next)}`)
  }
  const sheets = () => {
    const now = volume()
    if (!now) return []
    const all = allLinesTable(now.lines, choices().channel)
    const marks = marksTable(now.marks, now.lines)
    return [...(all ? [all] : []), ...now.lines.map((line) => lineTable(line, choices())), ...(marks ? [marks] : [])]
  }

  return (
    <>
      <ChoicesForm lines={props.lines} choices={choices()} onChoose={choose} />
      <Refused refusal={held.refusal()} onAgain={() => void held.ask()} />
      <Show when={volume()} fallback={<Show when={!held.refusal()}>{<p class="muted">{words().loading}</p>}</Show>}>
        {(now) => (
          <>
            <div class="row months-take">
              <SaveSheets sheets={sheets} name={words().fileName(now().from, now().to)} />
              <button type="button" class="button" onClick={() => print()}>
                {words().print}
              </button>
            </div>
            <Show when={allLinesTable(now().lines, choices().channel)}>
              {(all) => (
                <section class="card stack">
                  <h2>{words().allLinesIn}</h2>
                  <SheetTable sheet={all()} caption={words().allLinesIn} />
                </section>
              )}
            </Show>
            <For each={now().lines}>
              {(line) => <LineSection line={line} choices={choices()} marks={now().marks} onChanged={() => void held.ask()} />}
            </For>
            <MarksSection marks={now().marks} lines={props.lines} period={now()} onChanged={() => void held.ask()} />
            <Explained />
          </>
        )}
      </Show>
    </>
  )
}

function Refused(props: { refusal: Parameters<typeof ErrorText>[0]['refusal']; onAgain: () => void }) {
  return (
    <Show when={props.refusal}>
      <div class="row">
        <ErrorText refusal={props.refusal} />
        <button type="button" class="button" onClick={() => props.onAgain()}>
          {words().again}
        </button>
      </div>
    </Show>
  )
}
