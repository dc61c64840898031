import { createEffect, createSignal, For, onCleanup, Show, untrack } from 'solid-js'
import type { Refusal } from '../../../shared/errors.ts'
import type { Channel, Line } from '../../../shared/floor/model.ts'
import type { Import, NewImport } from '../../../shared/imports/imports.ts'
import { guessMatching, type Lack, lacksOf, type Matching } from '../../../shared/imports/matching.ts'
import { createWords, formatDate, formatDuration, formatNumber } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { Field } from '../../ui/Field.tsx'
import { createFileReader } from './createFileReader.ts'
import type { TriedRow } from './file/fileTalk.ts'
import { fileWords } from './fileWords.ts'
import { MatchColumns } from './MatchColumns.tsx'
import { LineAndChannel, Progress, ScrollArea } from './parts.tsx'
import { historyWords } from './words.ts'

const words = createWords(historyWords)
const fileText = createWords(fileWords)

/** Brings the calls of a file to the server, for a look: which file, what its columns mean, and on its way. */
export function NewCalls(props: { lines: readonly Line[]; onDone: () => void; onCancel: () => void }) {
  const reading = createFileReader()
  const [line, setLine] = createSignal(props.lines[0]?.id ?? '')
  const [channel, setChannel] = createSignal<Channel>('phone')
  const [matching, setMatching] = createSignal<Matching>()
  const [lacks, setLacks] = createSignal<readonly Lack[]>([])
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [noCalls, setNoCalls] = createSignal(false)
  const zone = () => props.lines.find(({ id }) => id === line())?.timeZone ?? 'Europe/Stockholm'
  const columns = () => reading.look()?.columns ?? []
  const moving = () => as(reading.state(), 'looking') ?? as(reading.state(), 'sending')
  const failed = () => as(reading.state(), 'failed')
  /** An import that has been begun and not been finished: gone with this page, or with its next attempt. */
  let begun: string | undefined
  const giveUp = () => {
    if (begun) void api.del(`/api/imports/${encodeURIComponent(begun)}`)
    begun = undefined
  }
  onCleanup(giveUp)

  createEffect(() => {
    const look = reading.look()
    setMatching(look && guessMatching(look.columns, untrack(zone)))
    setLacks([])
  })
  createEffect(() => {
    const now = matching()
    if (now && lacksOf(now, columns()).length === 0) reading.try(now)
  })

  /** The zone goes with the line, unless another has been chosen. */
  function chooseLine(id: string) {
    const before = zone()
    setLine(id)
    const now = matching()
    if (now?.timeZone === before) change({ ...now, timeZone: zone() })
  }

  function change(next: Matching) {
    setMatching(next)
    // What has been asked for is said again while it is still lacking, and nothing new before it is asked for.
    const still = lacksOf(next, columns())
    setLacks((before) => before.filter((lack) => still.includes(lack)))
  }

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const now = matching()
    if (!now) return
    const lacking = lacksOf(now, columns())
    setLacks(lacking)
    setNoCalls(false)
    setRefusal(undefined)
    if (lacking.length > 0) return
    const asked: NewImport = { line: line(), channel: channel() }
    const made = await api.post<Import>('/api/imports', asked)
    if (!made.ok) return void setRefusal(made.refusal)
    begun = made.value.id
    const sent = await reading.send(begun, now)
    if (sent && sent.calls > 0) {
      const done = await api.post<Import>(`/api/imports/${encodeURIComponent(begun)}/complete`, sent.told)
      if (done.ok) {
        begun = undefined
        return props.onDone()
      }
      setRefusal(done.refusal)
    }
    setNoCalls(sent !== null && sent.calls === 0)
    giveUp()
  }

  return (
    <form class="card stack" aria-labelledby="new-calls" onSubmit={submit}>
      <h2 id="new-calls">{words().addCalls}</h2>
      <LineAndChannel lines={props.lines} line={line()} channel={channel()} onLine={chooseLine} onChannel={setChannel} />
      <Field
        label={fileText().file}
        hint={fileText().fileHint}
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        disabled={reading.state().is === 'sending'}
        error={failed() && fileText().trouble[failed()?.why ?? 'gone'](formatNumber(failed()?.row ?? 0))}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          if (file) reading.open(file)
        }}
      />
      <Show when={moving()}>
        {(now) => (
          <Progress
            label={now().is === 'looking' ? fileText().looking : fileText().sending}
            part={now().part}
            text={fileText().percent(formatNumber(now().part * 100))}
          />
        )}
      </Show>
      <Show when={reading.state().is !== 'sending' && matching()}>
        {(now) => (
          <>
            <h3>{fileText().matchTitle}</h3>
            <FileFacts look={reading.look()} />
            <MatchColumns columns={columns()} matching={now()} lacks={lacks()} onChange={change} />
            <Show when={reading.tried().length > 0 && lacksOf(now(), columns()).length === 0}>
              <TriedRows rows={reading.tried()} timeZone={zone()} />
            </Show>
          </>
        )}
      </Show>
      <Show when={noCalls()}>
        <p class="error-text" role="alert">
          {fileText().noCalls}
        </p>
      </Show>
      <ErrorText refusal={refusal()} />
      <div class="row">
        <Show when={reading.state().is !== 'sending' && matching()}>
          <button type="submit" class="button button--primary">
            {fileText().readFile}
          </button>
        </Show>
        <button type="button" class="button" onClick={() => props.onCancel()}>
          {words().cancel}
        </button>
      </div>
    </form>
  )
}

function FileFacts(props: { look: ReturnType<ReturnType<typeof createFileReader>['look']> }) {
  return (
    <Show when={props.look}>
      {(look) => (
        <p class="muted">
          {fileText().fileFacts(
            formatNumber(look().rows),
            look().encoding.toUpperCase(),
            fileText().separators[look().delimiter] ?? look().delimiter,
          )}{' '}
          <Show when={!look().hasHeadings}>{fileText().noHeadings}</Show>
        </p>
      )}
    </Show>
  )
}

/** What a matching makes of the first rows, in the line's own time. */
function TriedRows(props: { rows: readonly TriedRow[]; timeZone: string }) {
  const when = (at: number) => formatDate(at, { dateStyle: 'long', timeStyle: 'medium', timeZone: props.timeZone })
  const length = (seconds: number | null) => (seconds === null ? '–' : formatDuration(seconds))
  const why = ({ read }: TriedRow) =>
    read.is === 'broken' ? words().broken[read.why] : read.is === 'other' ? fileText().otherRow : fileText().emptyRow
  return (
    <ScrollArea label={fileText().tried}>
      <table class="history-table">
        <caption>{fileText().tried}</caption>
        <thead>
          <tr>
            <th scope="col">{fileText().rowNumber}</th>
            <th scope="col">{fileText().triedTime}</th>
            <th scope="col">{fileText().triedAnswer}</th>
            <th scope="col">{fileText().triedWait}</th>
            <th scope="col">{fileText().triedTalk}</th>
          </tr>
        </thead>
        <tbody class="tabular">
          <For each={props.rows}>
            {(row) => (
              <tr>
                <th scope="row">{formatNumber(row.number)}</th>
                <Show when={row.read.is === 'call' && row.read.row} fallback={<td colSpan={4}>{why(row)}</td>}>
                  {(call) => (
                    <>
                      <td>{when(call()[0])}</td>
                      <td>{call()[1] === 1 ? fileText().yes : fileText().no}</td>
                      <td>{length(call()[3])}</td>
                      <td>{length(call()[2])}</td>
                    </>
                  )}
                </Show>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </ScrollArea>
  )
}

function as<S extends { readonly is: string }, I extends S['is']>(state: S, is: I): Extract<S, { is: I }> | undefined {
  return state.is === is ? (state as Extract<S, { is: I }>) : undefined
}
