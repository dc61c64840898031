import { createSignal, For, Show } from 'solid-js'
import { ALIKE, type Alike, BROKEN, type BrokenRows, type Import, type Keep, TIME_NOTES } from '../../../shared/imports/imports.ts'
import { createWords, formatDate, formatNumber } from '../../i18n/i18n.ts'
import { MonthsFound } from './MonthsFound.tsx'
import { numbersOf } from './parts.tsx'
import { historyWords } from './words.ts'

const words = createWords(historyWords)

/** An import before it is kept: what is in it, what was odd, what is there already, and the choice to keep it or not. */
export function ImportReview(props: { item: Import; timeZone: string; busy: boolean; onKeep: (how: Keep) => void; onDiscard: () => void }) {
  // What is there already is left out unless somebody knows better.
  const [kept, setKept] = createSignal<readonly Alike[]>([])
  const [withoutBroken, setWithoutBroken] = createSignal(false)
  const [asked, setAsked] = createSignal(false)
  const found = () => props.item.found
  const isCalls = () => props.item.what === 'calls'
  const alike = () => ALIKE.filter((each) => (found()?.alike[each] ?? 0) > 0)
  const broken = () =>
    BROKEN.flatMap((why): { why: (typeof BROKEN)[number]; rows: BrokenRows }[] => {
      const rows = props.item.told.broken[why]
      return rows ? [{ why, rows }] : []
    })
  const brokenCount = () => broken().reduce((sum, { rows }) => sum + rows.count, 0)
  const notes = () =>
    TIME_NOTES.flatMap((note) => (props.item.told.notes[note] ? [words().notes[note](formatNumber(props.item.told.notes[note] ?? 0))] : []))
  const when = (at: number) => formatDate(at, { dateStyle: 'medium', timeStyle: 'short', timeZone: props.timeZone })

  function submit(event: SubmitEvent) {
    event.preventDefault()
    setAsked(true)
    if (brokenCount() > 0 && !withoutBroken()) return
    props.onKeep({ leaveOut: ALIKE.filter((each) => !kept().includes(each)), withoutBroken: withoutBroken() })
  }

  return (
    <form class="stack" onSubmit={submit}>
      <Show when={isCalls() && found()}>
        {(now) => (
          <ul class="history-facts">
            <li>
              {words().found(formatNumber(props.item.received))}
              <Show when={now().from !== null}>, {words().period(when(now().from ?? 0), when(now().to ?? 0))}</Show>
            </li>
            <li>
              {words().talkKnown(formatNumber(now().talkKnown))} {words().waitKnown(formatNumber(now().waitKnown))}
            </li>
            <li>{words().dropped(formatNumber(props.item.told.columns.numbers), formatNumber(props.item.told.columns.left))}</li>
            <Show when={props.item.told.otherDirection > 0}>
              <li>{words().otherDirection(formatNumber(props.item.told.otherDirection))}</li>
            </Show>
            <For each={notes()}>{(note) => <li>{note}</li>}</For>
          </ul>
        )}
      </Show>
      <Show when={alike().length > 0}>
        <fieldset class="history-ticks">
          <legend class="field__label">{words().alikeTitle}</legend>
          <For each={alike()}>
            {(each) => {
              const text = () => (isCalls() ? words().alike : words().alikeMonths)[each](formatNumber(found()?.alike[each] ?? 0))
              return (
                <label class="history-tick">
                  <input
                    type="checkbox"
                    checked={!kept().includes(each)}
                    onChange={(event) =>
                      setKept((before) => (event.currentTarget.checked ? before.filter((one) => one !== each) : [...before, each]))
                    }
                  />
                  <span>
                    {text()}. {words().leaveOut}.
                  </span>
                </label>
              )
            }}
          </For>
        </fieldset>
      </Show>
      <Show when={brokenCount() > 0}>
        <div class="notice stack">
          <p class="history-lead">{words().brokenTitle(formatNumber(brokenCount()))}</p>
          <ul class="history-faults">
            <For each={broken()}>
              {({ why, rows }) => (
                <li>
                  {words().broken[why]}{' '}
                  <span class="tabular">
                    {rows.count === 1
                      ? words().brokenRow(numbersOf(rows.rows))
                      : words().brokenRows(formatNumber(rows.count), numbersOf(rows.rows), rows.count > rows.rows.length)}
                  </span>
                </li>
              )}
            </For>
          </ul>
          <label class="history-tick">
            <input type="checkbox" checked={withoutBroken()} onChange={(event) => setWithoutBroken(event.currentTarget.checked)} />
            <span>{words().withoutBroken}</span>
          </label>
          <Show when={asked() && !withoutBroken()}>
            <p class="error-text" role="alert">
              {words().mustSay}
            </p>
          </Show>
        </div>
      </Show>
      <MonthsFound months={found()?.months ?? []} />
      <div class="row">
        <button type="submit" class="button button--primary" disabled={props.busy}>
          {words().keep}
        </button>
        <button type="button" class="button" disabled={props.busy} onClick={() => props.onDiscard()}>
          {words().discard}
        </button>
      </div>
    </form>
  )
}
