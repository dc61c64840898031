import { createResource, createSignal, For, Show } from 'solid-js'
import type { CallList, ListedCall, ReviewWeek } from '../../../shared/review/week.ts'
import { createWords, formatNumber } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { uiWords } from '../../ui/words.ts'
import { explainWords } from './explainWords.ts'
import type { Figure } from './figures.ts'
import { clockText, dayText, partText, secondsText, valueText } from './format.ts'
import { weekWords } from './words.ts'

const words = createWords(weekWords)
const explained = createWords(explainWords)
const ui = createWords(uiWords)
/** Rows that are laid out before somebody asks for all. */
const FIRST_ROWS = 200

/** Where a figure comes from: what is counted and what not, the formula, and the calls behind it without who called or answered. */
export function FigureDialog(props: { figure: Figure | undefined; answer: ReviewWeek; onClose: () => void }) {
  return (
    <Dialog open={props.figure !== undefined} title={props.figure ? words().names[props.figure.name] : ''} onClose={props.onClose}>
      <Show when={props.figure} keyed>
        {(figure) => (
          <div class="stack figure-dialog">
            <p class="figure-dialog__value">
              <strong class="figure">{valueText(figure)}</strong> {partText(figure)}
            </p>
            <dl class="figure-dialog__meaning">
              <dt>{words().counts}</dt>
              <dd>{explained()[figure.name].counts}</dd>
              <dt>{words().not}</dt>
              <dd>{explained()[figure.name].not}</dd>
              <dt>{words().formula}</dt>
              <dd>{explained()[figure.name].formula}</dd>
            </dl>
            <h3>{words().behind}</h3>
            <Show when={figure.behind} fallback={<p class="muted">{words().nothingBehind}</p>}>
              {(behind) => <Calls behind={behind()} answer={props.answer} />}
            </Show>
          </div>
        )}
      </Show>
    </Dialog>
  )
}

function Calls(props: { behind: NonNullable<Figure['behind']>; answer: ReviewWeek }) {
  const [list] = createResource(() => {
    const { set, from, to } = props.behind
    const lines = props.answer.lines.map(({ id }) => encodeURIComponent(id)).join(',')
    return api.get<CallList>(`/api/review/calls?from=${from}&to=${to}&lines=${lines}&of=${set}`)
  })
  const answer = () => list.latest
  return (
    <Show when={answer()} fallback={<p class="muted">{ui().loading}</p>}>
      {(got) => {
        const given = got()
        return given.ok ? <CallTable list={given.value} answer={props.answer} /> : <ErrorText refusal={given.refusal} />
      }}
    </Show>
  )
}

/** Calls by their quarters of an hour. */
function CallTable(props: { list: CallList; answer: ReviewWeek }) {
  const [all, setAll] = createSignal(false)
  const rows = (): readonly ListedCall[] => (all() ? props.list.calls : props.list.calls.slice(0, FIRST_ROWS))
  const several = () => props.answer.lines.length > 1
  const lineName = (id: string) => props.answer.lines.find((line) => line.id === id)?.name ?? id

  return (
    <Show when={props.list.count > 0} fallback={<p class="muted">{words().nothingBehind}</p>}>
      <p class="muted">{words().quarterNote}</p>
      <section class="week-scroll" aria-label={words().behind} tabindex="0">
        <table class="week-table tabular">
          <thead>
            <tr>
              <th scope="col">{words().day}</th>
              <th scope="col">{words().quarter}</th>
              <Show when={several()}>
                <th scope="col">{words().line}</th>
              </Show>
              <th scope="col">{words().channel}</th>
              <th scope="col">{words().outcome}</th>
              <th scope="col" class="week-number">
                {words().wait}
              </th>
              <th scope="col" class="week-number">
                {words().length}
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={rows()}>
              {(call) => (
                <tr>
                  <th scope="row">{dayText(call.day, { weekday: 'short', day: 'numeric', month: 'short' })}</th>
                  <td>{clockText(call.minute)}</td>
                  <Show when={several()}>
                    <td>{lineName(call.line)}</td>
                  </Show>
                  <td>{words().channels[call.channel]}</td>
                  <td>{words().outcomes[call.outcome]}</td>
                  <td class="week-number">{secondsText(call.waitedS)}</td>
                  <td class="week-number">{secondsText(call.lengthS)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
      <Show when={rows().length < props.list.count}>
        <p class="muted">{words().more(rows().length, props.list.count)}</p>
        <Show when={!all() && props.list.calls.length > FIRST_ROWS}>
          <button type="button" class="button" onClick={() => setAll(true)}>
            {words().all} ({formatNumber(props.list.calls.length)})
          </button>
        </Show>
      </Show>
    </Show>
  )
}
