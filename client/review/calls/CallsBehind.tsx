import { createResource, createSignal, For, Show } from 'solid-js'
import type { LineId } from '../../../shared/floor/model.ts'
import type { CallList, CallSet, ListedCall } from '../../../shared/review/week.ts'
import { createWords, formatNumber } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { uiWords } from '../../ui/words.ts'
import { clockText, dayText, secondsText } from './format.ts'
import { callWords } from './words.ts'

const words = createWords(callWords)
const ui = createWords(uiWords)
/** Rows that are laid out before somebody asks for all. */
const FIRST_ROWS = 200

/** Calls of lines from the first to the last day, both counted. */
export interface Behind {
  readonly set: CallSet
  readonly from: string
  readonly to: string
}
type Lines = readonly { readonly id: LineId; readonly name: string }[]

/** The calls that a figure counts, without who called or answered. Asks again when other calls are wanted. */
export function CallsBehind(props: { behind: Behind; lines: Lines }) {
  const query = () => {
    const { set, from, to } = props.behind
    return `from=${from}&to=${to}&lines=${props.lines.map(({ id }) => encodeURIComponent(id)).join(',')}&of=${set}`
  }
  const [list] = createResource(query, (asked) => api.get<CallList>(`/api/review/calls?${asked}`))
  const answer = () => list.latest
  return (
    <Show when={answer()} keyed fallback={<p class="muted">{ui().loading}</p>}>
      {(given) => (given.ok ? <CallTable list={given.value} lines={props.lines} /> : <ErrorText refusal={given.refusal} />)}
    </Show>
  )
}

/** Calls by their quarters of an hour. */
function CallTable(props: { list: CallList; lines: Lines }) {
  const [all, setAll] = createSignal(false)
  const rows = (): readonly ListedCall[] => (all() ? props.list.calls : props.list.calls.slice(0, FIRST_ROWS))
  const several = () => props.lines.length > 1
  const lineName = (id: string) => props.lines.find((line) => line.id === id)?.name ?? id

  return (
    <Show when={props.list.count > 0} fallback={<p class="muted">{words().nothingBehind}</p>}>
      <p class="muted">{words().quarterNote}</p>
      <section class="review-scroll call-list" aria-label={words().behind} tabindex="0">
        <table class="review-table tabular">
          <thead>
            <tr>
              <th scope="col">{words().day}</th>
              <th scope="col">{words().quarter}</th>
              <Show when={several()}>
                <th scope="col">{words().line}</th>
              </Show>
              <th scope="col">{words().channel}</th>
              <th scope="col">{words().outcome}</th>
              <th scope="col" class="review-number">
                {words().wait}
              </th>
              <th scope="col" class="review-number">
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
                  <td class="review-number">{secondsText(call.waitedS)}</td>
                  <td class="review-number">{secondsText(call.lengthS)}</td>
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
