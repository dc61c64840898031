import { For, Show } from 'solid-js'
import type { Line } from '../../shared/floor/model.ts'
import type { Account, AccountPatch, NewAccount } from '../../shared/http.ts'
import { LANGUAGES } from '../../shared/languages.ts'
import { PASSWORD_MIN } from '../../shared/limits.ts'
import { createWords } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { Field } from '../ui/Field.tsx'
import { languageTitle } from '../ui/languageNames.ts'
import type { Change } from './createChange.ts'
import { createForm, textOf, tickedOf } from './createForm.ts'
import { FormEnd, LineChoice, SelectField } from './fields.tsx'
import { adminWords } from './words.ts'

const words = createWords(adminWords)
const STAFF = ['advisor', 'supervisor'] as const

/** Makes an account, or changes one: then an empty password keeps the old one. */
export function AccountForm(props: {
  change: Change<Account> | undefined
  lines: readonly Line[]
  onDone: () => void
  onCancel: () => void
}) {
  const form = createForm('username', 'name', 'role', 'password', 'lines', 'languages', 'qualification')
  const account = () => props.change?.base()
  const roles = () => STAFF.map((value) => ({ value, text: words().roles[value] }))

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault()
    const read = readAccount(event.currentTarget)
    const change = props.change
    const sent = await form.send(() => (change ? change.send(patchOf(read, change.base())) : api.post('/api/accounts', read)))
    if (sent) props.onDone()
  }

  return (
    <form class="stack" ref={form.ref} onSubmit={submit} autocomplete="off" novalidate>
      <Show when={props.change === undefined}>
        <Field
          label={words().username}
          hint={words().usernameHint}
          name="username"
          autocapitalize="none"
          spellcheck={false}
          required
          minLength={2}
          maxLength={32}
          error={form.wrong('username')}
        />
      </Show>
      <Field
        label={words().name}
        hint={words().nameHint}
        name="name"
        value={account()?.name ?? ''}
        required
        maxLength={80}
        error={form.wrong('name')}
      />
      <Show when={account()?.role !== 'board'}>
        <SelectField label={words().role} name="role" value={account()?.role ?? 'advisor'} options={roles()} error={form.wrong('role')} />
      </Show>
      <Field
        label={props.change ? words().newPassword : words().password}
        hint={props.change ? words().newPasswordHint : words().passwordHint}
        name="password"
        type="password"
        autocomplete="new-password"
        required={props.change === undefined}
        minLength={PASSWORD_MIN}
        maxLength={200}
        error={form.wrong('password')}
      />
      <LineChoice
        legend={words().onLines}
        lines={props.lines}
        chosen={account()?.lines ?? props.lines.map((line) => line.id)}
        error={form.wrong('lines')}
      />
      <fieldset class="admin-choice" aria-describedby="languages-hint">
        <legend class="field__label">{words().speaks}</legend>
        <p class="field__hint" id="languages-hint">
          {words().speaksHint}
        </p>
        <For each={LANGUAGES}>
          {(language) => (
            <label class="admin-tick">
              <input type="checkbox" name="languages" value={language} checked={account()?.languages.includes(language) ?? false} />{' '}
              {languageTitle(language)}
            </label>
          )}
        </For>
        <Show when={form.wrong('languages')}>
          <p class="error-text">{form.wrong('languages')}</p>
        </Show>
      </fieldset>
      <Field
        label={words().qualification}
        hint={words().qualificationHint}
        name="qualification"
        value={account()?.qualification ?? ''}
        maxLength={200}
        error={form.wrong('qualification')}
      />
      <label class="admin-tick">
        <input type="checkbox" name="lawyer" checked={account()?.lawyer ?? false} /> {words().lawyer}
      </label>
      <FormEnd form={form} send={words().save} onCancel={props.onCancel} />
    </form>
  )
}

function readAccount(form: HTMLFormElement): NewAccount {
  return {
    username: textOf(form, 'username').toLowerCase(),
    name: textOf(form, 'name'),
    role: textOf(form, 'role') === 'supervisor' ? 'supervisor' : 'advisor',
    // spaces are part of a password
    password: String(new FormData(form).get('password') ?? ''),
    lines: tickedOf(form, 'lines'),
    languages: LANGUAGES.filter((language) => tickedOf(form, 'languages').includes(language)),
    qualification: textOf(form, 'qualification'),
    lawyer: new FormData(form).get('lawyer') === 'on',
  }
}

function patchOf(read: NewAccount, known: Account): AccountPatch {
  const { username: _fixed, password, role, ...rest } = read
  return { ...rest, ...(password === '' ? {} : { password }), ...(known.role === 'board' ? {} : { role }) }
}
