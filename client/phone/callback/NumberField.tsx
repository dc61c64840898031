import { createEffect, createUniqueId, on, Show } from 'solid-js'
import { groupTyped, readNumber, spelledNumber, writtenNumber } from '../../../shared/telephone/numbers.ts'
import { createWords, language } from '../../i18n/i18n.ts'
import { caretAfter } from './caret.ts'
import { dialWords } from './dialWords.ts'
import { KeyPad } from './KeyPad.tsx'

const words = createWords(dialWords)
const ERASE = '⌫'
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '0', ERASE]

/**
 * A number, grouped while it is typed or pressed. Neither the browser nor a password manager is to fill it in, complete it, check its
 * spelling or keep it.
 */
export function NumberField(props: {
  value: string
  error: string | undefined
  onChange: (value: string) => void
  ref: (input: HTMLInputElement) => void
}) {
  const id = createUniqueId()
  let input!: HTMLInputElement
  const number = () => readNumber(props.value)
  const country = () => {
    const code = number()?.country
    return code === undefined || code === 'SE' ? undefined : new Intl.DisplayNames([language()], { type: 'region' }).of(code)
  }
  const describedBy = () => [`${id}-hint`, `${id}-read`, props.error && `${id}-error`].filter(Boolean).join(' ')

  function typed() {
    const at = input.selectionStart ?? input.value.length
    const grouped = groupTyped(input.value)
    const caret = caretAfter(input.value, at, grouped)
    if (input.value !== grouped) {
      input.value = grouped
      input.setSelectionRange(caret, caret)
    }
    props.onChange(grouped)
  }

  function pasted(event: ClipboardEvent) {
    const read = readNumber(event.clipboardData?.getData('text') ?? '')
    // what is no number goes the usual way, so that one sees what it was
    if (!read) return
    event.preventDefault()
    props.onChange(writtenNumber(read.dial))
  }

  function pressed(key: string) {
    const digits = props.value.replace(/[^\d+]/g, '')
    props.onChange(groupTyped(key === ERASE ? digits.slice(0, -1) : digits + key))
  }

  // written by hand, because the field is its own truth while somebody types into it
  createEffect(
    on(
      () => props.value,
      (value) => {
        if (input.value !== value) input.value = value
      },
    ),
  )

  return (
    <div class="field">
      <label class="field__label" for={id}>
        {words().number}
      </label>
      <p class="field__hint" id={`${id}-hint`}>
        {words().numberHint}
      </p>
      <input
        class="field__input dial__number"
        id={id}
        type="text"
        inputmode="tel"
        dir="ltr"
        autocomplete="off"
        autocorrect="off"
        autocapitalize="off"
        spellcheck={false}
        maxLength={40}
        data-1p-ignore
        data-lpignore="true"
        data-testid="dial-number"
        aria-describedby={describedBy()}
        aria-invalid={props.error ? true : undefined}
        ref={(element) => {
          input = element
          props.ref(element)
        }}
        onInput={typed}
        onPaste={pasted}
      />
      <span class="visually-hidden" id={`${id}-read`}>
        {number() ? spelledNumber(number()?.dial ?? '') : ''}
      </span>
      <Show when={country()}>{(name) => <p class="muted">{words().country(name())}</p>}</Show>
      <Show when={props.error}>
        <p class="error-text" id={`${id}-error`} role="alert">
          {props.error}
        </p>
      </Show>
      <KeyPad label={words().pad} keys={KEYS} names={{ [ERASE]: words().erase, '+': '+' }} onKey={pressed} />
    </div>
  )
}
