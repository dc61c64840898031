import { createSignal, createUniqueId, For, Show } from 'solid-js'
import type { Line } from '../../shared/floor/model.ts'
import type { NewLine } from '../../shared/http.ts'
import { createWords, formatNumber } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { Field } from '../ui/Field.tsx'
import type { Change } from './createChange.ts'
import { createForm, textOf } from './createForm.ts'
import { FormEnd, TextArea } from './fields.tsx'
import { lastPlace, readInhabitants, suggestedLineId } from './lineInputs.ts'
import { adminWords } from './words.ts'

const words = createWords(adminWords)

/** Makes a line, in the last place and in the time zone of the first of the `others`; or changes one, whose address stays. */
export function LineForm(props: { change: Change<Line> | undefined; others: readonly Line[]; onDone: () => void; onCancel: () => void }) {
  const form = createForm('id', 'name', 'greeting', 'startedOn', 'catchment', 'timeZone')
  const known = () => props.change?.base()
  const zones = createUniqueId()
  const [suggested, setSuggested] = createSignal('')
  let ownId = false

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault()
    const target = event.currentTarget
    const catchment = readInhabitants(textOf(target, 'catchment'))
    if (catchment === null) return form.refuse('catchment')
    const fields = {
      name: textOf(target, 'name'),
      greeting: textOf(target, 'greeting'),
      startedOn: textOf(target, 'startedOn'),
      catchment,
      timeZone: textOf(target, 'timeZone'),
    }
    const known = props.change
    const line: NewLine = { id: textOf(target, 'id'), order: lastPlace(props.others), ...fields }
    if (await form.send(() => (known ? known.send(fields) : api.post('/api/lines', line)))) props.onDone()
  }

  return (
    <form class="stack" ref={form.ref} onSubmit={submit} autocomplete="off" novalidate>
      <Field
        label={words().lineName}
        name="name"
        value={known()?.name ?? ''}
        required
        maxLength={80}
        error={form.wrong('name')}
        onInput={(event) => !ownId && setSuggested(suggestedLineId(event.currentTarget.value))}
      />
      <Show when={props.change === undefined}>
        <Field
          label={words().lineId}
          hint={words().lineIdHint}
          name="id"
          value={suggested()}
          autocapitalize="none"
          spellcheck={false}
          required
          maxLength={32}
          error={form.wrong('id')}
          onInput={(event) => {
            ownId = event.currentTarget.value !== ''
          }}
        />
      </Show>
      <TextArea
        label={words().greeting}
        hint={words().greetingHint}
        name="greeting"
        value={known()?.greeting ?? ''}
        error={form.wrong('greeting')}
      />
      <Field
        label={words().startedOn}
        hint={words().startedOnHint}
        name="startedOn"
        type="date"
        value={known()?.startedOn ?? ''}
        required
        error={form.wrong('startedOn')}
      />
      <Field
        label={words().catchment}
        hint={words().catchmentHint}
        name="catchment"
        inputmode="numeric"
        value={numberText(known()?.catchment)}
        required
        error={form.wrong('catchment')}
      />
      <Field
        label={words().timeZone}
        name="timeZone"
        list={zones}
        value={(known() ?? props.others[0])?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone}
        spellcheck={false}
        required
        error={form.wrong('timeZone')}
      />
      <datalist id={zones}>
        <For each={Intl.supportedValuesOf('timeZone')}>{(zone) => <option value={zone} />}</For>
      </datalist>
      <FormEnd form={form} send={words().save} onCancel={props.onCancel} />
    </form>
  )
}

const numberText = (value: number | undefined): string => (value === undefined ? '' : formatNumber(value))
