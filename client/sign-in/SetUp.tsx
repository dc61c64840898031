import { createEffect, createResource, createSignal, Show } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import type { Me, SetupRequest, SetupState } from '../../shared/http.ts'
import { PASSWORD_MIN } from '../../shared/limits.ts'
import { createWords } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { errorWords } from '../ui/errorWords.ts'
import { Field } from '../ui/Field.tsx'
import { Header } from '../ui/Header.tsx'
import { signInWords } from './words.ts'

const words = createWords(signInWords)
const errors = createWords(errorWords)

/** The first supervisor account and the first line, made from the one-time address; then one is signed in. */
export default function SetUp() {
  const token = takeToken()
  const [setup] = createResource(() => api.get<SetupState>('/api/setup'))
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [busy, setBusy] = createSignal(false)
  const done = () => {
    const answer = setup.latest
    return answer?.ok === true && !answer.value.needed
  }
  const wrong = (field: keyof SetupRequest) => {
    const is = refusal()
    return is?.field === field ? errors()[is.code] : undefined
  }
  const general = () => {
    const is = refusal()
    const atField = is?.field === 'username' || is?.field === 'name' || is?.field === 'password' || is?.field === 'lineName'
    return atField || is?.field === 'token' ? undefined : is
  }

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const text = (name: string) => String(data.get(name) ?? '')
    const request: SetupRequest = {
      token,
      username: text('username').trim().toLowerCase(),
      name: text('name').trim(),
      password: text('password'),
      lineName: text('lineName').trim(),
    }
    setBusy(true)
    setRefusal(undefined)
    const answer = await api.post<Me>('/api/setup', request)
    setBusy(false)
    if (answer.ok) location.replace('/admin')
    else setRefusal(answer.refusal)
  }

  createEffect(() => {
    document.title = `${words().setUpTitle} · Lyhörd`
  })

  return (
    <>
      <Header me={null} />
      <main class="page page--narrow stack" id="main">
        <h1>{words().setUpTitle}</h1>
        <Show
          when={!done()}
          fallback={
            <>
              <p class="notice">{words().done}</p>
              <a class="button" href="/">
                {words().toSignIn}
              </a>
            </>
          }
        >
          <p>{words().setUpLead}</p>
          <Show when={token === ''}>
            <p class="notice">{words().noToken}</p>
          </Show>
          <form class="card stack" onSubmit={submit}>
            <Field label={words().name} hint={words().nameHint} name="name" autocomplete="name" required error={wrong('name')} />
            <Field
              label={words().username}
              hint={words().usernameHint}
              name="username"
              autocomplete="username"
              autocapitalize="none"
              spellcheck={false}
              minLength={2}
              maxLength={32}
              required
              error={wrong('username')}
            />
            <Field
              label={words().password}
              hint={words().passwordHint}
              name="password"
              type="password"
              autocomplete="new-password"
              minLength={PASSWORD_MIN}
              required
              error={wrong('password')}
            />
            <Field label={words().lineName} hint={words().lineNameHint} name="lineName" required error={wrong('lineName')} />
            <ErrorText refusal={general()} />
            <Show when={refusal()?.field === 'token'}>
              <p class="error-text" role="alert">
                {words().wrongToken}
              </p>
            </Show>
            <button type="submit" class="button button--primary" disabled={busy() || token === ''}>
              {busy() ? words().working : words().create}
            </button>
          </form>
        </Show>
      </main>
    </>
  )
}

/** The one-time code of the address, which then leaves the address bar and the history. */
function takeToken(): string {
  const token = location.hash.slice(1)
  if (token !== '') history.replaceState(null, '', location.pathname)
  return token
}
