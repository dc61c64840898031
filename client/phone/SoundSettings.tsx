import { createSignal, onCleanup, Show } from 'solid-js'
import { createWords } from '../i18n/i18n.ts'
import type { Phone } from './createPhone.ts'
import { present, type SoundChoice } from './devices.ts'
import { makeTestRecording } from './testRecording.ts'
import { phoneWords } from './words.ts'

const words = createWords(phoneWords)
const SWITCHES = [
  ['echoCancellation', 'echo'],
  ['noiseSuppression', 'noise'],
  ['autoGainControl', 'gain'],
] as const

/** Ring volume, what the browser does to the microphone's sound, a test recording, and the headset's own buttons. */
export default function SoundSettings(props: { phone: Phone }) {
  const [step, setStep] = createSignal<'idle' | 'recording' | 'playing' | 'failed'>('idle')
  const sound = () => props.phone.sound
  const headset = () => props.phone.headset
  let stopTest: (() => void) | undefined
  onCleanup(() => stopTest?.())

  function test() {
    const choice: SoundChoice = sound().choice()
    const test = makeTestRecording(
      { ...choice, microphone: present(choice.microphone, sound().devices().microphones) },
      present(choice.output, sound().devices().outputs),
      setStep,
    )
    stopTest = test
  }

  return (
    <div class="stack">
      <div class="field">
        <label class="field__label" for="ring-volume">
          {words().ringVolume}
        </label>
        <input
          id="ring-volume"
          class="slider"
          type="range"
          min="0.1"
          max="1"
          step="0.1"
          value={sound().choice().ringVolume}
          onInput={(event) => sound().choose({ ringVolume: event.currentTarget.valueAsNumber })}
        />
        <div>
          <button
            type="button"
            class="button"
            disabled={props.phone.talk.call() !== undefined}
            onClick={async () => {
              await sound().ring.unlock()
              await sound().ring.once()
            }}
          >
            {words().testRing}
          </button>
        </div>
      </div>
      <fieldset class="stack">
        <legend class="field__label">{words().microphone}</legend>
        {SWITCHES.map(([name, word]) => (
          <label class="check">
            <input
              type="checkbox"
              checked={sound().choice()[name]}
              onChange={(event) => sound().choose({ [name]: event.currentTarget.checked })}
            />
            {words()[word]}
          </label>
        ))}
      </fieldset>
      <div class="stack">
        <h3>{words().testRecording}</h3>
        <p class="muted small">{words().testRecordingHint}</p>
        <div class="row">
          <button
            type="button"
            class="button"
            data-testid="test-recording"
            disabled={step() === 'recording' || step() === 'playing' || props.phone.talk.call() !== undefined}
            onClick={test}
          >
            {step() === 'recording' ? words().recording : step() === 'playing' ? words().playing : words().record}
          </button>
          <Show when={step() === 'failed'}>
            <p class="error-text" role="alert">
              {words().shiftFaults.unknown}
            </p>
          </Show>
        </div>
      </div>
      <div class="stack">
        <h3>{words().headset}</h3>
        <Show when={headset().supported} fallback={<p class="muted small">{words().headsetNone}</p>}>
          <Show
            when={headset().name()}
            fallback={
              <div>
                <button type="button" class="button" onClick={() => headset().connect()}>
                  {words().headsetConnect}
                </button>
              </div>
            }
          >
            {(name) => <p>{words().headsetOn(name())}</p>}
          </Show>
          <Show when={headset().failed()}>
            <p class="error-text" role="alert">
              {words().headsetFailed}
            </p>
          </Show>
        </Show>
      </div>
    </div>
  )
}
