import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { createWords } from '../i18n/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { lazyPart } from '../ui/lazyPart.tsx'
import type { Phone } from './createPhone.ts'
import { canChooseOutput, type Device, present } from './devices.ts'
import { phoneWords } from './words.ts'

const words = createWords(phoneWords)
const SoundSettings = lazyPart(() => import('./SoundSettings.tsx'))

/** Which microphone, which headphones, and where it rings; before and during a call. */
export function DeviceMenus(props: { phone: Phone }) {
  const [open, setOpen] = createSignal(false)
  const sound = () => props.phone.sound
  const choosing = canChooseOutput()

  return (
    <section class="card stack" aria-labelledby="sound-title">
      <h2 id="sound-title">{words().sound}</h2>
      <DeviceMenu
        name="microphone"
        label={words().microphone}
        devices={sound().devices().microphones}
        standard={sound().devices().defaultMicrophone}
        chosen={sound().choice().microphone}
        onChoose={(microphone) => sound().choose({ microphone })}
      />
      <Show
        when={choosing}
        fallback={
          <div class="stack">
            <p>
              {words().output}: {words().noChoice(sound().devices().defaultOutput)}
            </p>
            <p class="muted small">{words().noChoiceHint}</p>
          </div>
        }
      >
        <DeviceMenu
          name="output"
          label={words().output}
          devices={sound().devices().outputs}
          standard={sound().devices().defaultOutput}
          chosen={sound().choice().output}
          onChoose={(output) => sound().choose({ output })}
        />
        <DeviceMenu
          name="ring"
          label={words().ring}
          devices={sound().devices().outputs}
          standard={sound().devices().defaultOutput}
          chosen={sound().choice().ring}
          onChoose={(ring) => sound().choose({ ring })}
        />
      </Show>
      <Show when={sound().microphone().is === 'open'}>
        <p class="muted small">{words().micKept}</p>
      </Show>
      <div>
        <button type="button" class="button button--quiet" data-testid="sound-settings" onClick={() => setOpen(true)}>
          {words().settings}
        </button>
      </div>
      <Dialog open={open()} title={words().settings} onClose={() => setOpen(false)}>
        <SoundSettings phone={props.phone} />
      </Dialog>
    </section>
  )
}

interface MenuProps {
  name: string
  label: string
  devices: readonly Device[]
  /** What the default is called. */
  standard: string
  chosen: string
  onChoose: (id: string) => void
}

function DeviceMenu(props: MenuProps) {
  const id = createUniqueId()
  const missing = () => props.chosen !== '' && present(props.chosen, props.devices) === ''

  return (
    <div class="field">
      <label class="field__label" for={id}>
        {props.label}
      </label>
      <select class="select" id={id} data-testid={`device-${props.name}`} onChange={(event) => props.onChoose(event.currentTarget.value)}>
        <option value="" selected={props.chosen === ''}>
          {words().standard(props.standard)}
        </option>
        <For each={props.devices}>
          {(device) => (
            <option value={device.id} selected={device.id === props.chosen}>
              {device.label}
            </option>
          )}
        </For>
        <Show when={missing()}>
          <option value={props.chosen} selected>
            {words().missingDevice}
          </option>
        </Show>
      </select>
    </div>
  )
}
