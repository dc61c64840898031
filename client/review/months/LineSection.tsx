import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import type { Month } from '../../../shared/volume/months.ts'
import type { LineVolume, Mark } from '../../../shared/volume/volume.ts'
import { createWords, formatDate } from '../../i18n/i18n.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { CallsDialog } from './CallsDialog.tsx'
import type { Choices } from './choices.ts'
import { ResultCharts } from './ResultCharts.tsx'
import { monthRows } from './rows.ts'
import { SettingsForm } from './SettingsForm.tsx'
import { SheetTable } from './SheetTable.tsx'
import { Sources } from './Sources.tsx'
import { lineTable, sentencesOf, warningsOf } from './tables.ts'
import { VolumeChart } from './VolumeChart.tsx'
import { monthsWords } from './words.ts'

const words = createWords(monthsWords)

/** One line: what can be said, its months drawn and in a table, and what they are laid beside. `onChanged` when that was chosen anew. */
export function LineSection(props: { line: LineVolume; choices: Choices; marks: readonly Mark[]; onChanged: () => void }) {
  const id = createUniqueId()
  const [open, setOpen] = createSignal(false)
  const [listed, setListed] = createSignal<Month>()
  const all = () => props.choices.channel === 'all'
  const rows = createMemo(() => monthRows(props.line, props.choices.channel))
  const marks = createMemo(() => props.marks.filter(({ line }) => line === null || line === props.line.id))
  const setBy = () => {
    const by = props.line.setBy
    return by === null ? words().notChosen : words().chosenBy(by.name, formatDate(by.at, { dateStyle: 'long', timeStyle: 'short' }))
  }

  return (
    <section class="card stack months-line" aria-labelledby={id}>
      <div class="months-line__head">
        <h2 id={id}>{props.line.name}</h2>
        <button type="button" class="button" onClick={() => setOpen(true)}>
          {words().settingsOf(props.line.name)}
        </button>
      </div>
      <For each={warningsOf(rows())}>{(warning) => <p class="notice">{warning}</p>}</For>
      <div class="months-said" data-testid="months-said">
        <For each={sentencesOf(props.line, props.choices.channel)}>{(sentence) => <p>{sentence}</p>}</For>
        <Show when={all()}>
          <p class="muted">{words().notWhy}</p>
        </Show>
      </div>
      <VolumeChart rows={rows()} running={all() ? props.line.running : null} per={props.choices.per} marks={marks()} />
      <p class="muted months-baseline">
        {words().baselineIs(props.line.settings.baseline, props.choices.along ?? props.line.settings.along)} {setBy()}
      </p>
      <Sources baseline={props.line.settings.baseline} />
      <h3>{words().became}</h3>
      <ResultCharts rows={rows()} per={props.choices.per} />
      <details class="months-details" open>
        <summary>{words().table(props.line.name)}</summary>
        <SheetTable
          sheet={lineTable(props.line, props.choices)}
          caption={words().tableOf(props.line.name, words().units[props.choices.per])}
          onRow={(index) => setListed(rows()[index]?.month)}
        />
      </details>
      <Dialog open={open()} title={words().settingsOf(props.line.name)} onClose={() => setOpen(false)}>
        <SettingsForm
          line={props.line}
          onSaved={() => {
            setOpen(false)
            props.onChanged()
          }}
        />
      </Dialog>
      <CallsDialog line={props.line} month={listed()} onClose={() => setListed(undefined)} />
    </section>
  )
}
