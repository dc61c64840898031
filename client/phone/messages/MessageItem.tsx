import { createEffect, createSignal, createUniqueId, For, on, onCleanup, Show } from 'solid-js'
import type { Refusal } from '../../../shared/errors.ts'
import type { Line } from '../../../shared/floor/model.ts'
import type { Message, MessageAction } from '../../../shared/messages.ts'
import { createWords, formatDate, formatDuration, formatTime } from '../../i18n/i18n.ts'
import type { LiveFloor } from '../../live/floor.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { languageTitle } from '../../ui/languageNames.ts'
import type { Phone } from '../createPhone.ts'
import type { Messages } from './createMessages.ts'
import { MessagePlayer } from './MessagePlayer.tsx'
import { whenOf } from './when.ts'
import { messageWords } from './words.ts'

const words = createWords(messageWords)

/** How long the end of a message can be taken back, in s: after it the sound is gone for good. */
const UNDO_S = 8

interface MessageItemProps {
  message: Message
  messages: Messages
  phone: Phone
  live: LiveFloor
  /** Moving, ms since 1970. */
  now: () => number
  supervises: boolean
  /** Undefined when the line has been removed. */
  line: Line | undefined
  showsLine: boolean
}

/** One message: what is known of it, its sound, and what can be done about it. */
export function MessageItem(props: MessageItemProps) {
  const id = createUniqueId()
  let heading!: HTMLHeadingElement
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [busy, setBusy] = createSignal(false)
  const [ending, setEnding] = createSignal<{ readonly action: MessageAction; readonly left: number }>()
  let counting: ReturnType<typeof setInterval> | undefined
  onCleanup(() => clearInterval(counting))

  const mine = () => props.message.claimedBy !== null && props.message.claimedBy === props.phone.advisor()?.id
  const theirs = () => props.message.claimedBy !== null && !mine()
  const zone = () => props.line?.timeZone ?? 'Europe/Stockholm'
  const canDial = () => props.live.floor().trunk.is !== 'none' && props.phone.shift.phase() === 'on' && props.phone.ownership() === 'here'

  /** 'i dag 14:32', as inside a sentence. */
  function when(at: number): string {
    const time = formatTime(at, zone())
    const { is } = whenOf(at, props.now(), zone())
    if (is === 'weekday') return `${formatDate(at, { weekday: 'long', timeZone: zone() })} ${time}`
    if (is === 'date') return `${formatDate(at, { day: 'numeric', month: 'long', timeZone: zone() })} ${time}`
    return words()[is](time)
  }

  function state(): string {
    const { states } = words()
    const { message } = props
    if (message.state === 'calledBack') return states.calledBack
    if (mine()) return states.mine
    if (theirs()) {
      const name = props.live.floor().advisors[message.claimedBy ?? '']?.name
      return name ? states.theirs(name) : states.somebody
    }
    if (message.state === 'notReached') return states.notReached
    return message.heardAt === null ? states.new : states.heard
  }

  async function act(action: MessageAction): Promise<boolean> {
    if (busy()) return false
    setBusy(true)
    const done = await props.messages.act(props.message.id, action)
    setBusy(false)
    setRefusal(done.ok ? undefined : done.refusal)
    return done.ok
  }

  /** Erases, unless it is taken back in time; a page that is closed before that has erased nothing. */
  function end(action: MessageAction) {
    setEnding({ action, left: UNDO_S })
    counting = setInterval(() => {
      const now = ending()
      if (!now) return
      if (now.left > 1) return setEnding({ ...now, left: now.left - 1 })
      stopEnding()
      void act(now.action)
    }, 1_000)
  }

  function stopEnding() {
    clearInterval(counting)
    setEnding(undefined)
  }

  // whoever pressed a button that is gone now goes on from the message's heading
  createEffect(
    on(
      [() => props.message.state, () => props.message.claimedBy, ending],
      () => {
        queueMicrotask(() => {
          if (document.activeElement === document.body && heading.isConnected && touched) heading.focus()
        })
      },
      { defer: true },
    ),
  )
  let touched = false
  const touch = () => {
    touched = true
  }

  const Act = (own: { action: MessageAction; text: string; primary?: boolean; quiet?: boolean; ends?: boolean }) => (
    <button
      type="button"
      class="button"
      classList={{ 'button--primary': own.primary ?? false, 'button--quiet': own.quiet ?? false }}
      data-testid={`message-${own.action}`}
      aria-disabled={busy()}
      onClick={() => (own.ends ? end(own.action) : void act(own.action))}
    >
      {own.text}
    </button>
  )

  return (
    <article
      class="message"
      aria-labelledby={id}
      data-testid="message"
      data-state={props.message.state}
      onPointerDown={touch}
      onKeyDown={touch}
    >
      <div class="message__head">
        <h3 id={id} tabindex="-1" ref={heading}>
          {words().one(when(props.message.arrivedAt))}
        </h3>
        <p class="message__state" classList={{ 'message__state--new': props.message.state === 'new' && props.message.heardAt === null }}>
          {state()}
        </p>
      </div>
      <p class="muted small message__facts">
        <span class="tabular">{words().length(formatDuration(props.message.lengthS))}</span>
        <Show when={props.message.language}>{(language) => <span>{languageTitle(language())}</span>}</Show>
        <Show when={props.showsLine}>
          <span>{props.line?.name ?? props.message.line}</span>
        </Show>
      </p>
      <Show when={props.message.attempts.length > 0}>
        <ul class="small message__attempts" aria-label={words().attempts}>
          <For each={props.message.attempts}>
            {(attempt) => (
              <li>
                {words().outcomes[attempt.outcome]} {when(attempt.at)}
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show
        when={ending()}
        fallback={
          <>
            <MessagePlayer id={props.message.id} lengthS={props.message.lengthS} phone={props.phone} />
            <Show when={!theirs()}>
              <div class="row message__actions">
                <Show when={props.message.state === 'calledBack'}>
                  <Act action="close" text={words().done} primary ends />
                  <Act action="not-reached" text={words().wrongPerson} />
                </Show>
                <Show when={props.message.state !== 'calledBack' && !mine()}>
                  <Act action="claim" text={words().claim} primary />
                </Show>
                <Show when={props.message.state !== 'calledBack' && mine()}>
                  <Show when={canDial()}>
                    <button
                      type="button"
                      class="button button--primary"
                      data-testid="message-call-back"
                      onClick={() =>
                        props.phone.callBack.open({ message: props.message.id, line: props.message.line, reason: 'voicemail' })
                      }
                    >
                      {words().callBack}
                    </button>
                  </Show>
                  <Act action="called-back" text={words().calledBack} ends />
                  <Act action="not-reached" text={words().notReached} />
                  <Act action="release" text={words().release} quiet />
                  <Act action="close" text={words().close} quiet ends />
                </Show>
              </div>
            </Show>
            <Show when={theirs() && props.supervises}>
              <div class="row">
                <Act action="release" text={words().release} quiet />
              </div>
            </Show>
          </>
        }
      >
        {(now) => (
          <div class="row message__ending" data-testid="message-ending">
            {/* seen second by second, and said once */}
            <span class="tabular" aria-hidden="true">
              {words().closing(now().left)}
            </span>
            <span class="visually-hidden" id={`${id}-ending`}>
              {words().closing(UNDO_S)}
            </span>
            <button
              type="button"
              class="button"
              data-testid="message-undo"
              aria-describedby={`${id}-ending`}
              ref={(button) => queueMicrotask(() => button.focus())}
              onClick={stopEnding}
            >
              {words().undo}
            </button>
          </div>
        )}
      </Show>
      <ErrorText refusal={refusal()} />
      <p class="muted small">
        {props.message.state === 'calledBack'
          ? words().erasedSoon(when(props.message.expiresAt))
          : words().erasedAt(when(props.message.expiresAt))}
      </p>
    </article>
  )
}
