import { For, Show } from 'solid-js'
import type { Column } from '../../../shared/imports/columns.ts'
import { answeredBy, columnsRead, incomingBy, type Lack, type Matching, orderOf } from '../../../shared/imports/matching.ts'
import { DATE_ORDERS, type DateOrder } from '../../../shared/imports/times.ts'
import { createWords } from '../../i18n/i18n.ts'
import { fileWords } from './fileWords.ts'
import { Choice, ScrollArea, WordTicks } from './parts.tsx'

const fileText = createWords(fileWords)
const NONE = ''

/** What the columns of a file mean, to be corrected; `onChange` gets the whole matching anew. */
export function MatchColumns(props: {
  columns: readonly Column[]
  matching: Matching
  lacks: readonly Lack[]
  onChange: (matching: Matching) => void
}) {
  const change = (part: Partial<Matching>) => props.onChange({ ...props.matching, ...part })
  const lack = (...names: Lack[]) => {
    const found = names.find((name) => props.lacks.includes(name))
    return found && fileText().lacks[found]
  }
  const nameOf = (index: number) => props.columns[index]?.heading || fileText().columnNumber(index + 1)
  /** Columns of numbers are no choice. */
  const options = (none: string | null, fits: (column: Column) => boolean = () => true) => [
    ...(none === null ? [] : [{ value: NONE, text: none }]),
    ...[...props.columns.keys()]
      .filter((index) => {
        const column = props.columns[index]
        return column !== undefined && column.kind !== 'numbers' && column.kind !== 'empty' && fits(column)
      })
      .map((index) => ({ value: String(index), text: nameOf(index) })),
  ]
  const numberOf = (value: string) => (value === NONE ? null : Number(value))
  const textOf = (column: number | null) => (column === null ? NONE : String(column))
  const hasWords = (column: Column) => column.words.length > 0
  const orders = () => (props.matching.time === null ? [] : (props.columns[props.matching.time]?.orders ?? []))
  const words_ = (column: number | undefined) => (column === undefined ? [] : (props.columns[column]?.words ?? []))
  const answered = () => (props.matching.answered.by === 'words' ? props.matching.answered : undefined)

  function chooseTime(time: number | null) {
    const column = time === null ? undefined : props.columns[time]
    change({ time, order: orderOf(column?.orders ?? []), clock: column?.kind === 'date' ? props.matching.clock : null })
  }

  function tickAnswered(yes: string[]) {
    const column = answered()?.column
    if (column !== undefined) change({ answered: { by: 'words', column, yes, no: words_(column).filter((word) => !yes.includes(word)) } })
  }

  return (
    <div class="stack">
      <div class="history-grid">
        <Choice
          label={fileText().time}
          value={textOf(props.matching.time)}
          options={options(fileText().noColumn)}
          error={lack('time')}
          onChoose={(value) => chooseTime(numberOf(value))}
        />
        <Choice
          label={fileText().clock}
          value={textOf(props.matching.clock)}
          options={options(fileText().clockWithin)}
          error={lack('clock')}
          onChoose={(value) => change({ clock: numberOf(value) })}
        />
        <Show when={orders().length > 0}>
          <Choice
            label={fileText().order}
            value={props.matching.order ?? NONE}
            options={[
              ...(props.matching.order === null ? [{ value: NONE, text: fileText().chooseOrder }] : []),
              ...DATE_ORDERS.map((order) => ({ value: order, text: fileText().orders[order] })),
            ]}
            error={lack('order')}
            onChoose={(value) => change({ order: value === NONE ? null : (value as DateOrder) })}
          />
        </Show>
        <Choice
          label={fileText().timeZone}
          hint={fileText().timeZoneHint}
          value={props.matching.timeZone}
          options={timeZones(props.matching.timeZone)}
          onChoose={(timeZone) => change({ timeZone })}
        />
        <For each={['talk', 'wait', 'total'] as const}>
          {(name) => (
            <Choice
              label={fileText()[name]}
              value={textOf(props.matching[name])}
              options={options(fileText().noColumn)}
              onChoose={(value) => change({ [name]: numberOf(value) })}
            />
          )}
        </For>
        <Choice
          label={fileText().answered}
          value={textOf(answered()?.column ?? null)}
          options={options(fileText().bySeconds, hasWords)}
          error={lack('answered')}
          onChoose={(value) => change({ answered: value === NONE ? { by: 'seconds' } : answeredBy(props.columns, Number(value)) })}
        />
        <Choice
          label={fileText().direction}
          value={textOf(props.matching.incoming?.column ?? null)}
          options={options(fileText().allIncoming, hasWords)}
          onChoose={(value) => change({ incoming: value === NONE ? null : incomingBy(props.columns, Number(value)) })}
        />
      </div>
      <Show when={answered()}>
        {(now) => (
          <WordTicks
            legend={fileText().answeredWords}
            words={words_(now().column)}
            ticked={now().yes}
            error={lack('answeredWords')}
            onChange={tickAnswered}
          />
        )}
      </Show>
      <Show when={props.matching.incoming}>
        {(incoming) => (
          <WordTicks
            legend={fileText().incomingWords}
            words={words_(incoming().column)}
            ticked={incoming().words}
            error={lack('incoming')}
            onChange={(ticked) => change({ incoming: { column: incoming().column, words: ticked } })}
          />
        )}
      </Show>
      <ColumnTable columns={props.columns} read={columnsRead(props.matching)} nameOf={nameOf} />
    </div>
  )
}

/** Every column of the file, and whether it is read; what is in it is not shown. */
function ColumnTable(props: { columns: readonly Column[]; read: readonly number[]; nameOf: (index: number) => string }) {
  const use = (column: Column, index: number) =>
    props.read.includes(index) ? fileText().isRead : column.kind === 'numbers' ? fileText().isNumbers : fileText().isLeft
  return (
    <ScrollArea label={fileText().columnsTitle}>
      <table class="history-table">
        <caption>{fileText().columnsTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{fileText().column}</th>
            <th scope="col">{fileText().holds}</th>
            <th scope="col">{fileText().example}</th>
            <th scope="col">{fileText().used}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.columns}>
            {(column, index) => (
              <tr>
                <th scope="row">{props.nameOf(index())}</th>
                <td>{fileText().kinds[column.kind]}</td>
                <td class="tabular">{column.shape}</td>
                <td>{use(column, index())}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <p class="muted">{fileText().shapeHint}</p>
    </ScrollArea>
  )
}

function timeZones(chosen: string): { value: string; text: string }[] {
  const all = [...new Set([chosen, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  return all.map((zone) => ({ value: zone, text: zone }))
}
