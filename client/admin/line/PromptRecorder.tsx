import { createSignal, createUniqueId, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import type { Refusal } from '../../../shared/errors.ts'
import { type PromptState, RECORDING_MAX_S } from '../../../shared/prompts.ts'
import { createWords, formatDuration } from '../../i18n/i18n.ts'
import type { MicrophoneFault } from '../../phone/microphone.ts'
import { api } from '../../ui/api.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { makeMicrophone, type RecordingMicrophone } from './makeMicrophone.ts'
import { type Made, makeRecording, type RecordingFault } from './makeRecording.ts'
import { PromptText } from './PromptText.tsx'
import { promptWords } from './promptWords.ts'

const words = createWords(promptWords)

/**
 *   ready -> recording -> working -> made -> kept
 *     ^  \________________/  |        |
 *     +------- fault <-------+   <----+ again
 */
type Step =
  | { readonly is: 'ready' }
  | { readonly is: 'recording'; readonly microphone: RecordingMicrophone; readonly since: number }
  | { readonly is: 'working' }
  | { readonly is: 'made'; readonly made: Made; readonly url: string }

/** Records a prompt, or takes a file, lets it be heard, and puts it at `path`. */
export function PromptRecorder(props: { prompt: PromptState; path: string; onKept: () => void; onCancel: () => void }) {
  const [step, setStep] = createSignal<Step>({ is: 'ready' })
  const [fault, setFault] = createSignal<string>()
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [saving, setSaving] = createSignal(false)
  const [heard, setHeard] = createSignal({ level: 0, seconds: 0 })
  const hint = createUniqueId()
  const wrong = createUniqueId()
  let gone = false
  let timer = 0

  const as = <I extends Step['is']>(is: I) => {
    const now = step()
    return now.is === is ? (now as Extract<Step, { is: I }>) : undefined
  }
  function leave() {
    clearInterval(timer)
    as('recording')?.microphone.drop()
    const made = as('made')
    if (made) URL.revokeObjectURL(made.url)
  }
  function enter(next: Step) {
    leave()
    setFault(undefined)
    setRefusal(undefined)
    setStep(next)
  }
  onCleanup(() => {
    gone = true
    leave()
  })

  let element!: HTMLDivElement
  // a slip on Escape must not lose what has just been read aloud; the buttons still close
  const stay = (event: Event) => {
    if (as('recording') || as('made')) event.preventDefault()
  }
  onMount(() => {
    const dialog = element.closest('dialog')
    dialog?.addEventListener('cancel', stay)
    onCleanup(() => dialog?.removeEventListener('cancel', stay))
  })

  async function begin() {
    enter({ is: 'working' })
    const microphone = await makeMicrophone()
    if (typeof microphone === 'string') return failed(words().microphone[microphone satisfies MicrophoneFault], 'microphone')
    if (gone) return microphone.drop()
    setHeard({ level: 0, seconds: 0 })
    enter({ is: 'recording', microphone, since: performance.now() })
    timer = window.setInterval(look, 50)
  }

  function look() {
    const now = as('recording')
    if (!now) return
    const seconds = (performance.now() - now.since) / 1000
    setHeard({ level: now.microphone.level(), seconds })
    // silence before and after is cut off: a little more than what may be kept
    if (seconds > RECORDING_MAX_S + 10) void end()
  }

  async function end() {
    const now = as('recording')
    if (!now) return
    clearInterval(timer)
    setStep({ is: 'working' })
    await convert(await now.microphone.stop(), 'microphone')
  }

  async function take(input: HTMLInputElement) {
    const chosen = input.files?.[0]
    input.value = ''
    if (!chosen) return
    enter({ is: 'working' })
    await convert(chosen, 'file')
  }

  async function convert(sound: Blob, from: 'file' | 'microphone') {
    const made = await makeRecording(sound, props.prompt.id)
    if (gone) return
    if (typeof made === 'string') return failed(words().faults[made satisfies RecordingFault], from)
    enter({ is: 'made', made, url: URL.createObjectURL(made.file) })
  }

  /** Whoever chose a file goes on at the choice, whoever spoke at the button. */
  function failed(why: string, from: 'file' | 'microphone') {
    enter({ is: 'ready' })
    setFault(why)
    queueMicrotask(() => element.querySelector<HTMLElement>(from === 'file' ? 'input[type=file]' : '[data-begin]')?.focus())
  }

  /** In place of the recording that one has seen; told that there is another meanwhile, of any. */
  async function keep(made: Made) {
    const seen = props.prompt.recording?.changedAt ?? 'none'
    const path = refusal()?.code === 'changedMeanwhile' ? props.path : `${props.path}?was=${seen}`
    setSaving(true)
    setRefusal(undefined)
    const kept = await api.put(path, made.file)
    setSaving(false)
    if (kept.ok) props.onKept()
    else setRefusal(kept.refusal)
  }

  return (
    <div class="stack" ref={element}>
      <PromptText prompt={props.prompt} />
      <Switch>
        <Match when={as('ready')}>
          <div>
            <button type="button" class="button button--primary" data-begin aria-describedby={fault() ? wrong : undefined} onClick={begin}>
              <span class="prompt-dot" aria-hidden="true" /> {words().begin}
            </button>
          </div>
          <div class="field">
            <label class="button prompt-file">
              <input
                type="file"
                accept="audio/*,video/webm,video/mp4,.opus,.m4a"
                aria-describedby={fault() ? `${hint} ${wrong}` : hint}
                onChange={(event) => take(event.currentTarget)}
              />
              {words().upload}
            </label>
            <p class="field__hint" id={hint}>
              {words().uploadHint}
            </p>
          </div>
        </Match>
        <Match when={as('recording')}>
          <p class="tabular" role="timer">
            {words().recording(formatDuration(heard().seconds))}
          </p>
          <meter class="prompt-level" aria-label={words().level} min="0" max="1" value={heard().level} />
          <div class="row">
            <button type="button" class="button button--primary" ref={(button) => queueMicrotask(() => button.focus())} onClick={end}>
              {words().ready}
            </button>
            <button type="button" class="button" onClick={() => enter({ is: 'ready' })}>
              {words().cancel}
            </button>
          </div>
        </Match>
        <Match when={as('working')}>
          <p class="muted" role="status">
            {words().working}
          </p>
        </Match>
        <Match when={as('made')}>
          {(now) => (
            <>
              <p role="status">{words().made(formatDuration(Math.ceil(now().made.seconds)))}</p>
              {/* biome-ignore lint/a11y/useMediaCaption: the text that is read stands above it */}
              <audio class="prompt-player" controls src={now().url} />
              <Show when={props.prompt.recording}>
                <p class="muted">{words().replaceHint}</p>
              </Show>
              <Show when={refusal()?.code === 'changedMeanwhile'} fallback={<ErrorText refusal={refusal()} />}>
                <p class="error-text" role="alert">
                  {words().otherRecording}
                </p>
              </Show>
              <div class="row">
                <button
                  type="button"
                  class="button button--primary"
                  disabled={saving()}
                  ref={(button) => queueMicrotask(() => button.focus())}
                  onClick={() => keep(now().made)}
                >
                  {saving() ? words().saving : props.prompt.recording ? words().replace : words().keep}
                </button>
                <button type="button" class="button" disabled={saving()} onClick={() => enter({ is: 'ready' })}>
                  {words().again}
                </button>
                <button type="button" class="button" onClick={() => props.onCancel()}>
                  {words().cancel}
                </button>
              </div>
            </>
          )}
        </Match>
      </Switch>
      <Show when={fault()}>
        <p class="error-text" role="alert" id={wrong}>
          {fault()}
        </p>
      </Show>
    </div>
  )
}
