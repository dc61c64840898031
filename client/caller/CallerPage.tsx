import { createEffect, createSignal, onCleanup, onMount, Show } from 'solid-js'
import { NEUTRAL_PAGE } from '../../shared/neutralPage.ts'
import { createWords, language } from '../i18n/i18n.ts'
import { createAwakeScreen } from '../ui/awakeScreen.ts'
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx'
import { placeCall, sipUrl } from '../ui/softphone.ts'
import { lineInAddress } from './address.ts'
import { CallPanel } from './CallPanel.tsx'
import { isCalling } from './callerState.ts'
import { createLines, publicLines } from './createLines.ts'
import { beforeCall, type CallerView, makeCaller } from './makeCaller.ts'
import { leaveQuickly, makeEscapeExit } from './quickExit.ts'
import { callerWords } from './words.ts'

const words = createWords(callerWords)

/** The public page from which anyone can call. It keeps nothing, and it can be left in an instant. */
export function CallerPage() {
  const named = lineInAddress(location)
  const lines = createLines()
  const [view, setView] = createSignal<CallerView>(beforeCall)
  const caller = makeCaller({ microphone, place, clock: () => performance.now() }, setView)
  const line = () => (named === null ? lines()?.[0] : lines()?.find(({ id }) => id === named))

  function place(request: Parameters<Parameters<typeof makeCaller>[0]['place']>[0]) {
    return placeCall({ ...request, url: sipUrl(), language: language() })
  }

  /** The list of lines may have failed to load: a call needs only the line's name. */
  async function start() {
    const id = named ?? line()?.id ?? (await publicLines())?.[0]?.id
    await caller.start(id ?? 'none')
  }

  /** Another public page, of the same line and in the same language. */
  const pageOf = (path: string) => `${path}${named === null ? '' : `/${named}`}?lang=${language()}`

  const leave = () => leaveQuickly(caller.end)
  onMount(() => {
    const stopEscape = makeEscapeExit(leave)
    window.addEventListener('pagehide', caller.end)
    navigator.mediaDevices?.addEventListener('devicechange', caller.devicesChanged)
    onCleanup(() => {
      stopEscape()
      window.removeEventListener('pagehide', caller.end)
      navigator.mediaDevices?.removeEventListener('devicechange', caller.devicesChanged)
      caller.end()
    })
  })
  createAwakeScreen(() => isCalling(view().state))
  createEffect(() => {
    document.title = words().title
  })

  return (
    <div class="call">
      <header class="call__top">
        <LanguageSwitch />
        <a
          class="button call__leave"
          href={NEUTRAL_PAGE}
          rel="noreferrer"
          data-testid="quick-exit"
          onClick={(event) => {
            event.preventDefault()
            leave()
          }}
        >
          {words().leave}
        </a>
      </header>
      <main class="call__main">
        <h1>{line()?.name ?? words().heading}</h1>
        <Show when={line()?.greeting}>{(greeting) => <p class="call__lead">{greeting()}</p>}</Show>
        <p class="call__lead">{words().anonymous}</p>
        <Show when={!isCalling(view().state)}>
          <p>
            <a href={pageOf('/about')}>{words().about}</a>
          </p>
        </Show>
        <Show when={view().state.is === 'idle' && line()?.open !== false}>
          <section class="call__steps">
            <h2>{words().steps}</h2>
            <ol>
              <li>{words().stepMicrophone}</li>
              <li>{words().stepWait}</li>
              <li>{words().stepTalk}</li>
              <li>{words().stepHelp}</li>
            </ol>
          </section>
        </Show>
        <CallPanel view={view()} line={line()} onStart={start} onEnd={caller.end} onMute={caller.setMuted} onKey={caller.pressKey} />
      </main>
      <footer class="call__foot">
        <p class="call__key">{words().leaveHint}</p>
        <Show when={!isCalling(view().state)}>
          <p>
            <a href={pageOf('/survey')}>{words().survey}</a>
          </p>
        </Show>
        <p>{words().stored}</p>
      </footer>
    </div>
  )
}

/** Sound is cleaned by the browser: the far end must hear the voice, not the room. */
async function microphone(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } })
}
