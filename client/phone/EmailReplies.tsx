import { createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import type { AdvisorId, LineId } from '../../shared/floor/model.ts'
import { linesInOrder } from '../../shared/floor/questions.ts'
import type { MadeReply, ReplyCounts } from '../../shared/http.ts'
import { createWords, formatNumber } from '../i18n/i18n.ts'
import type { LiveFloor } from '../live/floor.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'

const sv = {
  title: 'E-post',
  answered: 'E-post besvarad',
  answeredOn: (line: string) => `E-post besvarad, ${line}`,
  counts: (today: string, month: string) => `${today} i dag, ${month} den här månaden`,
  counted: 'Räknat.',
  undo: 'Ångra',
  undone: 'Ångrat.',
}
const en: typeof sv = {
  title: 'E-mail',
  answered: 'E-mail answered',
  answeredOn: (line) => `E-mail answered, ${line}`,
  counts: (today, month) => `${today} today, ${month} this month`,
  counted: 'Counted.',
  undo: 'Undo',
  undone: 'Undone.',
}
const words = createWords({ sv, en })

/** How long a slip can be taken back, in ms. */
const UNDO_MS = 20_000
/** Colleagues count too, and midnight comes. */
const ASK_MS = 300_000

/** One press for each e-mail that was answered, on each of the advisor's lines: nothing of who wrote or who answered is kept. */
export function EmailReplies(props: { live: LiveFloor; me: AdvisorId }) {
  const [counts, setCounts] = createSignal<ReplyCounts>({})
  const [slip, setSlip] = createSignal<string>()
  const [said, setSaid] = createSignal<'counted' | 'undone'>()
  const [refusal, setRefusal] = createSignal<Refusal>()
  let pressed: HTMLButtonElement | undefined
  let forget: ReturnType<typeof setTimeout> | undefined
  const lines = () => {
    const mine = props.live.floor().advisors[props.me]?.lines ?? []
    return linesInOrder(props.live.floor()).filter(({ id }) => mine.includes(id))
  }
  const countOf = (line: LineId) => {
    const { today, month } = counts()[line] ?? { today: 0, month: 0 }
    return words().counts(formatNumber(today), formatNumber(month))
  }

  async function ask() {
    const answer = await api.get<ReplyCounts>('/api/replies/count')
    if (answer.ok) setCounts(answer.value)
  }

  async function count(line: LineId) {
    const made = await api.post<MadeReply>('/api/replies', { line })
    setRefusal(made.ok ? undefined : made.refusal)
    if (!made.ok) return
    setSlip(made.value.id)
    setSaid('counted')
    clearTimeout(forget)
    forget = setTimeout(() => {
      setSlip(undefined)
      setSaid(undefined)
    }, UNDO_MS)
    await ask()
  }

  async function undo(id: string) {
    clearTimeout(forget)
    const gone = await api.del(`/api/replies/${id}`)
    setRefusal(gone.ok ? undefined : gone.refusal)
    // the button that was pressed is about to go
    pressed?.focus()
    setSlip(undefined)
    setSaid(gone.ok ? 'undone' : undefined)
    await ask()
  }

  onMount(() => void ask())
  const asking = setInterval(ask, ASK_MS)
  onCleanup(() => {
    clearInterval(asking)
    clearTimeout(forget)
  })

  return (
    <Show when={lines().length > 0}>
      <section class="card stack" aria-labelledby="replies" data-testid="replies">
        <div class="row replies__head">
          <h2 id="replies">{words().title}</h2>
          <p role="status" class="small">
            {said() === 'counted' ? words().counted : said() === 'undone' ? words().undone : ''}
          </p>
          <Show when={slip()}>
            {(id) => (
              <button type="button" class="button button--quiet" data-testid="reply-undo" onClick={() => undo(id())}>
                {words().undo}
              </button>
            )}
          </Show>
        </div>
        <For each={lines()}>
          {(line) => (
            <div class="replies__line">
              <Show when={lines().length > 1}>
                <h3>{line.name}</h3>
              </Show>
              <div class="row">
                <button
                  type="button"
                  class="button"
                  aria-label={lines().length > 1 ? words().answeredOn(line.name) : undefined}
                  onClick={(event) => {
                    pressed = event.currentTarget
                    void count(line.id)
                  }}
                >
                  {words().answered}
                </button>
                <p class="muted small tabular" data-testid="reply-count" data-value={counts()[line.id]?.today ?? ''}>
                  {countOf(line.id)}
                </p>
              </div>
            </div>
          )}
        </For>
        <ErrorText refusal={refusal()} />
      </section>
    </Show>
  )
}
