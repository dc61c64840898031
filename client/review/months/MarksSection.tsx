import { createSignal, createUniqueId, For, Show } from 'solid-js'
import type { Refusal } from '../../../shared/errors.ts'
import { type LineVolume, MARK_KINDS, type Mark, type MarkKind, type NewMark } from '../../../shared/volume/volume.ts'
import { createWords, formatDate } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { Field } from '../../ui/Field.tsx'
import type { Period } from './choices.ts'
import { MARK_SIGNS } from './marks.ts'
import { dayName } from './names.ts'
import { monthsWords } from './words.ts'

const words = createWords(monthsWords)
const TEXT_MAX = 200

type Line = Pick<LineVolume, 'id' | 'name'>
type Open = { readonly is: 'add' } | { readonly is: 'change' | 'remove'; readonly mark: Mark }

/** The marks of the period, which every supervisor keeps. `lines` are all that there are; one saved outside of `period` is said to be so; `onChanged` asks for the marks again. */
export function MarksSection(props: { marks: readonly Mark[]; lines: readonly Line[]; period?: Period; onChanged: () => void }) {
  const id = createUniqueId()
  const [open, setOpen] = createSignal<Open>()
  /** Of a mark that was saved where it is not seen. */
  const [hidden, setHidden] = createSignal<string>()
  const mark = () => {
    const now = open()
    return now && now.is !== 'add' ? now.mark : undefined
  }
  const title = () => {
    const now = open()
    return now === undefined
      ? ''
      : now.is === 'add'
        ? words().addMark
        : (now.is === 'change' ? words().changeMarkOf : words().removeMarkOf)(now.mark.text)
  }
  const lineName = (line: string | null) => (line === null ? words().allLines : (props.lines.find((one) => one.id === line)?.name ?? line))
  const done = (day?: string) => {
    const { period } = props
    const month = day?.slice(0, 7)
    setHidden(month !== undefined && period && (month < period.from || month > period.to) ? day : undefined)
    setOpen(undefined)
    props.onChanged()
  }

  return (
    <section class="card stack" aria-labelledby={id} data-testid="marks">
      <div class="months-line__head">
        <h2 id={id}>{words().marks}</h2>
        <button type="button" class="button" onClick={() => setOpen({ is: 'add' })}>
          {words().addMark}
        </button>
      </div>
      <div>
        <p class="muted">{words().marksLead}</p>
        <p role="status" classList={{ notice: hidden() !== undefined }}>
          <Show when={hidden()}>{(day) => words().outside(dayName(day()))}</Show>
        </p>
      </div>
      <ul class="months-marks">
        <For each={props.marks} fallback={<li class="muted">{words().noMarks}</li>}>
          {(each) => (
            <li>
              <span class="months-marks__sign" aria-hidden="true">
                {MARK_SIGNS[each.kind]}
              </span>
              <div class="months-marks__what">
                <p>
                  {dayName(each.day)} · {words().kinds[each.kind]} · {lineName(each.line)}
                </p>
                <p class="months-marks__text">{each.text}</p>
                <p class="muted">{words().by(each.by.name, formatDate(each.by.at, { dateStyle: 'medium', timeStyle: 'short' }))}</p>
              </div>
              <div class="row months-marks__do">
                <button
                  type="button"
                  class="button button--quiet"
                  aria-label={words().changeMarkOf(each.text)}
                  onClick={() => setOpen({ is: 'change', mark: { ...each } })}
                >
                  {words().changeMark}
                </button>
                <button
                  type="button"
                  class="button button--quiet"
                  aria-label={words().removeMarkOf(each.text)}
                  onClick={() => setOpen({ is: 'remove', mark: { ...each } })}
                >
                  {words().removeMark}
                </button>
              </div>
            </li>
          )}
        </For>
      </ul>
      <Dialog open={open() !== undefined} title={title()} onClose={() => setOpen(undefined)}>
        <Show
          when={open()?.is === 'remove' && mark()}
          fallback={<MarkForm mark={mark()} lines={props.lines} onDone={done} onCancel={() => setOpen(undefined)} />}
        >
          {(gone) => <RemoveMark mark={gone()} onDone={() => done()} onCancel={() => setOpen(undefined)} />}
        </Show>
      </Dialog>
    </section>
  )
}

/** Writes a mark, or changes one. */
function MarkForm(props: { mark: Mark | undefined; lines: readonly Line[]; onDone: (day: string) => void; onCancel: () => void }) {
  const id = createUniqueId()
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [busy, setBusy] = createSignal(false)
  const wrong = (field: string) => (refusal()?.field === field ? words().markFaults[field] : undefined)
  const general = () => (words().markFaults[refusal()?.field ?? ''] === undefined ? refusal() : undefined)

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    const said = (name: string) => String(typed.get(name) ?? '').trim()
    const mark: NewMark = { line: said('line') || null, day: said('day'), kind: said('kind') as MarkKind, text: said('text') }
    setBusy(true)
    const answer = await (props.mark ? api.put(`/api/review/marks/${props.mark.id}`, mark) : api.post('/api/review/marks', mark))
    setBusy(false)
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (answer.ok) props.onDone(mark.day)
  }

  return (
    <form class="stack" onSubmit={submit} autocomplete="off" novalidate data-testid="mark-form">
      <Field label={words().day} name="day" type="date" value={props.mark?.day ?? ''} error={wrong('day')} />
      <div class="field">
        <label class="field__label" for={`${id}-kind`}>
          {words().kind}
        </label>
        <select class="select" id={`${id}-kind`} name="kind">
          <For each={MARK_KINDS}>
            {(kind) => (
              <option value={kind} selected={kind === props.mark?.kind}>
                {words().kinds[kind]}
              </option>
            )}
          </For>
        </select>
      </div>
      <Field
        label={words().text}
        hint={words().textHint}
        name="text"
        maxLength={TEXT_MAX}
        value={props.mark?.text ?? ''}
        error={wrong('text')}
      />
      <div class="field">
        <label class="field__label" for={`${id}-line`}>
          {words().forLine}
        </label>
        <select class="select" id={`${id}-line`} name="line">
          <option value="">{words().allLines}</option>
          <For each={props.lines}>
            {(line) => (
              <option value={line.id} selected={line.id === props.mark?.line}>
                {line.name}
              </option>
            )}
          </For>
        </select>
        <Show when={wrong('line')}>{(text) => <p class="error-text">{text()}</p>}</Show>
      </div>
      <ErrorText refusal={general()} />
      <FormButtons busy={busy()} send={words().save} onCancel={props.onCancel} />
    </form>
  )
}

function RemoveMark(props: { mark: Mark; onDone: () => void; onCancel: () => void }) {
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [busy, setBusy] = createSignal(false)

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    setBusy(true)
    const answer = await api.del(`/api/review/marks/${props.mark.id}`)
    setBusy(false)
    // somebody else has done it already
    if (answer.ok || answer.refusal.code === 'notFound') props.onDone()
    else setRefusal(answer.refusal)
  }

  return (
    <form class="stack" onSubmit={submit}>
      <p>{words().removeSure(props.mark.text)}</p>
      <ErrorText refusal={refusal()} />
      <FormButtons busy={busy()} send={words().removeMark} danger onCancel={props.onCancel} />
    </form>
  )
}

function FormButtons(props: { busy: boolean; send: string; danger?: boolean; onCancel: () => void }) {
  return (
    <div class="row">
      <button
        type="submit"
        class="button"
        classList={{ 'button--danger': props.danger ?? false, 'button--primary': !props.danger }}
        disabled={props.busy}
      >
        {props.busy ? words().saving : props.send}
      </button>
      <button type="button" class="button" onClick={() => props.onCancel()}>
        {words().cancel}
      </button>
    </div>
  )
}
