import { Show } from 'solid-js'
import type { HolidayCalendar } from '../../../shared/holidays.ts'
import { createWords } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { createHeld } from '../../ui/createHeld.ts'
import { HoursForm } from './HoursForm.tsx'
import { hoursWords } from './hoursWords.ts'
import type { PartProps } from './LineSettings.tsx'
import { settingsWords } from './settingsWords.ts'

const words = createWords(hoursWords)
const settings = createWords(settingsWords)
const NO_HOLIDAYS: HolidayCalendar = { holidays: [], days: [] }

/** When a line is open. Without the holidays all else can still be set. */
export default function HoursEditor(props: PartProps) {
  const calendar = createHeld(() => api.get<HolidayCalendar>('/api/holidays'))
  const known = () => calendar.value() ?? (calendar.refusal() ? NO_HOLIDAYS : undefined)
  return (
    <Show when={known()} fallback={<p class="muted">{settings().loading}</p>}>
      {(now) => (
        <>
          <Show when={calendar.refusal()}>
            <p class="notice">{words().noHolidays}</p>
          </Show>
          <HoursForm change={props.change} calendar={now()} onSaved={props.onSaved} />
        </>
      )}
    </Show>
  )
}
