import { createEffect, createSignal, For, Match, onCleanup, Show, Switch } from 'solid-js'
import { emptyFloor, type Floor } from '../../../shared/floor/model.ts'
import { linesInOrder } from '../../../shared/floor/questions.ts'
import type { Import } from '../../../shared/imports/imports.ts'
import { createWords } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { createHeld } from '../../ui/createHeld.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { uiWords } from '../../ui/words.ts'
import { reviewWords } from '../words.ts'
import './history.css'
import { ImportItem } from './ImportItem.tsx'
import { NewCalls } from './NewCalls.tsx'
import { NewTotals } from './NewTotals.tsx'
import { historyWords } from './words.ts'

const words = createWords(historyWords)
const review = createWords(reviewWords)
const ui = createWords(uiWords)

/** How often an import that is being worked on is asked about, in ms. */
const ASK_MS = 700

/** What comes in from other systems: bringing it, looking at it, keeping and undoing it. */
export default function HistoryPage() {
  const imports = createHeld(() => api.get<Import[]>('/api/imports'))
  const floor = createHeld(() => api.get<{ floor: Floor }>('/api/floor'))
  const [adding, setAdding] = createSignal<'calls' | 'months'>()
  const lines = () => linesInOrder(floor.value()?.floor ?? emptyFloor)
  const refusal = () => imports.refusal() ?? floor.refusal()
  const isWorking = () => imports.value()?.some(({ state }) => state === 'checking' || state === 'keeping') ?? false
  let heading: HTMLHeadingElement | undefined

  createEffect(() => {
    if (!isWorking()) return
    const again = setInterval(() => void imports.ask(), ASK_MS)
    onCleanup(() => clearInterval(again))
  })

  function done() {
    setAdding(undefined)
    heading?.focus()
    void imports.ask()
  }

  return (
    <>
      <h1>{review().history}</h1>
      <p>{words().lead}</p>
      <p class="muted">{words().counting}</p>
      <ErrorText refusal={refusal()} />
      <Show when={imports.value() && floor.value()} fallback={<Show when={!refusal()}>{<p class="muted">{ui().loading}</p>}</Show>}>
        <Switch
          fallback={
            <div class="row">
              <button type="button" class="button button--primary" onClick={() => setAdding('calls')}>
                {words().addCalls}
              </button>
              <button type="button" class="button" onClick={() => setAdding('months')}>
                {words().addMonths}
              </button>
            </div>
          }
        >
          <Match when={adding() === 'calls'}>
            <NewCalls lines={lines()} onDone={done} onCancel={() => setAdding(undefined)} />
          </Match>
          <Match when={adding() === 'months'}>
            <NewTotals lines={lines()} onDone={done} onCancel={() => setAdding(undefined)} />
          </Match>
        </Switch>
        <section class="stack" aria-labelledby="imports">
          <h2 id="imports" tabIndex={-1} ref={heading}>
            {words().imports}
          </h2>
          <For each={imports.value()} fallback={<p class="muted">{words().none}</p>}>
            {(item) => <ImportItem item={item} lines={lines()} onChanged={() => void imports.ask()} />}
          </For>
        </section>
      </Show>
    </>
  )
}
