import { createSignal, For, Show } from 'solid-js'
import { daysIn, type Month } from '../../../shared/volume/months.ts'
import type { LineVolume } from '../../../shared/volume/volume.ts'
import { createWords } from '../../i18n/i18n.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { CallsBehind } from '../calls/CallsBehind.tsx'
import { monthName } from './names.ts'
import { monthsWords } from './words.ts'

const words = createWords(monthsWords)
/** Sets of calls that do not share one, as the columns of the table have them. */
const SETS = ['calls', 'answered', 'abandoned', 'abandonedShort', 'voicemail', 'closedLine', 'callBacks'] as const

/** The calls that a month counts, on all channels, one set at a time. Open while there is a month. */
export function CallsDialog(props: { line: LineVolume; month: Month | undefined; onClose: () => void }) {
  const [set, setSet] = createSignal<(typeof SETS)[number]>('calls')
  const title = () => (props.month ? words().callsOf(props.line.name, monthName(props.month, 'long')) : '')

  return (
    <Dialog open={props.month !== undefined} title={title()} onClose={props.onClose}>
      <Show when={props.month}>
        {(month) => (
          <div class="stack">
            <label class="field">
              <span class="field__label">{words().which}</span>
              <select class="select" value={set()} onChange={(event) => setSet(event.currentTarget.value as (typeof SETS)[number])}>
                <For each={SETS}>{(each) => <option value={each}>{words().columns[each]}</option>}</For>
              </select>
            </label>
            <CallsBehind behind={{ set: set(), from: `${month()}-01`, to: `${month()}-${daysIn(month())}` }} lines={[props.line]} />
          </div>
        )}
      </Show>
    </Dialog>
  )
}
