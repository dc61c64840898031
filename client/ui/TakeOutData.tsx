import { createSignal, Show } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import type { StaffData } from '../../shared/staff/staffData.ts'
import { createWords } from '../i18n/i18n.ts'
import { saveFile } from '../review/sheets/saveFile.ts'
import { api } from './api.ts'
import { ErrorText } from './ErrorText.tsx'

const sv = { takeOut: 'Hämta allt som sparas om kontot', busy: 'Hämtar …' }
const en: typeof sv = { takeOut: 'Take out all that is kept of the account', busy: 'Fetching …' }
const words = createWords({ sv, en })

/** A button that saves everything that is kept of an account as a JSON file; `path` is where it is asked for. */
export function TakeOutData(props: { path: string }) {
  const [busy, setBusy] = createSignal(false)
  const [refusal, setRefusal] = createSignal<Refusal>()

  async function takeOut() {
    setBusy(true)
    const answer = await api.get<StaffData>(props.path)
    setBusy(false)
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (!answer.ok) return
    const { account, madeAt } = answer.value
    const file = new Blob([JSON.stringify(answer.value, null, 2)], { type: 'application/json' })
    saveFile(file, `lyhord-${account.username}-${new Date(madeAt).toISOString().slice(0, 10)}.json`)
  }

  return (
    <>
      <button type="button" class="button" disabled={busy()} onClick={takeOut}>
        {busy() ? words().busy : words().takeOut}
      </button>
      <Show when={refusal()}>
        <ErrorText refusal={refusal()} />
      </Show>
    </>
  )
}
