import { createEffect, createResource, createSignal, onMount, Show } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import type { Credentials, Me, SetupState } from '../../shared/http.ts'
import { createWords } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Field } from '../ui/Field.tsx'
import { Header } from '../ui/Header.tsx'
import { signInWords } from './words.ts'

const words = createWords(signInWords)

/** Sign-in; says so when there is no account yet. `onSignedIn` gets the account, its cookie is set by then. */
export default function SignIn(props: { onSignedIn: (me: Me) => void }) {
  const [setup] = createResource(() => api.get<SetupState>('/api/setup'))
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [busy, setBusy] = createSignal(false)
  let form!: HTMLFormElement

  const needsSetUp = () => {
    const answer = setup.latest
    return answer?.ok === true && answer.value.needed
  }

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const data = new FormData(form)
    const credentials: Credentials = { username: String(data.get('username')).trim(), password: String(data.get('password')) }
    setBusy(true)
    setRefusal(undefined)
    const answer = await api.post<Me>('/api/session', credentials)
    setBusy(false)
    if (answer.ok) return props.onSignedIn(answer.value)
    setRefusal(answer.refusal)
    form.querySelector<HTMLInputElement>('input[name=password]')?.select()
  }

  onMount(() => form.querySelector('input')?.focus())
  createEffect(() => {
    document.title = `${words().title} · Lyhörd`
  })

  return (
    <>
      <Header me={null} />
      <main class="page page--narrow stack" id="main">
        <h1>{words().title}</h1>
        <Show when={needsSetUp()}>
          <p class="notice">{words().setUpFirst}</p>
        </Show>
        <form class="card stack" ref={form} onSubmit={submit}>
          <Field label={words().username} name="username" autocomplete="username" autocapitalize="none" spellcheck={false} required />
          <Field label={words().password} name="password" type="password" autocomplete="current-password" required />
          <ErrorText refusal={refusal()} />
          <button type="submit" class="button button--primary" disabled={busy()}>
            {busy() ? words().working : words().signIn}
          </button>
        </form>
      </main>
    </>
  )
}
