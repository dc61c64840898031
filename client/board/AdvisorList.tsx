import { createSignal, For, Show } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import type { Advisor } from '../../shared/floor/model.ts'
import { isOfferable } from '../../shared/floor/questions.ts'
import { createWords, formatDuration, formatTime } from '../i18n/i18n.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import type { Board } from './createBoard.ts'
import { deskWords } from './deskWords.ts'
import { advisorsOf } from './reckon.ts'
import { Sign } from './Sign.tsx'

const words = createWords(deskWords)

/** For supervisors: who is on the lines, in which state and since when, and the two things that a supervisor may set. */
export function AdvisorList(props: { board: Board }) {
  const advisors = () => advisorsOf(props.board.live.floor(), props.board.lines())

  return (
    <section class="board-panel board-advisors" aria-labelledby="board-advisors">
      <header class="board-panel__head">
        <h2 class="board-label" id="board-advisors">
          {words().advisors}
        </h2>
      </header>
      <ul class="board-people">
        <For each={advisors()} fallback={<li class="muted">{words().noAdvisors}</li>}>
          {(advisor) => <AdvisorRow board={props.board} advisor={advisor} />}
        </For>
      </ul>
    </section>
  )
}

function AdvisorRow(props: { board: Board; advisor: Advisor }) {
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [asking, setAsking] = createSignal(false)
  const state = () => props.advisor.state
  const silent = () => state().is === 'available' && !isOfferable(props.advisor)
  const since = () =>
    words().since(formatTime(state().since, props.board.lines()[0]?.timeZone), formatDuration((props.board.now() - state().since) / 1000))

  async function set(to: 'paused' | 'offline') {
    setAsking(true)
    setRefusal(undefined)
    const answer = await props.board.live.request('advisor:set', { advisor: props.advisor.id, to })
    if (!answer.ok) setRefusal(answer.refusal)
    setAsking(false)
  }

  return (
    <li class="board-person" data-testid="board-advisor" data-state={state().is}>
      <div class="board-person__who">
        <p class="board-person__name">{props.advisor.name}</p>
        <p>
          <span class={`board-state board-state--${state().is}`}>{words().state[state().is]}</span> <PauseWhy advisor={props.advisor} />
          <Show when={silent()}>
            <span class="board-alarm">
              <Sign /> {words().notReached}
            </span>
          </Show>
        </p>
        <p class="muted tabular">{since()}</p>
        <ErrorText refusal={refusal()} />
      </div>
      <div class="row">
        <button
          type="button"
          class="button"
          disabled={asking() || state().is === 'paused' || state().is === 'offline'}
          aria-label={words().setPausedName(props.advisor.name)}
          onClick={() => set('paused')}
        >
          {words().setPaused}
        </button>
        <button
          type="button"
          class="button"
          disabled={asking() || state().is === 'offline'}
          aria-label={words().setOfflineName(props.advisor.name)}
          onClick={() => set('offline')}
        >
          {words().setOffline}
        </button>
      </div>
    </li>
  )
}

function PauseWhy(props: { advisor: Advisor }) {
  const why = () => (props.advisor.state.is === 'paused' ? words().pause[props.advisor.state.reason] : undefined)
  return <Show when={why()}>{(text) => <span class="muted">({text()})</span>}</Show>
}
