import { createSignal, createUniqueId, Show } from 'solid-js'
import type { VoicemailService } from '../../../shared/floor/service.ts'
import { createWords, formatNumber } from '../../i18n/i18n.ts'
import { Field } from '../../ui/Field.tsx'
import { createForm, textOf } from '../createForm.ts'
import { SettingsEnd } from '../fields.tsx'
import type { PartProps } from './LineSettings.tsx'
import { readDays, readMinutes } from './voicemailInputs.ts'
import { voicemailWords } from './voicemailWords.ts'

const words = createWords(voicemailWords)
/** Written beside the choice before it has been made. */
const USUAL_WAIT_S = 300

type Wrong = { readonly field: 'wait' | 'keep'; readonly text: string }

/** When callers of a line can leave a message, and how long messages are kept. */
export default function VoicemailSettings(props: PartProps) {
  const id = createUniqueId()
  const form = createForm()
  const [wrong, setWrong] = createSignal<Wrong>()
  const [saved, setSaved] = createSignal(false)
  const settings = () => props.change.base().service.voicemail
  const [waits, setWaits] = createSignal(settings().afterWaitS !== null)
  const wrongOf = (field: Wrong['field']) => (wrong()?.field === field ? wrong()?.text : undefined)

  function refuse(target: HTMLFormElement, field: Wrong['field'], text: string) {
    setWrong({ field, text })
    target.querySelector<HTMLElement>(`[name=${field}]`)?.focus()
  }

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault()
    const target = event.currentTarget
    setWrong(undefined)
    setSaved(false)
    const afterWaitS = waits() ? readMinutes(textOf(target, 'wait')) : null
    if (waits() && afterWaitS === null) return refuse(target, 'wait', words().waitWrong)
    const keepDays = readDays(textOf(target, 'keep'))
    if (keepDays === null) return refuse(target, 'keep', words().keepWrong)
    const isOn = (name: string) => textOf(target, name) === 'on'
    const voicemail: VoicemailService = { whenClosed: isOn('whenClosed'), byKey: isOn('byKey'), afterWaitS, keepDays }
    const service = { ...props.change.base().service, voicemail }
    if (!(await form.send(() => props.change.send({ service })))) return
    setSaved(true)
    props.onSaved()
  }

  const Tick = (own: { name: string; text: string; hint: string; checked: boolean; onChange?: (checked: boolean) => void }) => (
    <div>
      <label class="admin-tick">
        <input
          type="checkbox"
          name={own.name}
          checked={own.checked}
          aria-describedby={`${id}-${own.name}`}
          onChange={(event) => own.onChange?.(event.currentTarget.checked)}
        />{' '}
        {own.text}
      </label>
      <p class="field__hint" id={`${id}-${own.name}`}>
        {own.hint}
      </p>
    </div>
  )

  return (
    <form class="stack" onSubmit={submit} onInput={() => setSaved(false)} autocomplete="off" novalidate data-testid="voicemail-settings">
      <p class="muted">{words().lead}</p>
      <fieldset class="stack">
        <legend class="field__label">{words().when}</legend>
        <Tick name="whenClosed" text={words().whenClosed} hint={words().whenClosedHint} checked={settings().whenClosed} />
        <Tick name="byKey" text={words().byKey} hint={words().byKeyHint} checked={settings().byKey} />
        <Tick name="afterWait" text={words().afterWait} hint={words().afterWaitHint} checked={waits()} onChange={setWaits} />
      </fieldset>
      <Show when={waits()}>
        <Field
          label={words().wait}
          hint={words().waitHint}
          name="wait"
          inputmode="decimal"
          maxLength={5}
          value={formatNumber((settings().afterWaitS ?? USUAL_WAIT_S) / 60, 2)}
          error={wrongOf('wait')}
        />
      </Show>
      <Field
        label={words().keep}
        hint={words().keepHint}
        name="keep"
        inputmode="numeric"
        maxLength={2}
        value={settings().keepDays}
        error={wrongOf('keep')}
      />
      <SettingsEnd form={form} saved={saved()} />
    </form>
  )
}
