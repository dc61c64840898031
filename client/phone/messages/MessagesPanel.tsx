import { createMemo, createUniqueId, For, Show } from 'solid-js'
import { linesInOrder } from '../../../shared/floor/questions.ts'
import { takesMessages } from '../../../shared/floor/service.ts'
import type { Me } from '../../../shared/http.ts'
import { MESSAGES_PER_HOUR_MAX, OPEN_MESSAGES_MAX } from '../../../shared/limits.ts'
import { createWords, formatNumber } from '../../i18n/i18n.ts'
import type { LiveFloor } from '../../live/floor.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import type { Phone } from '../createPhone.ts'
import { createMessages } from './createMessages.ts'
import { MessageItem } from './MessageItem.tsx'
import { messageWords } from './words.ts'
import './messages.css'

const words = createWords(messageWords)
const HOUR_MS = 3_600_000

/** The work list of messages on the advisor's lines, and for supervisors how many there are on others. Not there where no line takes messages. */
export default function MessagesPanel(props: { phone: Phone; live: LiveFloor; me: Me; now: () => number }) {
  const id = createUniqueId()
  const messages = createMessages({ live: props.live })
  const lines = createMemo(() => linesInOrder(props.live.floor()))
  const serves = (line: string) => props.phone.advisor()?.lines.includes(line) ?? false
  const mine = () => messages.all.filter(({ line }) => serves(line))
  const fresh = () => mine().filter(({ state }) => state === 'new').length
  const supervises = () => props.me.role === 'supervisor'
  const areTaken = () => lines().some(({ id: line, service }) => serves(line) && takesMessages(service))
  /** Lines on which nobody can leave another message, as the server counts them. */
  const full = () =>
    Object.values(props.live.floor().lines).filter(({ id: line }) => {
      const there = messages.all.filter((message) => message.line === line)
      const lately = there.filter(({ arrivedAt }) => arrivedAt > props.now() - HOUR_MS)
      return there.length >= OPEN_MESSAGES_MAX || lately.length >= MESSAGES_PER_HOUR_MAX
    })
  const others = () => [...new Set(messages.all.map(({ line }) => line))].filter((line) => !serves(line))
  const countsOf = (line: string) => {
    const there = messages.all.filter((message) => message.line === line)
    return words().counts(formatNumber(there.filter(({ state }) => state === 'new').length), formatNumber(there.length))
  }

  return (
    <Show when={areTaken() || messages.all.length > 0}>
      <section class="card stack messages" aria-labelledby={id} data-testid="messages" data-value={fresh()}>
        <h2 id={id} tabindex="-1">
          {fresh() > 0 ? words().titleNew(fresh()) : words().title}
        </h2>
        <p class="visually-hidden" role="status">
          {messages.known() ? words().told(fresh()) : ''}
        </p>
        <ErrorText refusal={messages.refusal()} />
        <For each={full()}>{(line) => <p class="notice notice--bad">{words().full(line.name)}</p>}</For>
        <Show when={messages.known()} fallback={<p class="muted">{words().loading}</p>}>
          <Show when={mine().length > 0} fallback={<p class="muted">{words().none}</p>}>
            <p class="muted small">{words().lead}</p>
            <ul class="messages__list">
              <For each={mine()}>
                {(message) => (
                  <li>
                    <MessageItem
                      message={message}
                      messages={messages}
                      phone={props.phone}
                      live={props.live}
                      now={props.now}
                      supervises={supervises()}
                      line={props.live.floor().lines[message.line]}
                      showsLine={(props.phone.advisor()?.lines.length ?? 0) > 1}
                    />
                  </li>
                )}
              </For>
            </ul>
          </Show>
          <Show when={others().length > 0}>
            <h3>{words().otherLines}</h3>
            <ul class="small">
              <For each={others()}>
                {(line) => (
                  <li>
                    {props.live.floor().lines[line]?.name ?? line}: <span class="muted tabular">{countsOf(line)}</span>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        </Show>
      </section>
    </Show>
  )
}
