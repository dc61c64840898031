import { createSignal, createUniqueId, For, Show } from 'solid-js'
import type { Refusal } from '../../../shared/errors.ts'
import type { LineId } from '../../../shared/floor/model.ts'
import { DECISION_LONGEST, type Decision } from '../../../shared/review/week.ts'
import { createWords } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { momentText } from './format.ts'
import { weekWords } from './words.ts'

const words = createWords(weekWords)

/** Decisions carried to this week, with a box to tick them off, and a field for a new one. `draft` outlives the week that it is typed in. */
export function DecisionList(props: {
  week: string
  lines: readonly LineId[]
  decisions: readonly Decision[]
  linesText: (lines: readonly LineId[] | null) => string
  draft: string
  onDraft: (text: string) => void
  onChanged: () => void
}) {
  const id = createUniqueId()
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [removing, setRemoving] = createSignal<Decision>()

  async function send(request: ReturnType<typeof api.post>) {
    const answer = await request
    setRefusal(answer.ok ? undefined : answer.refusal)
    props.onChanged()
    return answer.ok
  }

  /** A tick that did not reach the server does not stay on the page. */
  async function tick(decision: Decision, box: HTMLInputElement) {
    const doneIn = box.checked ? props.week : null
    if (!(await send(api.put(`/api/review/decisions/${decision.id}`, { doneIn })))) box.checked = decision.done !== null
  }

  async function add(event: SubmitEvent) {
    event.preventDefault()
    if (props.draft.trim() === '') return
    const { week, lines, draft } = props
    if (await send(api.post('/api/review/decisions', { week, lines, text: draft.trim() }))) props.onDraft('')
  }

  async function remove() {
    const decision = removing()
    if (decision && (await send(api.del(`/api/review/decisions/${decision.id}`)))) setRemoving(undefined)
  }

  return (
    <div class="stack">
      <h3>{words().decisions}</h3>
      <Show when={props.decisions.length > 0} fallback={<p class="muted">{words().noDecisions}</p>}>
        <ul class="week-decisions">
          <For each={props.decisions}>
            {(decision) => (
              <li data-testid="decision">
                <label>
                  <input type="checkbox" checked={decision.done !== null} onChange={(event) => void tick(decision, event.currentTarget)} />
                  <span class="week-decisions__text">{decision.text}</span>
                </label>
                <p class="muted week-decisions__by">
                  {words().decidedIn(Number(decision.week.slice(6)), decision.by.name, momentText(decision.by.at))}
                  {decision.lines === null ? '' : `, ${words().forLines(props.linesText(decision.lines))}`}
                  <Show when={decision.done}>{(done) => `; ${words().doneBy(done().name, momentText(done().at))}`}</Show>
                </p>
                <button
                  type="button"
                  class="button button--quiet no-print"
                  aria-label={words().removeOf(decision.text)}
                  onClick={() => setRemoving({ ...decision })}
                >
                  {words().remove}
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <form class="field no-print" onSubmit={add} autocomplete="off">
        <label class="field__label" for={id}>
          {words().newDecision}
        </label>
        <p class="field__hint" id={`${id}-hint`}>
          {words().decisionHint}
        </p>
        <div class="row week-decisions__new">
          <input
            class="field__input"
            id={id}
            maxLength={DECISION_LONGEST}
            aria-describedby={`${id}-hint`}
            value={props.draft}
            onInput={(event) => props.onDraft(event.currentTarget.value)}
          />
          <button type="submit" class="button">
            {words().add}
          </button>
        </div>
      </form>
      <ErrorText refusal={refusal()} />
      <Dialog open={removing() !== undefined} title={words().remove} onClose={() => setRemoving(undefined)}>
        <div class="stack">
          <p>{words().removeSure}</p>
          <blockquote>{removing()?.text}</blockquote>
          <div class="row">
            <button type="button" class="button button--danger" onClick={() => void remove()}>
              {words().removeYes}
            </button>
            <button type="button" class="button" onClick={() => setRemoving(undefined)}>
              {words().cancel}
            </button>
          </div>
        </div>
      </Dialog>
    </div>
  )
}
