import { createSignal, For, Show } from 'solid-js'
import type { Line } from '../../shared/floor/model.ts'
import type { BoardLink, MadeBoard, NewBoard } from '../../shared/http.ts'
import { createWords, language } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { namesOf } from './AccountsSection.tsx'
import { createForm, textOf, tickedOf } from './createForm.ts'
import { Confirm, FormEnd, LineChoice } from './fields.tsx'
import { MadeLink } from './MadeLink.tsx'
import { adminWords } from './words.ts'

const words = createWords(adminWords)

type Open =
  | { readonly is: 'add' }
  | { readonly is: 'made'; readonly board: MadeBoard }
  | { readonly is: 'revoke'; readonly board: BoardLink }

/** Screens on walls: links not yet used and those in use. `onChanged` asks for them again. */
export function BoardsSection(props: { boards: readonly BoardLink[]; lines: readonly Line[]; onChanged: () => void }) {
  const [open, setOpen] = createSignal<Open>()
  const close = () => setOpen(undefined)
  const changed = () => {
    close()
    props.onChanged()
  }
  const title = () => {
    const now = open()
    if (now?.is === 'revoke') return words().revokeSure(now.board.name)
    return now?.is === 'made' ? words().madeTitle : words().addBoard
  }
  const made = () => as(open(), 'made')
  const revoked = () => as(open(), 'revoke')

  function show(board: MadeBoard) {
    setOpen({ is: 'made', board })
    props.onChanged()
  }

  return (
    <section class="stack" aria-labelledby="boards">
      <div class="admin-head">
        <h2 id="boards">{words().boards}</h2>
        <button type="button" class="button button--primary" onClick={() => setOpen({ is: 'add' })}>
          {words().addBoard}
        </button>
      </div>
      <p class="muted">{words().boardsLead}</p>
      <ul class="admin-list">
        <For each={props.boards} fallback={<li class="muted">{words().noBoards}</li>}>
          {(board) => (
            <li class="admin-item">
              <div>
                <h3>{board.name}</h3>
                <p>
                  {words().boardState[board.state]}
                  <Show when={board.seenAt}>{(at) => <span class="muted"> · {words().seen(dayAndTime(at()))}</span>}</Show>
                </p>
                <p class="muted">{namesOf(board.lines, props.lines) || words().allLines}</p>
              </div>
              <button
                type="button"
                class="button"
                aria-label={words().revokeNamed(board.name)}
                onClick={() => setOpen({ is: 'revoke', board })}
              >
                {words().revoke}
              </button>
            </li>
          )}
        </For>
      </ul>
      <Dialog open={open() !== undefined} title={title()} onClose={close}>
        <Show when={open()?.is === 'add'}>
          <NewBoardForm lines={props.lines} onMade={show} onCancel={close} />
        </Show>
        <Show when={made()}>{(now) => <MadeLink path={now().board.path} onDone={close} />}</Show>
        <Show when={revoked()}>{(now) => <RevokeBoard board={now().board} onDone={changed} onCancel={close} />}</Show>
      </Dialog>
    </section>
  )
}

function NewBoardForm(props: { lines: readonly Line[]; onMade: (board: MadeBoard) => void; onCancel: () => void }) {
  const form = createForm('name', 'lines')

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault()
    const request: NewBoard = { name: textOf(event.currentTarget, 'name'), lines: tickedOf(event.currentTarget, 'lines') }
    let board: MadeBoard | undefined
    await form.send(async () => {
      const answer = await api.post<MadeBoard>('/api/boards', request)
      if (answer.ok) board = answer.value
      return answer
    })
    if (board) props.onMade(board)
  }

  return (
    <form class="stack" onSubmit={submit} autocomplete="off">
      <Field label={words().boardName} hint={words().boardNameHint} name="name" required maxLength={80} error={form.wrong('name')} />
      <LineChoice legend={words().boardLines} hint={words().boardLinesHint} lines={props.lines} chosen={[]} error={form.wrong('lines')} />
      <FormEnd form={form} send={words().makeLink} onCancel={props.onCancel} />
    </form>
  )
}

function RevokeBoard(props: { board: BoardLink; onDone: () => void; onCancel: () => void }) {
  const form = createForm()
  async function revoke() {
    if (await form.send(() => api.del(`/api/boards/${encodeURIComponent(props.board.id)}`))) props.onDone()
  }
  return <Confirm text={words().revokeBoard} send={words().revoke} form={form} onSure={revoke} onCancel={props.onCancel} />
}

function as<I extends Open['is']>(open: Open | undefined, is: I): Extract<Open, { is: I }> | undefined {
  return open?.is === is ? (open as Extract<Open, { is: I }>) : undefined
}

function dayAndTime(at: number): string {
  const locale = language() === 'sv' ? 'sv-SE' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(at)
}
