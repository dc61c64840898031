import { createEffect, createSignal, For, on, Show } from 'solid-js'
import type { Outcome, Refusal } from '../../../shared/errors.ts'
import { createWords, formatDuration, formatNumber } from '../../i18n/i18n.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import type { Phone } from '../createPhone.ts'
import { present } from '../devices.ts'
import { createPlayer, SPEEDS } from './createPlayer.ts'
import { getSound } from './getSound.ts'
import { messageWords } from './words.ts'

const words = createWords(messageWords)
const BACK_S = 5

/** Loads a message's sound when it is asked for, and plays it where calls are heard. It is noted who has listened, and when. */
export function MessagePlayer(props: { id: string; lengthS: number; phone: Phone }) {
  const [sound, setSound] = createSignal<Blob>()
  const [busy, setBusy] = createSignal(false)
  const [refusal, setRefusal] = createSignal<Refusal>()

  async function load() {
    setBusy(true)
    const answer: Outcome<Blob> = await getSound(props.id)
    setBusy(false)
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (answer.ok) setSound(answer.value)
  }

  return (
    <>
      <Show
        when={sound()}
        fallback={
          <button type="button" class="button" data-testid="message-listen" aria-disabled={busy()} onClick={() => !busy() && load()}>
            {busy() ? words().loadingSound : words().listen}
          </button>
        }
      >
        {(loaded) => <Controls sound={loaded()} lengthS={props.lengthS} phone={props.phone} />}
      </Show>
      <ErrorText refusal={refusal()} />
    </>
  )
}

function Controls(props: { sound: Blob; lengthS: number; phone: Phone }) {
  const player = createPlayer(props.sound)
  let toggle!: HTMLButtonElement
  createEffect(() => player.setOutput(present(props.phone.sound.choice().output, props.phone.sound.devices().outputs)))
  // a call goes before
  createEffect(
    on(props.phone.talk.call, (call) => {
      if (call !== undefined) player.pause()
    }),
  )
  queueMicrotask(() => {
    toggle.focus()
    if (props.phone.talk.call() === undefined) player.toggle()
  })

  return (
    <Show when={!player.failed()} fallback={<p class="error-text">{words().unplayable}</p>}>
      <div class="player" data-testid="message-player">
        <button type="button" class="button player__toggle" ref={toggle} onClick={player.toggle}>
          {player.playing() ? words().pause : words().play}
        </button>
        <button type="button" class="button" onClick={() => player.seek(player.at() - BACK_S)}>
          {words().back}
        </button>
        <input
          class="player__position"
          type="range"
          min="0"
          max={props.lengthS}
          step="0.1"
          value={player.at()}
          aria-label={words().position}
          aria-valuetext={words().of(formatDuration(player.at()), formatDuration(props.lengthS))}
          onInput={(event) => player.seek(event.currentTarget.valueAsNumber)}
        />
        <span class="tabular small" aria-hidden="true">
          {formatDuration(player.at())} / {formatDuration(props.lengthS)}
        </span>
        <select
          class="select player__speed"
          aria-label={words().speed}
          onChange={(event) => player.setSpeed(Number(event.currentTarget.value))}
        >
          <For each={SPEEDS}>
            {(factor) => (
              <option value={factor} selected={factor === 1}>
                {words().speeds(formatNumber(factor, 2))}
              </option>
            )}
          </For>
        </select>
      </div>
    </Show>
  )
}
