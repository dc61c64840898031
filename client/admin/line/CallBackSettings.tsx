import { createSignal, createUniqueId, For } from 'solid-js'
import type { CallBackService } from '../../../shared/floor/service.ts'
import { settingFault } from '../../../shared/telephone/numbers.ts'
import { createWords } from '../../i18n/i18n.ts'
import { Field } from '../../ui/Field.tsx'
import { createForm, textOf } from '../createForm.ts'
import { SettingsEnd } from '../fields.tsx'
import { readPrefixes } from './callBackInputs.ts'
import { callBackSettingsWords } from './callBackSettingsWords.ts'
import type { PartProps } from './LineSettings.tsx'

const words = createWords(callBackSettingsWords)

const PATHS = { number: 'number', prefixes: 'service.callBack.prefixes' } as const

type Wrong = { readonly field: 'number' | 'prefixes'; readonly text: string }

/** The number of a line, and whom its advisors may call, seen as whom. */
export default function CallBackSettings(props: PartProps) {
  const id = createUniqueId()
  const form = createForm('number', 'service.callBack.prefixes')
  const [wrong, setWrong] = createSignal<Wrong>()
  const [saved, setSaved] = createSignal(false)
  const settings = () => props.change.base().service.callBack
  const wrongOf = (field: Wrong['field']) => (wrong()?.field === field ? wrong()?.text : form.wrong(PATHS[field]))
  const choices = () =>
    [
      { value: 'nothing', text: words().showsNothing, hint: words().showsNothingHint },
      { value: 'lineNumber', text: words().showsNumber, hint: words().showsNumberHint },
    ] as const

  function refuse(target: HTMLFormElement, field: Wrong['field'], text: string) {
    setWrong({ field, text })
    target.querySelector<HTMLElement>(`[name=${field}]`)?.focus()
  }

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault()
    const target = event.currentTarget
    setWrong(undefined)
    setSaved(false)
    const number = textOf(target, 'number')
    const shows = textOf(target, 'shows') === 'lineNumber' ? 'lineNumber' : 'nothing'
    const fault = number === '' ? null : settingFault(number)
    if (fault) return refuse(target, 'number', words().numberFaults[fault])
    if (number === '' && shows === 'lineNumber') return refuse(target, 'number', words().numberMissing)
    const read = readPrefixes(textOf(target, 'prefixes'))
    if ('wrong' in read) return refuse(target, 'prefixes', words().prefixWrong(read.wrong))
    const callBack: CallBackService = { shows, prefixes: read.prefixes, blocksSpecial: textOf(target, 'blocks') === 'on' }
    const patch = { number, service: { ...props.change.base().service, callBack } }
    if (!(await form.send(() => props.change.send(patch)))) return
    setSaved(true)
    props.onSaved()
  }

  return (
    <form
      class="stack"
      ref={form.ref}
      onSubmit={submit}
      onInput={() => setSaved(false)}
      autocomplete="off"
      novalidate
      data-testid="call-back-settings"
    >
      <p class="muted">{words().lead}</p>
      <Field
        label={words().number}
        hint={words().numberHint}
        name="number"
        inputmode="tel"
        maxLength={22}
        value={props.change.base().number}
        error={wrongOf('number')}
      />
      <fieldset class="stack call-back__shows">
        <legend class="field__label">{words().shows}</legend>
        <For each={choices()}>
          {(choice) => (
            <div>
              <label class="admin-tick">
                <input
                  type="radio"
                  name="shows"
                  value={choice.value}
                  checked={settings().shows === choice.value}
                  aria-describedby={`${id}-${choice.value}`}
                />{' '}
                {choice.text}
              </label>
              <p class="field__hint" id={`${id}-${choice.value}`}>
                {choice.hint}
              </p>
            </div>
          )}
        </For>
      </fieldset>
      <Field
        label={words().prefixes}
        hint={words().prefixesHint}
        name="prefixes"
        spellcheck={false}
        value={settings().prefixes.join(', ')}
        error={wrongOf('prefixes')}
      />
      <div>
        <label class="admin-tick">
          <input type="checkbox" name="blocks" checked={settings().blocksSpecial} aria-describedby={`${id}-blocks`} /> {words().blocks}
        </label>
        <p class="field__hint" id={`${id}-blocks`}>
          {words().blocksHint}
        </p>
      </div>
      <SettingsEnd form={form} saved={saved()} />
    </form>
  )
}
