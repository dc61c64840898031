import { createSignal, Show } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import type { Me, PasswordChange } from '../../shared/http.ts'
import { PASSWORD_MIN } from '../../shared/limits.ts'
import { createWords } from '../i18n/i18n.ts'
import { TrainingLog } from '../training/TrainingLog.tsx'
import { api } from '../ui/api.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Field } from '../ui/Field.tsx'
import { TakeOutData } from '../ui/TakeOutData.tsx'
import { ownAccountWords } from './ownAccountWords.ts'

const words = createWords(ownAccountWords)

/** The own account: change the password, and take out what is kept; open from when it is made until `onClose`. */
export default function OwnAccountDialog(props: { onClose: () => void }) {
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [state, setState] = createSignal<'asking' | 'working' | 'done'>('asking')
  let form!: HTMLFormElement

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const data = new FormData(form)
    const change: PasswordChange = { oldPassword: String(data.get('old')), newPassword: String(data.get('new')) }
    setState('working')
    setRefusal(undefined)
    const answer = await api.patch<Me>('/api/me', change)
    setState(answer.ok ? 'done' : 'asking')
    if (!answer.ok) setRefusal(answer.refusal)
  }

  return (
    <Dialog open title={words().title} onClose={() => props.onClose()}>
      <div class="stack">
        <h3>{words().change}</h3>
        <Show when={state() !== 'done'} fallback={<p role="status">{words().done}</p>}>
          <form class="stack" ref={form} onSubmit={submit}>
            <Field label={words().old} name="old" type="password" autocomplete="current-password" required />
            <Field
              label={words().new}
              hint={words().hint}
              name="new"
              type="password"
              autocomplete="new-password"
              minLength={PASSWORD_MIN}
              required
            />
            <ErrorText refusal={refusal()} />
            <button type="submit" class="button button--primary" disabled={state() === 'working'}>
              {state() === 'working' ? words().working : words().change}
            </button>
          </form>
        </Show>
        <TrainingLog path="/api/me/training" mayWrite={false} />
        <h3>{words().kept}</h3>
        <p>{words().keptLead}</p>
        <div class="row">
          <TakeOutData path="/api/me/data" />
        </div>
      </div>
    </Dialog>
  )
}
