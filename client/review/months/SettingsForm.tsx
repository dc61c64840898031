import { createSignal, For, type JSX, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import type { Refusal } from '../../../shared/errors.ts'
import { LATER_CATCHMENT, PUBLISHED_SOURCES } from '../../../shared/volume/publishedFigures.ts'
import { ALONG, BASELINE_KINDS, type LineVolume, PER } from '../../../shared/volume/volume.ts'
import { createWords, formatDate, formatNumber, language } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { Field } from '../../ui/Field.tsx'
import { draftOf, readDraft, type SettingsFault } from './settingsDraft.ts'
import { settingsWords } from './settingsWords.ts'

const words = createWords(settingsWords)

/** What a line's months are laid beside, how, and for how many inhabitants; kept with who chose it. */
export function SettingsForm(props: { line: LineVolume; onSaved: () => void }) {
  const [draft, setDraft] = createStore(draftOf(props.line.settings, formatNumber))
  const [fault, setFault] = createSignal<SettingsFault>()
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [busy, setBusy] = createSignal(false)
  let form!: HTMLFormElement
  let add!: HTMLButtonElement

  const wrong = (field: SettingsFault['field'], key?: number) => {
    const now = fault()
    return now?.field === field && (!('key' in now) || now.key === key) ? words().faults[field] : undefined
  }
  const addCatchment = (from: string, inhabitants: string) => {
    const key = Math.max(-1, ...draft.catchments.map((one) => one.key)) + 1
    setDraft('catchments', (all) => [...all, { key, from, inhabitants }])
    queueMicrotask(() => form.querySelector<HTMLElement>('.months-catchments li:last-child input')?.focus())
  }
  const hasLater = () => draft.catchments.some(({ from }) => from === LATER_CATCHMENT.from)

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const read = readDraft(draft)
    setRefusal(undefined)
    setFault('field' in read ? read : undefined)
    if ('field' in read) return queueMicrotask(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus())
    setBusy(true)
    const answer = await api.put(`/api/review/lines/${props.line.id}/settings`, read)
    setBusy(false)
    if (answer.ok) props.onSaved()
    else setRefusal(answer.refusal)
  }

  const Choice = (own: { name: 'is' | 'along' | 'per'; value: string; text: string; hint?: string; children?: JSX.Element }) => (
    <div class="months-choice">
      <label>
        <input
          type="radio"
          name={own.name}
          value={own.value}
          checked={draft[own.name] === own.value}
          onChange={() => setDraft({ [own.name]: own.value })}
        />{' '}
        {own.text}
      </label>
      <Show when={own.hint}>
        <p class="field__hint">{own.hint}</p>
      </Show>
      <Show when={draft[own.name] === own.value}>{own.children}</Show>
    </div>
  )
  const sourceOf = (is: (typeof BASELINE_KINDS)[number]) =>
    is === 'respectMonths'
      ? words().from(PUBLISHED_SOURCES.countyBoard2019[language()])
      : is === 'respectAverage'
        ? words().from(PUBLISHED_SOURCES.interim2019[language()])
        : ''

  return (
    <form class="stack" ref={form} onSubmit={submit} autocomplete="off" novalidate data-testid="volume-settings">
      <Show when={props.line.setBy}>
        {(by) => <p class="muted">{words().chosenBy(by().name, formatDate(by().at, { dateStyle: 'long', timeStyle: 'short' }))}</p>}
      </Show>
      <fieldset class="months-choices">
        <legend class="field__label">{words().beside}</legend>
        <For each={BASELINE_KINDS}>
          {(is) => (
            <Choice name="is" value={is} text={words().kinds[is]} hint={`${words().hints[is]}${sourceOf(is)}`}>
              <Show when={is === 'own'}>
                <div class="row">
                  <Field
                    label={words().ownFrom}
                    type="month"
                    placeholder={words().monthExample}
                    value={draft.ownFrom}
                    error={wrong('ownFrom')}
                    onInput={(event) => setDraft('ownFrom', event.currentTarget.value)}
                  />
                  <Field
                    label={words().ownTo}
                    type="month"
                    placeholder={words().monthExample}
                    value={draft.ownTo}
                    error={wrong('ownTo')}
                    onInput={(event) => setDraft('ownTo', event.currentTarget.value)}
                  />
                </div>
              </Show>
              <Show when={is === 'target'}>
                <Field
                  label={words().targetCalls}
                  inputmode="numeric"
                  maxLength={9}
                  value={draft.target}
                  error={wrong('target')}
                  onInput={(event) => setDraft('target', event.currentTarget.value)}
                />
              </Show>
            </Choice>
          )}
        </For>
      </fieldset>
      <fieldset class="months-choices">
        <legend class="field__label">{words().along}</legend>
        <For each={ALONG}>
          {(along) => <Choice name="along" value={along} text={words().alongs[along]} hint={words().alongHints[along]} />}
        </For>
      </fieldset>
      <fieldset class="months-choices">
        <legend class="field__label">{words().onBoard}</legend>
        <For each={PER}>{(per) => <Choice name="per" value={per} text={words().pers[per]} />}</For>
        <p class="field__hint">{words().onBoardHint}</p>
      </fieldset>
      <fieldset class="months-choices">
        <legend class="field__label">{words().catchments}</legend>
        <p class="field__hint">{words().catchmentsHint}</p>
        <ul class="months-catchments">
          <For each={draft.catchments}>
            {(each) => (
              <li>
                <Field
                  label={words().fromDay}
                  type="date"
                  value={each.from}
                  error={wrong('from', each.key) ?? wrong('twice', each.key)}
                  onInput={(event) => setDraft('catchments', (one) => one.key === each.key, 'from', event.currentTarget.value)}
                />
                <Field
                  label={words().inhabitants}
                  inputmode="numeric"
                  maxLength={14}
                  value={each.inhabitants}
                  error={wrong('inhabitants', each.key)}
                  onInput={(event) => setDraft('catchments', (one) => one.key === each.key, 'inhabitants', event.currentTarget.value)}
                />
                <button
                  type="button"
                  class="button"
                  aria-label={words().removeCatchment(each.from)}
                  onClick={() => {
                    setDraft('catchments', (all) => all.filter(({ key }) => key !== each.key))
                    add.focus()
                  }}
                >
                  {words().remove}
                </button>
              </li>
            )}
          </For>
        </ul>
        <Show when={wrong('catchments')}>{(text) => <p class="error-text">{text()}</p>}</Show>
        <div class="row">
          <button type="button" class="button" ref={add} onClick={() => addCatchment('', '')}>
            {words().addCatchment}
          </button>
          <Show when={!hasLater()}>
            <button
              type="button"
              class="button"
              onClick={() => addCatchment(LATER_CATCHMENT.from, formatNumber(LATER_CATCHMENT.inhabitants))}
            >
              {words().addLater(formatNumber(LATER_CATCHMENT.inhabitants))}
            </button>
          </Show>
        </div>
      </fieldset>
      <ErrorText refusal={refusal()} />
      <div class="row">
        <button type="submit" class="button button--primary" disabled={busy()}>
          {busy() ? words().saving : words().save}
        </button>
      </div>
    </form>
  )
}
