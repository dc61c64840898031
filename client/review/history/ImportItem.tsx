import { createSignal, Match, Show, Switch } from 'solid-js'
import type { Outcome, Refusal } from '../../../shared/errors.ts'
import type { Line } from '../../../shared/floor/model.ts'
import type { Import } from '../../../shared/imports/imports.ts'
import type { Signature } from '../../../shared/volume/volume.ts'
import { createWords, formatDate, formatNumber } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { ImportReview } from './ImportReview.tsx'
import { MonthsFound } from './MonthsFound.tsx'
import { Progress } from './parts.tsx'
import { historyWords } from './words.ts'

const words = createWords(historyWords)

/** One import: what it is, how far it is, and what can be done with it. */
export function ImportItem(props: { item: Import; lines: readonly Line[]; onChanged: () => void }) {
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [sure, setSure] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const line = () => props.lines.find(({ id }) => id === props.item.line)
  const title = () => {
    const { what, channel } = props.item
    return words().title(
      what === 'calls' ? words().kindCalls : words().kindMonths,
      line()?.name ?? props.item.line,
      words().channels[channel],
    )
  }
  const path = (verb = '') => `/api/imports/${encodeURIComponent(props.item.id)}${verb}`

  async function ask(request: () => Promise<Outcome<unknown>>) {
    setBusy(true)
    const answer = await request()
    setBusy(false)
    setSure(false)
    setRefusal(answer.ok ? undefined : answer.refusal)
    props.onChanged()
  }
  const discard = () => void ask(() => api.del(path()))
  const isAt = (state: Import['state']) => props.item.state === state

  return (
    <article class="card stack history-item" aria-labelledby={`import-${props.item.id}`}>
      <div>
        <h3 id={`import-${props.item.id}`}>{title()}</h3>
        <p>
          <strong>{words().states[props.item.state]}</strong>
          <Show when={period(props.item)}>{(text) => <span class="muted"> · {text()}</span>}</Show>
          <Show when={isAt('kept')}> · {words().counted(formatNumber(props.item.counted))}</Show>
          <Show when={isAt('undone')}> · {words().wasCounted(formatNumber(props.item.counted))}</Show>
        </p>
        <p class="muted">
          {signed(words().by, props.item.by)} {signed(words().keptBy, props.item.kept)} {signed(words().undoneBy, props.item.undone)}
        </p>
      </div>
      <Switch>
        <Match when={isAt('checking') || isAt('keeping')}>
          <Progress
            label={words().states[props.item.state]}
            part={props.item.received === 0 ? 0 : props.item.done / props.item.received}
            text={words().progress(formatNumber(props.item.done), formatNumber(props.item.received))}
          />
        </Match>
        <Match when={isAt('staged')}>
          <ImportReview
            item={props.item}
            timeZone={line()?.timeZone ?? 'UTC'}
            busy={busy()}
            onKeep={(how) => void ask(() => api.post(path('/keep'), how))}
            onDiscard={discard}
          />
        </Match>
        <Match when={isAt('kept')}>
          <Show
            when={sure()}
            fallback={
              <div class="row">
                <button type="button" class="button" onClick={() => setSure(true)}>
                  {words().undo}
                </button>
              </div>
            }
          >
            <p>{words().undoSure}</p>
            <div class="row">
              <button
                type="button"
                class="button button--danger"
                disabled={busy()}
                onClick={() => void ask(() => api.post(path('/undo')))}
                ref={(element) => queueMicrotask(() => element.focus())}
              >
                {words().sure}
              </button>
              <button type="button" class="button" onClick={() => setSure(false)}>
                {words().back}
              </button>
            </div>
          </Show>
        </Match>
      </Switch>
      <Show when={isAt('receiving')}>
        <div class="row">
          <button type="button" class="button" disabled={busy()} onClick={discard}>
            {words().discard}
          </button>
        </div>
      </Show>
      <ErrorText refusal={refusal()} />
      <Show when={(isAt('kept') || isAt('undone')) && props.item.found}>
        {(found) => (
          <details>
            <summary>{words().details}</summary>
            <MonthsFound months={found().months} />
          </details>
        )}
      </Show>
    </article>
  )
}

function period({ found }: Import): string | undefined {
  const [first, last] = [found?.months[0]?.month, found?.months.at(-1)?.month]
  if (!first || !last) return undefined
  const name = (month: string) => formatDate(Date.parse(`${month}-01T00:00:00Z`), { month: 'short', year: 'numeric', timeZone: 'UTC' })
  return first === last ? name(first) : words().period(name(first), name(last))
}

function signed(say: (name: string, when: string) => string, by: Signature | null): string {
  return by ? say(by.name || words().somebody, formatDate(by.at, { dateStyle: 'short', timeStyle: 'short' })) : ''
}
