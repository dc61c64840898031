import { createMemo, createSignal, For, Show } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { LineService } from '../../../shared/floor/service.ts'
import type { HolidayCalendar } from '../../../shared/holidays.ts'
import type { Timetable } from '../../../shared/hours.ts'
import type { LinePatch } from '../../../shared/http.ts'
import { same } from '../../../shared/merge.ts'
import { wallOf } from '../../../shared/zonedTime.ts'
import { createWords, language } from '../../i18n/i18n.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { createForm } from '../createForm.ts'
import { ExceptionList } from './ExceptionList.tsx'
import { HolidayChoice } from './HolidayChoice.tsx'
import { HoursPreview } from './HoursPreview.tsx'
import { type DraftFaults, draftOf, type ExceptionDraft, faultsSeen, presetWeek, readDraft } from './hoursDraft.ts'
import { hoursWords } from './hoursWords.ts'
import type { PartProps } from './LineSettings.tsx'
import { WeekFields } from './WeekFields.tsx'

const words = createWords(hoursWords)
const AT_CLOSING = ['answer', 'voicemail'] as const satisfies readonly LineService['atClosing'][]

/** When a line is open, beside what that makes of the next two weeks; and what becomes of callers who wait when it closes. */
export function HoursForm(props: PartProps & { calendar: HolidayCalendar }) {
  const line = () => props.change.base()
  const usual = props.calendar.holidays.filter(({ kind }) => kind !== 'short').map(({ id }) => id)
  const [draft, setDraft] = createStore(draftOf(line().hours, usual, language()))
  const [atClosing, setAtClosing] = createSignal(line().service.atClosing)
  const [seen, setSeen] = createSignal<DraftFaults>()
  const [saved, setSaved] = createSignal(false)
  const [stopped, setStopped] = createSignal(false)
  const form = createForm()
  let element!: HTMLFormElement

  const read = createMemo(() => readDraft(draft))
  const faults = () => {
    const before = seen()
    return before && faultsSeen(read().faults, before)
  }
  const table = (): Timetable => ({
    hours: read().hours,
    timeZone: line().timeZone,
    holidaysOn: (day) => props.calendar.days.flatMap((one) => (one.day === day ? [one.holiday] : [])),
  })
  const today = () => wallOf(Date.now(), line().timeZone).day
  const changed = () => !read().faults.none || !same(read().hours, line().hours)

  function edited() {
    setSaved(false)
    setStopped(false)
  }
  const edit = (key: number, part: Partial<ExceptionDraft>) => setDraft('exceptions', (one) => one.key === key, part)
  const add = () => {
    const key = Math.max(-1, ...draft.exceptions.map((one) => one.key)) + 1
    setDraft('exceptions', (all) => [...all, { key, day: '', spans: '', note: '' }])
  }

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const { hours, faults: wrong } = read()
    setSeen(wrong)
    setStopped(!wrong.none)
    if (!wrong.none) {
      queueMicrotask(() => element.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    const { service } = line()
    const patch: LinePatch = service.atClosing === atClosing() ? { hours } : { hours, service: { ...service, atClosing: atClosing() } }
    if (!(await form.send(() => props.change.send(patch)))) return
    // what somebody else has changed meanwhile
    if (!same(line().hours, hours)) setDraft(reconcile(draftOf(line().hours, usual, language())))
    setAtClosing(line().service.atClosing)
    setSaved(true)
    props.onSaved()
  }

  return (
    <form class="hours" ref={element} onSubmit={submit} onInput={edited} onChange={() => setSeen(read().faults)} novalidate>
      <div class="stack hours-fields">
        <fieldset class="admin-choice">
          <legend>
            <h3>{words().when}</h3>
          </legend>
          <label class="admin-tick hours-choice">
            <input type="radio" name="when" checked={draft.always} onChange={() => setDraft('always', true)} />
            <span>
              {words().always}
              <span class="field__hint hours-next">{words().alwaysHint}</span>
            </span>
          </label>
          <label class="admin-tick hours-choice">
            <input type="radio" name="when" checked={!draft.always} onChange={() => setDraft('always', false)} />
            <span>
              {words().byHours}
              <span class="field__hint hours-next">{words().zone(line().timeZone)}</span>
            </span>
          </label>
        </fieldset>
        <Show when={!draft.always}>
          <WeekFields
            week={draft.week}
            faults={faults()}
            onDay={(day, spans) => setDraft('week', day, spans)}
            onPreset={(preset) => {
              setDraft('week', presetWeek(preset, language()))
              edited()
            }}
          />
          <Show when={props.calendar.holidays.length > 0}>
            <HolidayChoice
              calendar={props.calendar}
              today={today()}
              chosen={draft.holidays}
              onChange={(chosen) => {
                setDraft('holidays', [...chosen])
                edited()
              }}
            />
          </Show>
          <ExceptionList
            exceptions={draft.exceptions}
            today={today()}
            faults={faults()}
            onEdit={edit}
            onAdd={add}
            onRemove={(key) => {
              setDraft('exceptions', (all) => all.filter((one) => one.key !== key))
              edited()
            }}
          />
          <fieldset class="admin-choice">
            <legend>
              <h3>{words().atClosing}</h3>
            </legend>
            <For each={AT_CLOSING}>
              {(each) => (
                <label class="admin-tick">
                  <input type="radio" name="atClosing" checked={atClosing() === each} onChange={() => setAtClosing(each)} />
                  {words()[each]}
                </label>
              )}
            </For>
          </fieldset>
        </Show>
      </div>
      <HoursPreview table={table()} draft={draft} faults={read().faults} holidays={props.calendar.holidays} changed={changed()} />
      <div class="stack hours-end">
        <ErrorText refusal={form.general()} />
        <Show when={stopped()}>
          <p class="error-text" role="alert">
            {words().wrong}
          </p>
        </Show>
        <div class="row">
          <button type="submit" class="button button--primary" disabled={form.busy()}>
            {form.busy() ? words().saving : words().save}
          </button>
          <span role="status">{saved() ? words().saved : ''}</span>
        </div>
      </div>
    </form>
  )
}
