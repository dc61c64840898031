import { createEffect, onMount, Show } from 'solid-js'
import { createWords, formatDuration } from '../i18n/i18n.ts'
import type { LiveFloor } from '../live/floor.ts'
import { CallLanguage } from './CallLanguage.tsx'
import type { Phone } from './createPhone.ts'
import { SHORTCUTS } from './shortcuts.ts'
import { phoneWords } from './words.ts'

const words = createWords(phoneWords)

/** A call is offered: whose line, how long the caller has waited, and nothing else about the caller, because nothing else is known. */
export function OfferCard(props: { phone: Phone; live: LiveFloor; now: () => number }) {
  let answer!: HTMLButtonElement
  const call = () => props.phone.offers.offered()
  const line = () => {
    const id = call()?.line
    return id === undefined ? undefined : props.live.floor().lines[id]?.name
  }
  const waited = () => {
    const since = call()?.waitingSince
    return since === undefined ? undefined : Math.max(0, Math.floor((props.now() - since) / 1000))
  }
  const first = () => {
    const state = call()?.state
    return state?.is === 'offered' && state.first
  }

  onMount(() => {
    // whoever types somewhere else is not torn away
    if (!(document.activeElement instanceof HTMLInputElement) && !(document.activeElement instanceof HTMLSelectElement)) answer.focus()
  })
  createEffect(() => props.phone.talk.phase() === 'ringing' && window.scrollTo({ top: 0 }))

  return (
    <section class="card offer" data-testid="offer" aria-labelledby="offer-title">
      <p class="offer__kind" id="offer-title">
        {words().incoming}
      </p>
      <p class="offer__who" data-testid="caller-label">
        {words().anonymous}
      </p>
      <dl class="facts">
        <Show when={line()}>
          <div>
            <dt>{words().line}</dt>
            <dd data-testid="offer-line">{line()}</dd>
          </div>
        </Show>
        <Show when={waited() !== undefined}>
          <div>
            <dt>{words().waited}</dt>
            <dd class="tabular" data-testid="offer-wait" data-value={waited()}>
              {formatDuration(waited() ?? 0)}
            </dd>
          </div>
        </Show>
      </dl>
      <CallLanguage call={call()} phone={props.phone} live={props.live} />
      <Show when={first()}>
        <p class="notice notice--plain">{words().cameBack}</p>
      </Show>
      <div class="call__buttons">
        <button
          type="button"
          class="button button--good button--big"
          data-testid="answer"
          aria-keyshortcuts={SHORTCUTS.answer}
          ref={answer}
          onClick={() => props.phone.offers.answer()}
        >
          {words().answer}{' '}
          <span class="key" aria-hidden="true">
            {SHORTCUTS.answer}
          </span>
        </button>
        <button
          type="button"
          class="button button--big"
          data-testid="decline"
          aria-keyshortcuts={SHORTCUTS.end}
          onClick={() => props.phone.end()}
        >
          {words().decline}{' '}
          <span class="key" aria-hidden="true">
            {SHORTCUTS.end}
          </span>
        </button>
      </div>
    </section>
  )
}
