import { createEffect, createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import type { Line } from '../../shared/floor/model.ts'
import { createWords, formatNumber } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { lazyPart } from '../ui/lazyPart.tsx'
import { Changing } from './Changing.tsx'
import { createForm } from './createForm.ts'
import { createLineChange } from './createLineChange.ts'
import { Confirm } from './fields.tsx'
import { LineForm } from './LineForm.tsx'
import { settingsHash, settingsInHash } from './line/address.ts'
import { placesAfterMove } from './lineInputs.ts'
import { adminWords } from './words.ts'

const words = createWords(adminWords)
const LineSettings = lazyPart(() => import('./line/LineSettings.tsx'))

type Open = { readonly is: 'add' } | { readonly is: 'edit' | 'remove'; readonly line: Line }

/** All lines, or the settings of the one in the address. `lines` are in order; `onChanged` asks for them again. */
export function LinesSection(props: { lines: readonly Line[]; onChanged: () => void }) {
  const [place, setPlace] = createSignal(settingsInHash(location.hash))
  const line = () => props.lines.find(({ id }) => id === place()?.line)
  onMount(() => {
    const follow = () => setPlace(settingsInHash(location.hash))
    window.addEventListener('hashchange', follow)
    onCleanup(() => window.removeEventListener('hashchange', follow))
  })

  return (
    <Show when={line()?.id} keyed fallback={<LineList lines={props.lines} onChanged={props.onChanged} />}>
      <Show when={line()}>{(now) => <LineSettings line={now()} part={place()?.part ?? ''} onSaved={props.onChanged} />}</Show>
    </Show>
  )
}

/** The lines in the order in which they are shown everywhere. */
function LineList(props: { lines: readonly Line[]; onChanged: () => void }) {
  const [open, setOpen] = createSignal<Open>()
  const [refusal, setRefusal] = createSignal<Refusal>()
  const close = () => setOpen(undefined)
  const changed = () => {
    close()
    props.onChanged()
  }
  const line = () => {
    const now = open()
    return now && now.is !== 'add' ? now.line : undefined
  }
  const title = () => {
    const now = open()
    if (now?.is === 'remove') return words().removeSure(now.line.name)
    return now?.is === 'edit' ? words().editLine : words().addLine
  }

  let list!: HTMLUListElement
  let moved: { readonly id: string; readonly by: -1 | 1 } | undefined
  // a button that has moved has lost its focus: whoever moves a line by keyboard goes on where they were
  createEffect(() => {
    const order = props.lines.map((each) => each.id)
    const now = moved
    if (!now) return
    moved = undefined
    const atEnd = now.by === -1 ? order[0] === now.id : order.at(-1) === now.id
    queueMicrotask(() => list.querySelector<HTMLElement>(`[data-move='${now.id} ${atEnd ? -now.by : now.by}']`)?.focus())
  })

  async function move(id: string, by: -1 | 1) {
    setRefusal(undefined)
    moved = { id, by }
    for (const place of placesAfterMove(props.lines, id, by)) {
      const answer = await api.patch(`/api/lines/${place.id}`, { order: place.order })
      if (!answer.ok) {
        setRefusal(answer.refusal)
        break
      }
    }
    props.onChanged()
  }

  return (
    <section class="stack" aria-labelledby="lines">
      <div class="admin-head">
        <h2 id="lines">{words().lines}</h2>
        <button type="button" class="button button--primary" onClick={() => setOpen({ is: 'add' })}>
          {words().addLine}
        </button>
      </div>
      <ul class="admin-list" ref={list}>
        <For each={props.lines}>
          {(each, index) => (
            <li class="admin-item">
              <div>
                <h3>{each.name}</h3>
                <p class="muted">
                  {each.id} · {words().since(each.startedOn)} · {words().inhabitants(formatNumber(each.catchment))} · {each.timeZone} ·{' '}
                  {each.hours ? words().byHours : words().alwaysOpen}
                </p>
                <p>
                  <a class="admin-link" href={`/call/${each.id}`} target="_blank" rel="noreferrer">
                    {words().openCallPage}
                  </a>
                </p>
              </div>
              <div class="row">
                <button
                  type="button"
                  class="button"
                  disabled={index() === 0}
                  data-move={`${each.id} -1`}
                  aria-label={words().moveUp(each.name)}
                  onClick={() => move(each.id, -1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  class="button"
                  disabled={index() === props.lines.length - 1}
                  data-move={`${each.id} 1`}
                  aria-label={words().moveDown(each.name)}
                  onClick={() => move(each.id, 1)}
                >
                  ↓
                </button>
                <a class="button" href={settingsHash(each.id, '')} aria-label={words().settingsNamed(each.name)}>
                  {words().settings}
                </a>
                <button
                  type="button"
                  class="button"
                  aria-label={words().editNamed(each.name)}
                  onClick={() => setOpen({ is: 'edit', line: each })}
                >
                  {words().edit}
                </button>
                <button
                  type="button"
                  class="button"
                  aria-label={words().removeNamed(each.name)}
                  onClick={() => setOpen({ is: 'remove', line: each })}
                >
                  {words().remove}
                </button>
              </div>
            </li>
          )}
        </For>
      </ul>
      <ErrorText refusal={refusal()} />
      <Dialog open={open() !== undefined} title={title()} onClose={close}>
        <Show
          when={open()?.is === 'remove' && line()}
          fallback={<EditLine line={line()} others={props.lines} onDone={changed} onCancel={close} />}
        >
          {(gone) => <RemoveLine line={gone()} onDone={changed} onCancel={close} />}
        </Show>
      </Dialog>
    </section>
  )
}

function EditLine(props: { line: Line | undefined; others: readonly Line[]; onDone: () => void; onCancel: () => void }) {
  const change = props.line && createLineChange(props.line)
  const form = () => <LineForm change={change} others={props.others} onDone={props.onDone} onCancel={props.onCancel} />
  return change ? <Changing change={change}>{form}</Changing> : form()
}

function RemoveLine(props: { line: Line; onDone: () => void; onCancel: () => void }) {
  const form = createForm()
  async function remove() {
    if (await form.send(() => api.del(`/api/lines/${props.line.id}`))) props.onDone()
  }
  return <Confirm text={words().removeLine} send={words().remove} form={form} onSure={remove} onCancel={props.onCancel} />
}
