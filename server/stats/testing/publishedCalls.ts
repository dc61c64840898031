import { PUBLISHED } from '../../../shared/volume/publishedFigures.ts'
import { addDays, momentOf } from '../../../shared/zonedTime.ts'
import type { CallTable } from '../../record/schema.ts'
import { calendarOf } from '../calendar.ts'

const ZONE = 'Europe/Stockholm'
/** Days that the follow-up's average covers: 22 March to 31 August 2021, 35 a month. */
const TO_AUGUST = { days: 163, perDay: (PUBLISHED.vasToAugust2021.value * 12) / 365.25 }

/** How a stretch of days shares its calls; `to` is its last day. */
interface Stretch {
  readonly from: string
  readonly to: string
  readonly calls: number
}

const vas2019 = [PUBLISHED.vasFeb2019, PUBLISHED.vasMar2019, PUBLISHED.vasApr2019] as const
const toAugust = Math.round(TO_AUGUST.days * TO_AUGUST.perDay)

/**
 * What the published figures of Välj att sluta give: 505 calls from 4 February to 25 November 2019, of them 50, 69 and 40 in the
 * first months; 331 from 22 March to 1 November 2021, 35 a month through August. What is not published is spread evenly.
 */
export const PUBLISHED_STRETCHES: readonly Stretch[] = [
  ...vas2019.map(({ from, to, value }) => ({ from, to, calls: value })),
  {
    from: '2019-05-01',
    to: PUBLISHED.vasAll2019.to,
    calls: PUBLISHED.vasAll2019.value - vas2019.reduce((sum, { value }) => sum + value, 0),
  },
  { from: PUBLISHED.vasToAugust2021.from, to: PUBLISHED.vasToAugust2021.to, calls: toAugust },
  { from: '2021-09-01', to: PUBLISHED.vasAll2021.to, calls: PUBLISHED.vasAll2021.value - toAugust },
]

/** One row for each published call, on a line of this id; every tenth is abandoned, the others are answered. */
export function publishedCalls(line: string): CallTable[] {
  return PUBLISHED_STRETCHES.flatMap(({ from, to, calls }, stretch) => {
    const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
    return Array.from({ length: calls }, (_, index) => {
      const day = addDays(from, Math.floor((index * days) / calls))
      return answeredCall(`published-${stretch}-${index}`, line, momentOf(day, 600 + index, ZONE), index % 10 === 9)
    })
  })
}

/** An ordinary call of the telephone. */
export function answeredCall(id: string, line: string, arrived: number, abandoned = false, timeZone = ZONE): CallTable {
  const waited = 15_000
  const ended = arrived + waited + (abandoned ? 0 : 1_500_000)
  return {
    ...{ id, line, channel: 'phone', kind: 'call', reason: null, language: null, met_closed: 0, arrived, ended, heartbeat_at: ended },
    ...{ interpreted_s: 0, interpreted_language: null, waited_s: waited / 1000, talked_s: abandoned ? 0 : 1_500, held_s: 0, advisor: null },
    ...{ answered: abandoned ? null : arrived + waited, outcome: abandoned ? 'abandoned' : 'answered', origin: 'live' },
    ...calendarOf(arrived, timeZone),
  }
}
