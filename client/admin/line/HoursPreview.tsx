import { createMemo, For, Show } from 'solid-js'
import { assertUnreachable } from '../../../shared/assertUnreachable.ts'
import type { Holiday } from '../../../shared/holidays.ts'
import { type DayHours, openingAt, preview, type Timetable } from '../../../shared/hours.ts'
import { timeText } from '../../../shared/openingText.ts'
import { weekdayOf } from '../../../shared/zonedTime.ts'
import { createWords, formatDate, formatTime, language } from '../../i18n/i18n.ts'
import { createClock } from '../../ui/clock.ts'
import type { DraftFaults, HoursDraft } from './hoursDraft.ts'
import { writeSpans } from './hoursDraft.ts'
import { hoursWords } from './hoursWords.ts'

const words = createWords(hoursWords)
const DAYS = 14

/** Now and the next two weeks, as the hours being typed would have them. */
export function HoursPreview(props: {
  table: Timetable
  draft: HoursDraft
  faults: DraftFaults
  holidays: readonly Holiday[]
  changed: boolean
}) {
  const now = createClock(15_000)
  const days = createMemo(() => preview(props.table, now(), DAYS))

  function unreadable({ day, by }: DayHours): boolean {
    if (by.is === 'week') return props.faults.week[weekdayOf(day)] !== undefined
    return by.is === 'exception' && props.draft.exceptions.some((one) => one.day === day && props.faults.spans.has(one.key))
  }

  function why({ by }: DayHours): string {
    switch (by.is) {
      case 'always':
      case 'week':
        return ''
      case 'holiday':
        return props.holidays.find(({ id }) => id === by.id)?.names[language()] ?? by.id
      case 'exception':
        return by.note === '' ? words().exception : by.note
      default:
        return assertUnreachable(by)
    }
  }

  function spansText({ spans }: DayHours): string {
    if (spans.length === 0) return words().closed
    return spans.length === 1 && spans[0]?.from === '00:00' && spans[0].to === '24:00'
      ? words().allDay
      : unbroken(writeSpans(spans, language()))
  }

  return (
    <section class="stack hours-preview" aria-labelledby="hours-ahead">
      <div>
        <h3 id="hours-ahead">{words().ahead}</h3>
        <p class="field__hint">{props.changed ? words().aheadHint : words().aheadSame}</p>
      </div>
      <p>{openingText(props.table, now())}</p>
      <table class="hours-days" data-testid="hours-preview">
        <tbody>
          <For each={days()}>
            {(day) => (
              <tr data-day={day.day} data-closed={day.spans.length === 0}>
                <th scope="row">{dayText(day.day)}</th>
                <td>
                  <Show when={!unreadable(day)} fallback={<span class="error-text">{words().cannotRead}</span>}>
                    <span class="tabular">{spansText(day)}</span>
                  </Show>
                  <Show when={why(day)}>{(reason) => <span class="muted"> · {reason()}</span>}</Show>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  )
}

/** How it stands and when that changes, in a sentence. */
function openingText(table: Timetable, now: number): string {
  if (!table.hours) return words().openNow
  const { open, changesAt } = openingAt(table, now)
  if (changesAt === null) return open ? words().neverCloses : words().neverOpens
  const { timeZone } = table
  const day = formatDate(changesAt, { weekday: 'long', day: 'numeric', month: 'long', timeZone })
  const time = `${day} ${timeText(formatTime(changesAt, timeZone), language())}`
  return open ? words().closes(time) : words().opens(time)
}

/** Lines break between spans, not within one. */
const unbroken = (text: string): string => text.replaceAll('–', '\u2060–\u2060')

/** 'mån 23 nov.' for a day, YYYY-MM-DD. */
function dayText(day: string): string {
  return formatDate(Date.parse(`${day}T12:00:00Z`), { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
}
