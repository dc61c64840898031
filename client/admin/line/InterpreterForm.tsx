import { createSignal, createUniqueId, For } from 'solid-js'
import type { InterpreterService } from '../../../shared/floor/service.ts'
import { writtenNumber } from '../../../shared/telephone/numbers.ts'
import { createWords } from '../../i18n/i18n.ts'
import { Field } from '../../ui/Field.tsx'
import { commonLanguages, spokenName } from '../../ui/spokenLanguages.ts'
import { createForm, type Form, textOf } from '../createForm.ts'
import { FormEnd } from '../fields.tsx'
import { type InterpreterFault, type InterpreterField, readInterpreter, withLanguage } from './interpreterInputs.ts'
import { interpreterListWords } from './interpreterWords.ts'

const words = createWords(interpreterListWords)

/** Makes an interpreter service, or changes `service`. `save` sends what was typed, once it can be read. */
export function InterpreterForm(props: {
  service: InterpreterService | undefined
  save: (form: Form<never>, service: InterpreterService) => Promise<void>
  onCancel: () => void
}) {
  const form = createForm()
  const id = createUniqueId()
  const [fault, setFault] = createSignal<InterpreterFault>()
  const [languages, setLanguages] = createSignal(props.service?.languages.map(spokenName).join(', ') ?? '')
  const wrong = (field: InterpreterField) => {
    const now = fault()
    if (now?.field !== field) return undefined
    if (now.emergency) return words().emergency
    return now.word === undefined ? words().wrong[field] : words().unknownLanguage(now.word)
  }

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault()
    const target = event.currentTarget
    const typed = { name: textOf(target, 'name'), number: textOf(target, 'number'), languages: languages() }
    const read = readInterpreter(props.service?.id ?? newId(), typed)
    if ('field' in read) {
      setFault(read)
      return target.querySelector<HTMLElement>(`[name=${read.field}]`)?.focus()
    }
    setFault(undefined)
    await props.save(form, read)
  }

  return (
    <form class="stack" onSubmit={submit} autocomplete="off" novalidate data-testid="interpreter-form">
      <Field
        label={words().name}
        hint={words().nameHint}
        name="name"
        value={props.service?.name ?? ''}
        maxLength={80}
        error={wrong('name')}
      />
      <Field
        label={words().number}
        hint={words().numberHint}
        name="number"
        inputmode="tel"
        value={props.service ? writtenNumber(props.service.number) : ''}
        maxLength={30}
        error={wrong('number')}
      />
      <Field
        label={words().languages}
        hint={words().languagesHint}
        name="languages"
        spellcheck={false}
        value={languages()}
        error={wrong('languages')}
        onInput={(event) => setLanguages(event.currentTarget.value)}
      />
      <div class="field">
        <label class="field__label" for={id}>
          {words().addLanguage}
        </label>
        <select
          class="select"
          id={id}
          onChange={(event) => {
            setLanguages(withLanguage(languages(), spokenName(event.currentTarget.value)))
            event.currentTarget.value = ''
          }}
        >
          <option value="">{words().chooseLanguage}</option>
          <For each={commonLanguages()}>{(each) => <option value={each.code}>{each.name}</option>}</For>
        </select>
      </div>
      <FormEnd form={form} send={words().save} onCancel={props.onCancel} />
    </form>
  )
}

/** Stands for a service in records and requests; a name can change. Made without `randomUUID`, which only secure pages have. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
