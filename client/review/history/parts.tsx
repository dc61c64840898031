import { createUniqueId, For, type JSX, Show } from 'solid-js'
import { CHANNELS, type Channel, type Line } from '../../../shared/floor/model.ts'
import { createWords, formatNumber } from '../../i18n/i18n.ts'
import { historyWords } from './words.ts'

const words = createWords(historyWords)

/** One of a few values, told at once. */
export function Choice(props: {
  label: string
  hint?: string
  value: string
  options: readonly { readonly value: string; readonly text: string }[]
  error?: string | undefined
  onChoose: (value: string) => void
}) {
  const id = createUniqueId()
  const described = () => [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {props.label}
      </label>
      <Show when={props.hint}>
        <p class="field__hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
      <select
        class="select"
        id={id}
        aria-describedby={described()}
        aria-invalid={props.error ? true : undefined}
        onChange={(event) => props.onChoose(event.currentTarget.value)}
      >
        <For each={props.options}>
          {(option) => (
            <option value={option.value} selected={option.value === props.value}>
              {option.text}
            </option>
          )}
        </For>
      </select>
      <Wrong id={`${id}-error`} text={props.error} />
    </div>
  )
}

/** Where what comes in belongs. */
export function LineAndChannel(props: {
  lines: readonly Line[]
  line: string
  channel: Channel
  onLine: (line: string) => void
  onChannel: (channel: Channel) => void
}) {
  return (
    <div class="history-grid">
      <Choice
        label={words().line}
        value={props.line}
        options={props.lines.map(({ id, name }) => ({ value: id, text: name }))}
        onChoose={props.onLine}
      />
      <Choice
        label={words().channel}
        value={props.channel}
        options={CHANNELS.map((each) => ({ value: each, text: words().channels[each] }))}
        onChoose={(value) => props.onChannel(value as Channel)}
      />
    </div>
  )
}

/** Words to tick; tells the ticked ones. */
export function WordTicks(props: {
  legend: string
  words: readonly string[]
  ticked: readonly string[]
  error?: string | undefined
  onChange: (ticked: string[]) => void
}) {
  const id = createUniqueId()
  const toggle = (word: string, on: boolean) =>
    props.onChange(props.words.filter((each) => (each === word ? on : props.ticked.includes(each))))
  return (
    <fieldset class="history-ticks" aria-describedby={props.error ? id : undefined}>
      <legend class="field__label">{props.legend}</legend>
      <For each={props.words}>
        {(word) => (
          <label class="history-tick">
            <input type="checkbox" checked={props.ticked.includes(word)} onChange={(event) => toggle(word, event.currentTarget.checked)} />{' '}
            {word}
          </label>
        )}
      </For>
      <Wrong id={id} text={props.error} />
    </fieldset>
  )
}

/** What may be wider or taller than its place: it scrolls, by keyboard too. */
export function ScrollArea(props: { label: string; tall?: boolean; children: JSX.Element }) {
  return (
    <section
      class="history-scroll"
      classList={{ 'history-months': props.tall ?? false }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={props.label}
    >
      {props.children}
    </section>
  )
}

/** How far something is, as a bar and as a number. */
export function Progress(props: { label: string; part: number; text: string }) {
  const id = createUniqueId()
  return (
    <div class="history-progress">
      <label for={id}>
        {props.label} <span class="tabular">{props.text}</span>
      </label>
      <progress id={id} max="1" value={props.part} />
    </div>
  )
}

function Wrong(props: { id: string; text: string | undefined }) {
  return (
    <Show when={props.text}>
      <p class="error-text" id={props.id}>
        {props.text}
      </p>
    </Show>
  )
}

/** A list of row numbers, in the reader's language. */
export const numbersOf = (rows: readonly number[]): string => rows.map((row) => formatNumber(row)).join(', ')
