import { createSignal, createUniqueId, For } from 'solid-js'
import type { FormService } from '../../../shared/floor/service.ts'
import { questionOf, UNDECIDED } from '../../../shared/form/questionnaire.ts'
import { createWords, language } from '../../i18n/i18n.ts'
import { Field } from '../../ui/Field.tsx'
import { createForm, textOf } from '../createForm.ts'
import { SettingsEnd } from '../fields.tsx'
import { formSettingsWords } from './formWords.ts'
import type { PartProps } from './LineSettings.tsx'

const words = createWords(formSettingsWords)

type Wrong = { readonly field: 'cut' | 'notes'; readonly text: string }

/** What is asked about the calls of a line, and how long it is kept. */
export default function FormSettings(props: PartProps) {
  const id = createUniqueId()
  const form = createForm()
  const [wrong, setWrong] = createSignal<Wrong>()
  const [saved, setSaved] = createSignal(false)
  const settings = () => props.change.base().service.forms
  const wrongOf = (field: Wrong['field']) => (wrong()?.field === field ? wrong()?.text : undefined)

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault()
    const target = event.currentTarget
    setSaved(false)
    const read = (field: Wrong['field'], most: number, text: string): number | null => {
      const value = wholeNumber(textOf(target, field), most)
      if (value !== null) return value
      setWrong({ field, text })
      target.querySelector<HTMLElement>(`[name=${field}]`)?.focus()
      return null
    }
    setWrong(undefined)
    const cutMonths = read('cut', 36, words().cutWrong)
    if (cutMonths === null) return
    const noteDays = read('notes', 365, words().notesWrong)
    if (noteDays === null) return
    const forms: FormService = { decided: UNDECIDED.filter((question) => textOf(target, question) === 'on'), cutMonths, noteDays }
    if (!(await form.send(() => props.change.send({ service: { ...props.change.base().service, forms } })))) return
    setSaved(true)
    props.onSaved()
  }

  return (
    <form class="stack" onSubmit={submit} onInput={() => setSaved(false)} autocomplete="off" novalidate data-testid="form-settings">
      <p class="muted">{words().lead}</p>
      <fieldset class="stack" aria-describedby={`${id}-decided`}>
        <legend class="field__label">{words().decided}</legend>
        <p class="field__hint" id={`${id}-decided`}>
          {words().decidedHint}
        </p>
        <For each={UNDECIDED}>
          {(question) => (
            <label class="admin-tick">
              <input type="checkbox" name={question} checked={settings().decided.includes(question)} /> {questionOf(question)[language()]}
            </label>
          )}
        </For>
      </fieldset>
      <Field
        label={words().cut}
        hint={words().cutHint}
        name="cut"
        inputmode="numeric"
        maxLength={2}
        value={settings().cutMonths}
        error={wrongOf('cut')}
      />
      <Field
        label={words().notes}
        hint={words().notesHint}
        name="notes"
        inputmode="numeric"
        maxLength={3}
        value={settings().noteDays}
        error={wrongOf('notes')}
      />
      <SettingsEnd form={form} saved={saved()} />
    </form>
  )
}

/** 1 to `most`; null when the text is no such number. */
function wholeNumber(text: string, most: number): number | null {
  const value = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0
  return value >= 1 && value <= most ? value : null
}
