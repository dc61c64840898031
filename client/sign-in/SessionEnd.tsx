import { createEffect, createSignal, Match, Show, Switch } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import type { Credentials, Me } from '../../shared/http.ts'
import { createWords, formatTime } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Field } from '../ui/Field.tsx'
import { tellSignedInAgain } from '../ui/sessionNews.ts'
import { createSessionWatch } from './createSessionWatch.ts'
import { sessionEndWords } from './sessionEndWords.ts'
import './sessionEnd.css'

const words = createWords(sessionEndWords)

/**
 * Says above the page that its session is about to end or has ended, and lets the same person sign in again there. The page below
 * stays as it is, with all that is half written.
 */
export default function SessionEnd(props: { me: Me }) {
  const watch = createSessionWatch()
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [busy, setBusy] = createSignal(false)
  const as = <I extends ReturnType<typeof watch.standing>['is']>(is: I) => {
    const now = watch.standing()
    return now.is === is ? (now as Extract<typeof now, { is: I }>) : undefined
  }

  /** Above a dialog that is open nothing but another one can be reached; elsewhere the page stays in reach, for nothing is over. */
  function show(element: HTMLDialogElement) {
    createEffect(() => {
      const covered = watch.standing().is === 'ended' && document.querySelector('dialog:modal') !== null
      if (!covered) return element.setAttribute('open', '')
      if (element.matches(':modal')) return
      element.removeAttribute('open')
      element.showModal()
    })
  }

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault()
    const form = event.currentTarget
    const credentials: Credentials = { username: props.me.username, password: String(new FormData(form).get('password')) }
    setBusy(true)
    setRefusal(undefined)
    const answer = await api.post<Me>('/api/session', credentials)
    setBusy(false)
    if (!answer.ok) return void setRefusal(answer.refusal)
    form.reset()
    await watch.renewed()
    tellSignedInAgain()
  }

  return (
    <Show when={watch.standing().is !== 'good'}>
      <dialog
        ref={show}
        class="notice notice--bad session-end stack"
        onCancel={(event) => event.preventDefault()}
        data-testid="session-end"
        data-state={watch.standing().is}
        aria-label={words().title}
      >
        <p role="alert">
          <Switch>
            <Match when={as('idle')}>{(soon) => words().idle(formatTime(soon().at))}</Match>
            <Match when={as('ending')}>{(soon) => words().ending(formatTime(soon().at))}</Match>
            <Match when={as('ended')}>{words().ended}</Match>
          </Switch>
        </p>
        <Show
          when={as('idle')}
          fallback={
            <form class="row" onSubmit={submit}>
              <input type="hidden" name="username" autocomplete="username" value={props.me.username} />
              <Field label={words().password(props.me.username)} name="password" type="password" autocomplete="current-password" required />
              <button type="submit" class="button button--primary" disabled={busy()}>
                {busy() ? words().working : words().again}
              </button>
              <a class="button button--quiet" href="/">
                {words().another}
              </a>
            </form>
          }
        >
          <button type="button" class="button">
            {words().here}
          </button>
        </Show>
        <ErrorText refusal={refusal()} />
      </dialog>
    </Show>
  )
}
