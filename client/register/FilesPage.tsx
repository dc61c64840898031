import { createSignal, createUniqueId, For, Show } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import type { PreviewRow, RegisterFormat, RegisterPreview } from '../../shared/services/register.ts'
import { createWords, formatNumber } from '../i18n/i18n.ts'
import { saveFile } from '../review/sheets/saveFile.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Changes } from './Changes.tsx'
import { registerWords } from './words.ts'

const words = createWords(registerWords)
/** Rows that are shown of each kind: a file of thousands is looked at by its counts. */
const MOST_SHOWN = 100
const WHATS = ['new', 'changed', 'faulty', 'same'] as const
const NAMES: Readonly<Record<RegisterFormat, string>> = { csv: 'register.csv', hsds: 'register-hsds.json' }

/** The register as files: out, and in with a look before anything is kept. */
export default function FilesPage() {
  const id = createUniqueId()
  const [file, setFile] = createSignal<{ readonly format: RegisterFormat; readonly body: Blob }>()
  const [preview, setPreview] = createSignal<RegisterPreview>()
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [busy, setBusy] = createSignal(false)
  const [kept, setKept] = createSignal<number>()
  const rows = (what: PreviewRow['what']) => preview()?.rows.filter((row) => row.what === what) ?? []
  const writes = () => rows('new').length + rows('changed').length

  async function save(format: RegisterFormat) {
    const answer = await fetch(`/api/register/file?format=${format}`, { cache: 'no-store' }).catch(() => undefined)
    if (answer?.ok) saveFile(await answer.blob(), NAMES[format])
    else setRefusal({ code: 'serverFault' })
  }

  async function look(chosen: File | undefined) {
    setPreview(undefined)
    setKept(undefined)
    setRefusal(undefined)
    if (!chosen) return
    const format = /\.json$/i.test(chosen.name) ? 'hsds' : 'csv'
    // Bytes that no other part of the server takes for its own.
    const given = { format, body: new Blob([chosen], { type: 'application/octet-stream' }) } as const
    setFile(given)
    setBusy(true)
    const answer = await api.post<RegisterPreview>(`/api/register/preview?format=${format}`, given.body)
    setBusy(false)
    if (answer.ok) setPreview(answer.value)
    else setRefusal(answer.refusal)
  }

  async function keep() {
    const [given, seen] = [file(), preview()]
    if (!given || !seen) return
    setBusy(true)
    const answer = await api.post<{ written: number }>(`/api/register/import?format=${given.format}&revision=${seen.revision}`, given.body)
    setBusy(false)
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (!answer.ok) return
    setKept(answer.value.written)
    setPreview(undefined)
  }

  return (
    <>
      <section class="stack">
        <h2>{words().exportTitle}</h2>
        <p class="muted">{words().exportLead}</p>
        <div class="row">
          <For each={['csv', 'hsds'] as const}>
            {(format) => (
              <button type="button" class="button" onClick={() => void save(format)}>
                {words()[format]}
              </button>
            )}
          </For>
        </div>
      </section>
      <section class="stack" data-testid="register-import">
        <h2>{words().importTitle}</h2>
        <p class="muted">{words().importLead}</p>
        <div class="field">
          <label class="field__label" for={id}>
            {words().importFile}
          </label>
          <input
            class="field__input"
            id={id}
            type="file"
            accept=".csv,.json,text/csv,application/json"
            onChange={(event) => void look(event.currentTarget.files?.[0])}
          />
        </div>
        <p role="status">{busy() ? words().reading : kept() === undefined ? '' : words().kept(kept() ?? 0)}</p>
        <Show when={refusal()?.code === 'badRequest'} fallback={<ErrorText refusal={refusal()} />}>
          <p class="error-text" role="alert">
            {words().fileWrong} {words().faultText(refusal()?.field ?? '', refusal()?.detail ?? '')}
          </p>
        </Show>
        <Show when={preview()}>
          <dl class="register-counts" data-testid="preview-counts">
            <For each={WHATS}>
              {(what) => (
                <div data-what={what}>
                  <dt>{words().what[what]}</dt>
                  <dd class="figure">{formatNumber(rows(what).length)}</dd>
                </div>
              )}
            </For>
          </dl>
          <Show when={rows('faulty').length > 0}>
            <p class="notice">{words().faultyLeft}</p>
          </Show>
          <For each={['faulty', 'changed', 'new'] as const}>{(what) => <PreviewList what={what} rows={rows(what)} />}</For>
          <Show when={writes() > 0} fallback={<p>{words().nothingToKeep}</p>}>
            <div class="row">
              <button type="button" class="button button--primary" disabled={busy()} onClick={() => void keep()}>
                {words().keep(writes())}
              </button>
              <button type="button" class="button" onClick={() => setPreview(undefined)}>
                {words().cancel}
              </button>
            </div>
          </Show>
        </Show>
      </section>
    </>
  )
}

function PreviewList(props: { what: PreviewRow['what']; rows: readonly PreviewRow[] }) {
  return (
    <ul class="register-list">
      <For each={props.rows.slice(0, MOST_SHOWN)}>
        {(row) => (
          <li class="stack" data-what={row.what}>
            <p>
              <strong>{row.name}</strong>{' '}
              <span class="muted small">
                {words().row} {row.n}, {words().whatOne[row.what]}
              </span>
            </p>
            <Show when={row.fault}>{(fault) => <p class="error-text">{words().faultText(fault().field, fault().detail)}</p>}</Show>
            <Show when={row.what === 'changed'}>
              <Changes changes={row.changes} />
            </Show>
          </li>
        )}
      </For>
      <Show when={props.rows.length > MOST_SHOWN}>
        <li class="muted">{words().more(props.rows.length - MOST_SHOWN)}</li>
      </Show>
    </ul>
  )
}
