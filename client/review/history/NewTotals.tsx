import Papa from 'papaparse'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import type { Refusal } from '../../../shared/errors.ts'
import type { Channel, Line } from '../../../shared/floor/model.ts'
import type { NewTotals as Asked, Import } from '../../../shared/imports/imports.ts'
import { readTotals, type TotalsRead } from '../../../shared/imports/totals.ts'
import { wallOf } from '../../../shared/zonedTime.ts'
import { createWords, formatNumber } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { Field } from '../../ui/Field.tsx'
import { DELIMITERS } from './file/records.ts'
import { encodingOf, readText } from './file/text.ts'
import { LineAndChannel } from './parts.tsx'
import { historyWords } from './words.ts'

const words = createWords(historyWords)

/** Takes monthly totals that were pasted or that are in a file, and sends them for a look when every row could be read. */
export function NewTotals(props: { lines: readonly Line[]; onDone: () => void; onCancel: () => void }) {
  const id = createUniqueId()
  const [line, setLine] = createSignal(props.lines[0]?.id ?? '')
  const [channel, setChannel] = createSignal<Channel>('phone')
  const [text, setText] = createSignal('')
  const [read, setRead] = createSignal<TotalsRead>()
  const [refusal, setRefusal] = createSignal<Refusal>()
  const zone = () => props.lines.find((each) => each.id === line())?.timeZone ?? 'Europe/Stockholm'
  const faults = () => read()?.faults ?? []
  const isNothing = () => read() !== undefined && faults().length === 0 && read()?.totals.length === 0

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const { data } = Papa.parse<string[]>(text().trimEnd(), { delimitersToGuess: ['\t', ...DELIMITERS] })
    const found = readTotals(data, wallOf(Date.now(), zone()).day.slice(0, 7))
    setRead(found)
    setRefusal(undefined)
    if (found.faults.length > 0 || found.totals.length === 0) return
    const asked: Asked = { line: line(), channel: channel(), totals: found.totals }
    const made = await api.post<Import>('/api/totals', asked)
    if (made.ok) props.onDone()
    else setRefusal(made.refusal)
  }

  return (
    <form class="card stack" aria-labelledby="new-totals" onSubmit={submit}>
      <h2 id="new-totals">{words().addMonths}</h2>
      <LineAndChannel lines={props.lines} line={line()} channel={channel()} onLine={setLine} onChannel={setChannel} />
      <div class="field">
        <label class="field__label" for={id}>
          {words().totalsText}
        </label>
        <p class="field__hint" id={`${id}-hint`}>
          {words().totalsHint}
        </p>
        <textarea
          class="field__input tabular"
          id={id}
          rows="8"
          placeholder={'2018-01\t41\t35\t6\n2018-02\t38'}
          aria-describedby={faults().length > 0 || isNothing() ? `${id}-hint ${id}-error` : `${id}-hint`}
          aria-invalid={faults().length > 0 || isNothing() ? true : undefined}
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <div id={`${id}-error`} role="alert">
          <Show when={faults().length > 0}>
            <p class="error-text">{words().totalsFaults}</p>
            <ul class="error-text history-faults">
              <For each={faults()}>{({ row, why }) => <li>{words().totalsFault(formatNumber(row), words().totalFaults[why])}</li>}</For>
            </ul>
          </Show>
          <Show when={isNothing()}>
            <p class="error-text">{words().totalsNone}</p>
          </Show>
        </div>
      </div>
      <Field
        label={words().totalsFile}
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        onChange={async (event) => {
          const [file] = event.currentTarget.files ?? []
          if (file) setText(await textOf(file))
        }}
      />
      <ErrorText refusal={refusal()} />
      <div class="row">
        <button type="submit" class="button button--primary">
          {words().totalsRead}
        </button>
        <button type="button" class="button" onClick={() => props.onCancel()}>
          {words().cancel}
        </button>
      </div>
    </form>
  )
}

/** A short file as text, whatever it is written in. */
async function textOf(file: Blob): Promise<string> {
  const encoding = await encodingOf(file)
  const read = async (as: typeof encoding) => {
    let all = ''
    for await (const { text } of readText(file.slice(0, MOST_TEXT), as)) all += text
    return all
  }
  return read(encoding).catch(() => read('windows-1252'))
}

/** Six hundred months are less. */
const MOST_TEXT = 256 * 1024
