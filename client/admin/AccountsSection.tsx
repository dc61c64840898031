import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { Line } from '../../shared/floor/model.ts'
import type { Account, Me } from '../../shared/http.ts'
import { createWords } from '../i18n/i18n.ts'
import { TrainingLog } from '../training/TrainingLog.tsx'
import { api } from '../ui/api.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { TakeOutData } from '../ui/TakeOutData.tsx'
import { AccountForm } from './AccountForm.tsx'
import { Changing } from './Changing.tsx'
import { type Change, createChange } from './createChange.ts'
import { createForm } from './createForm.ts'
import { Confirm } from './fields.tsx'
import { adminWords } from './words.ts'

const words = createWords(adminWords)

type Open = { readonly is: 'add' } | { readonly is: 'edit' | 'kept' | 'remove'; readonly account: Account }

/** Who may sign in, as what, and on which lines. `onChanged` is called when the list must be asked for again. */
export function AccountsSection(props: { me: Me; accounts: readonly Account[]; lines: readonly Line[]; onChanged: () => void }) {
  const [open, setOpen] = createSignal<Open>()
  const close = () => setOpen(undefined)
  const changed = () => {
    close()
    props.onChanged()
  }
  const account = () => {
    const now = open()
    return now && now.is !== 'add' ? now.account : undefined
  }
  const title = () => {
    const now = open()
    if (now?.is === 'remove') return words().removeSure(now.account.name)
    if (now?.is === 'kept') return words().keptNamed(now.account.name)
    return now?.is === 'edit' ? words().editAccount : words().addAccount
  }

  return (
    <section class="stack" aria-labelledby="accounts">
      <div class="admin-head">
        <h2 id="accounts">{words().accounts}</h2>
        <button type="button" class="button button--primary" onClick={() => setOpen({ is: 'add' })}>
          {words().addAccount}
        </button>
      </div>
      <ul class="admin-list">
        <For each={props.accounts}>
          {(each) => (
            <li class="admin-item">
              <div>
                <h3>
                  {each.name}{' '}
                  <Show when={each.id === props.me.id}>
                    <span class="muted">({words().you})</span>
                  </Show>
                </h3>
                <p>
                  {words().roles[each.role]} · <span class="muted">{each.username}</span>
                </p>
                <p class="muted">{namesOf(each.lines, props.lines) || words().noLine}</p>
              </div>
              <div class="row">
                <button
                  type="button"
                  class="button"
                  aria-label={words().editNamed(each.name)}
                  onClick={() => setOpen({ is: 'edit', account: each })}
                >
                  {words().edit}
                </button>
                <button
                  type="button"
                  class="button"
                  aria-label={words().keptNamed(each.name)}
                  onClick={() => setOpen({ is: 'kept', account: each })}
                >
                  {words().kept}
                </button>
                <Show when={each.id !== props.me.id}>
                  <button
                    type="button"
                    class="button"
                    aria-label={words().removeNamed(each.name)}
                    onClick={() => setOpen({ is: 'remove', account: each })}
                  >
                    {words().remove}
                  </button>
                </Show>
              </div>
            </li>
          )}
        </For>
      </ul>
      <Dialog open={open() !== undefined} title={title()} onClose={close}>
        <Switch fallback={<EditAccount account={account()} lines={props.lines} onDone={changed} onCancel={close} />}>
          <Match when={open()?.is === 'remove' && account()}>
            {(gone) => <RemoveAccount account={gone()} onDone={changed} onCancel={close} />}
          </Match>
          <Match when={open()?.is === 'kept' && account()}>{(one) => <KeptOfAccount account={one()} me={props.me} />}</Match>
        </Switch>
      </Dialog>
    </section>
  )
}

function EditAccount(props: { account: Account | undefined; lines: readonly Line[]; onDone: () => void; onCancel: () => void }) {
  const change = props.account && createAccountChange(props.account)
  const form = () => <AccountForm change={change} lines={props.lines} onDone={props.onDone} onCancel={props.onCancel} />
  return change ? <Changing change={change}>{form}</Changing> : form()
}

function KeptOfAccount(props: { account: Account; me: Me }) {
  const path = () => (props.account.id === props.me.id ? '/api/me/data' : `/api/accounts/${encodeURIComponent(props.account.id)}/data`)
  return (
    <div class="stack">
      <Show when={props.account.qualification}>
        {(trained) => (
          <p>
            <span class="muted">{words().qualification}:</span> {trained()}
          </p>
        )}
      </Show>
      <TrainingLog path={`/api/accounts/${encodeURIComponent(props.account.id)}/training`} mayWrite />
      <h3>{words().file}</h3>
      <p>{words().keptLead}</p>
      <div class="row">
        <TakeOutData path={path()} />
      </div>
    </div>
  )
}

function createAccountChange(account: Account): Change<Account> {
  const { id } = account
  return createChange(account, `/api/accounts/${encodeURIComponent(id)}`, async () => {
    const answer = await api.get<Account[]>('/api/accounts')
    return answer.ok ? answer.value.find((one) => one.id === id) : undefined
  })
}

function RemoveAccount(props: { account: Account; onDone: () => void; onCancel: () => void }) {
  const form = createForm()
  async function remove() {
    if (await form.send(() => api.del(`/api/accounts/${encodeURIComponent(props.account.id)}`))) props.onDone()
  }
  return <Confirm text={words().removeAccount} send={words().remove} form={form} onSure={remove} onCancel={props.onCancel} />
}

/** Names of these lines in the lines' order. */
export function namesOf(ids: readonly string[], lines: readonly Line[]): string {
  return lines
    .filter((line) => ids.includes(line.id))
    .map((line) => line.name)
    .join(', ')
}
