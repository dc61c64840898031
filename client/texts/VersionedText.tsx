import './texts.css'
import { createSignal, For, type JSX, Show } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import { isSameText, LANGUAGES_OF_STAFF, type NewText, type StaffText, WRITTEN_MOST, type WrittenText } from '../../shared/writtenTexts.ts'
import { createWords, formatNumber, language } from '../i18n/i18n.ts'
import { Rows } from '../register/inputs.tsx'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { BothLanguages, isEmptyText, versionText } from './BothLanguages.tsx'
import { TextVersions } from './TextVersions.tsx'
import { textWords } from './words.ts'

const words = createWords(textWords)

/**
 * A text in two languages that is kept in versions: what it says now, its earlier versions, and for who may write it a form. What is typed
 * stays when it is refused, and nothing that somebody else has written goes unseen.
 */
export function VersionedText(props: {
  id: string
  /** Where it is kept: GET gives its versions, PUT takes a new one. */
  path: string
  title: string
  hint?: string
  /** The newest that has been written. */
  now: WrittenText | undefined
  /** Version 0; null where nothing came with Lyhörd. */
  shipped: StaffText | null
  mayWrite: boolean
  mayBeEmpty: boolean
  /** What is said where there is no text. */
  none?: string
  /** Said and done beside it, such as that a lawyer is to confirm it; gets what saves a text. */
  state?: (save: (text: StaffText) => Promise<boolean>) => JSX.Element
  /** Something has been written, here or elsewhere. */
  onChanged: () => void
}) {
  let box!: HTMLElement
  const text = (): StaffText => props.now ?? props.shipped ?? { sv: '', en: '' }
  const [draft, setDraft] = createSignal<NewText>()
  const [theirs, setTheirs] = createSignal<WrittenText>()
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [busy, setBusy] = createSignal(false)
  const [saved, setSaved] = createSignal(false)
  const wrong = (field: string): string | undefined => {
    const now = refusal()
    if (now?.code !== 'badRequest' || now.field !== field) return undefined
    const isLong = (draft()?.[field as 'sv'] ?? '').trim().length > WRITTEN_MOST
    return isLong ? words().tooLong(formatNumber(WRITTEN_MOST)) : props.mayBeEmpty ? words().both : words().needed
  }
  /** On the first of these that is there. */
  const focus = (...selectors: string[]) =>
    queueMicrotask(() =>
      selectors
        .map((selector) => box.querySelector<HTMLElement>(selector))
        .find((one) => one !== null)
        ?.focus(),
    )

  function edit() {
    const { sv, en } = text()
    setDraft({ sv, en, version: props.now?.version ?? 0 })
    setSaved(false)
    focus('textarea')
  }
  function leave() {
    setDraft(undefined)
    setTheirs(undefined)
    setRefusal(undefined)
    focus('[data-edit]')
  }

  /** What has been typed while it was on its way stays to be saved. */
  function done(sent: StaffText, written: WrittenText) {
    const now = draft()
    setTheirs(undefined)
    if (now && !isSameText(now, sent)) return void setDraft({ ...now, version: written.version })
    leave()
    setSaved(true)
  }

  /** Whether it has been saved. */
  async function save(next: NewText): Promise<boolean> {
    if (busy()) return false
    setBusy(true)
    setSaved(false)
    setRefusal(undefined)
    const answer = await api.put<WrittenText>(props.path, next)
    const isOvertaken = !answer.ok && answer.refusal.code === 'changedMeanwhile'
    const versions = isOvertaken ? await api.get<WrittenText[]>(props.path) : undefined
    const newest = versions?.ok ? versions.value[0] : undefined
    setBusy(false)
    if (answer.ok) done(next, answer.value)
    else if (newest && draft()) {
      setTheirs(newest)
      // who saves again has been told of it
      setDraft((now) => now && { ...now, version: newest.version })
    } else setRefusal(answer.refusal)
    if (!answer.ok && draft()) focus('[aria-invalid]', 'textarea')
    if (answer.ok || isOvertaken) props.onChanged()
    return answer.ok
  }
  const saveNow = (next: StaffText) => save({ sv: next.sv, en: next.en, version: props.now?.version ?? 0 })

  function submit(event: SubmitEvent) {
    event.preventDefault()
    const next = draft()
    if (next) void save(next)
  }

  return (
    <article
      class="written stack"
      ref={box}
      aria-label={props.title}
      data-testid="written-text"
      data-value={props.id}
      data-version={props.now?.version ?? 0}
    >
      <h4 class="field__label">{props.title}</h4>
      <Show
        when={draft()}
        fallback={
          <>
            <Show when={!isEmptyText(text())} fallback={<p class="muted">{props.none ?? words().none}</p>}>
              <BothLanguages text={text()} />
            </Show>
            <p class="muted small">{props.now ? versionText(props.now) : props.shipped ? words().shipped : ''}</p>
            <div class="row">
              {props.state?.(saveNow)}
              <Show when={props.mayWrite}>
                <button
                  type="button"
                  class="button"
                  data-edit
                  aria-label={words().named(isEmptyText(text()) ? words().write : words().edit, text()[language()] || props.title)}
                  onClick={edit}
                >
                  {isEmptyText(text()) ? words().write : words().edit}
                </button>
                <span role="status" class="written__done">
                  {saved() ? words().saved : ''}
                </span>
              </Show>
            </div>
            <ErrorText refusal={refusal()} />
          </>
        }
      >
        {(now) => (
          <form class="stack" onSubmit={submit} novalidate>
            <Show when={props.hint}>
              <p class="field__hint">{props.hint}</p>
            </Show>
            <Show when={theirs()}>
              {(other) => (
                <div class="notice stack" role="alert" data-testid="written-conflict">
                  <p>{words().conflict(other().by)}</p>
                  <BothLanguages text={other()} />
                </div>
              )}
            </Show>
            <For each={LANGUAGES_OF_STAFF}>
              {(each) => (
                <Rows
                  label={words().languages[each]}
                  name={each}
                  rows={4}
                  value={now()[each]}
                  error={wrong(each)}
                  onInput={(value) => setDraft({ ...now(), [each]: value })}
                />
              )}
            </For>
            <Show when={!wrong('sv') && !wrong('en')}>
              <ErrorText refusal={refusal()} />
            </Show>
            <div class="row">
              <button type="submit" class="button button--primary" disabled={busy()}>
                {busy() ? words().saving : words().save}
              </button>
              <button type="button" class="button" onClick={leave}>
                {words().cancel}
              </button>
            </div>
          </form>
        )}
      </Show>
      <Show when={props.now}>
        {(now) => (
          <TextVersions
            {...{ path: props.path, shipped: props.shipped, now: now() }}
            onBack={props.mayWrite && !draft() ? (earlier) => !isSameText(earlier, now()) && void saveNow(earlier) : undefined}
          />
        )}
      </Show>
    </article>
  )
}
