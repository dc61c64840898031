import { CHANNELS, type Channel, type Line, type LineId } from '../../../shared/floor/model.ts'
import { addMonths, type Month, monthsAfter } from '../../../shared/volume/months.ts'
import { ALONG, type Along, MOST_MONTHS, PER, type Per } from '../../../shared/volume/volume.ts'
import { wallOf } from '../../../shared/zonedTime.ts'

/** What a supervisor has chosen to see; kept in the page's address. */
export interface Choices {
  readonly from: Month
  readonly to: Month
  /** Empty: all. */
  readonly lines: readonly LineId[]
  readonly channel: Channel | 'all'
  readonly per: Per
  /** Null: as chosen for each line. */
  readonly along: Along | null
}

export interface Period {
  readonly from: Month
  readonly to: Month
}

/** What the choice of a period depends on. */
type Begun = Pick<Line, 'startedOn' | 'timeZone'>

/** Months that are shown before anything has been chosen. */
const USUAL_MONTHS = 24

export const QUICK_PERIODS = ['start', 'usual', 'thisYear', 'lastYear'] as const
export type QuickPeriod = (typeof QUICK_PERIODS)[number]

/** A period at one press, up to the running month or the end of last year; never longer than can be asked for. `now` is ms since 1970. */
export function quickPeriod(which: QuickPeriod, lines: readonly Begun[], now: number): Period {
  const to = lines.reduce((latest, { timeZone }) => later(latest, monthAt(now, timeZone)), '') || monthAt(now, 'UTC')
  const start = [to, ...lines.map(({ startedOn }) => startedOn.slice(0, 7))].toSorted()[0] ?? to
  const year = Number(to.slice(0, 4))
  switch (which) {
    case 'start':
      return { from: later(start, addMonths(to, 1 - MOST_MONTHS)), to }
    case 'usual':
      return { from: later(start, addMonths(to, 1 - USUAL_MONTHS)), to }
    case 'thisYear':
      return { from: `${year}-01`, to }
    case 'lastYear':
      return { from: `${year - 1}-01`, to: `${year - 1}-12` }
  }
}

const monthAt = (now: number, timeZone: string): Month => wallOf(now, timeZone).day.slice(0, 7)
const later = (a: Month, b: Month): Month => (a > b ? a : b)

/** A month as it can be asked for. */
export const isMonth = (text: string): boolean => /^(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])$/.test(text)

/** What is wrong with a period; null for nothing. */
export function periodFault({ from, to }: Period): 'from' | 'to' | 'order' | 'length' | null {
  if (!isMonth(from)) return 'from'
  if (!isMonth(to)) return 'to'
  if (from > to) return 'order'
  return monthsAfter(from, to) < MOST_MONTHS ? null : 'length'
}

/** Reads `?from=2019-02&to=2019-11&lines=a,b&channel=phone&per=million&along=calendar`; what is missing or wrong is as usual. Never throws. */
export function readChoices(search: string, usual: Period, known: readonly LineId[]): Choices {
  const query = new URLSearchParams(search)
  const asked = { from: query.get('from') ?? usual.from, to: query.get('to') ?? usual.to }
  const named = (query.get('lines') ?? '').split(',')
  const lines = known.filter((line) => named.includes(line))
  return {
    ...(periodFault(asked) === null ? asked : usual),
    lines: lines.length === known.length ? [] : lines,
    channel: CHANNELS.find((one) => one === query.get('channel')) ?? 'all',
    per: PER.find((one) => one === query.get('per')) ?? 'calls',
    along: ALONG.find((one) => one === query.get('along')) ?? null,
  }
}

/** The address of these choices, without what is as usual. */
export function choicesQuery({ from, to, lines, channel, per, along }: Choices): string {
  const parts = [`from=${from}`, `to=${to}`]
  if (lines.length > 0) parts.push(`lines=${lines.join(',')}`)
  if (channel !== 'all') parts.push(`channel=${channel}`)
  if (per !== 'calls') parts.push(`per=${per}`)
  if (along !== null) parts.push(`along=${along}`)
  return `?${parts.join('&')}`
}

/** What the server is asked: channels and rates are reckoned here. */
export function askedOf({ from, to, lines, along }: Choices): string {
  return choicesQuery({ from, to, lines, along, channel: 'all', per: 'calls' })
}
