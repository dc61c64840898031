import type { AdvisorId, Instant, LineId } from '../../shared/floor/model.ts'
import { SHORT_ABANDON_S } from '../../shared/limits.ts'
import type { CallTable } from '../record/schema.ts'
import { calendarOf, dayOf } from '../stats/calendar.ts'
import { exponential, logNormal, type Random, seeded } from './random.ts'

const DAY_MS = 86_400_000
const DAYS = 365
/** Monday, Tuesday and Friday, 08.30 to 16.00. */
const WEEKDAYS: readonly number[] = [1, 2, 5]
const OPENS_MIN = 8.5 * 60
const CLOSES_MIN = 16 * 60
/** Three days a week are 13 a month; about 50 calls a month. */
const CALLS_A_DAY = 50 / 13
const PATIENCE_MIN = 6
const TALK_MEDIAN_MIN = 26
const TALK_SPREAD = 0.55
/** A few callers hang up at once, before anybody could answer. */
const SECOND_THOUGHTS = 0.05
const RINGS_S = [4, 14] as const
const WRAP_UP_MIN = 5

export interface HistoryOptions {
  readonly line: LineId
  readonly timeZone: string
  /** The history ends with the day before this moment. */
  readonly until: Instant
  readonly advisors: readonly AdvisorId[]
  readonly seed: number
}

/**
 * A year of made-up calls, oldest first: the same for the same options. Callers come at random in opening hours, wait for the
 * advisor who has been free longest, and give up when their patience ends. Every row is marked as made up.
 */
export function demoHistory(options: HistoryOptions): CallTable[] {
  const random = seeded(options.seed)
  const freeAt = new Map<AdvisorId, Instant>(options.advisors.map((id) => [id, 0]))
  const rows: CallTable[] = []
  const today = dayOf(options.until, options.timeZone)
  for (let back = DAYS; back >= 1; back--) {
    const day = new Date(Date.parse(`${today}T00:00:00Z`) - back * DAY_MS).toISOString().slice(0, 10)
    if (!WEEKDAYS.includes(new Date(`${day}T00:00:00Z`).getUTCDay())) continue
    for (const arrived of arrivals(random, instantOf(day, OPENS_MIN, options.timeZone)))
      rows.push(oneCall(random, options, freeAt, Math.round(arrived)))
  }
  return rows
}

/** Callers come independently of each other: exponential gaps, from opening time on. */
function arrivals(random: Random, opens: Instant): Instant[] {
  const openMs = (CLOSES_MIN - OPENS_MIN) * 60_000
  const found: Instant[] = []
  for (let at = exponential(random, openMs / CALLS_A_DAY); at < openMs; at += exponential(random, openMs / CALLS_A_DAY))
    found.push(opens + at)
  return found
}

function oneCall(random: Random, options: HistoryOptions, freeAt: Map<AdvisorId, Instant>, arrived: Instant): CallTable {
  const [advisor, free] = [...freeAt].reduce((first, each) => (each[1] < first[1] ? each : first), ['', Number.POSITIVE_INFINITY])
  const rings = (RINGS_S[0] + random() * (RINGS_S[1] - RINGS_S[0])) * 1000
  const wait = Math.round(Math.max(0, free - arrived) + rings)
  const second = random() < SECOND_THOUGHTS
  const patience = Math.round(second ? 1_000 + random() * 8_000 : 30_000 + exponential(random, PATIENCE_MIN * 60_000))
  const talk = Math.round(Math.max(0.5, logNormal(random, TALK_MEDIAN_MIN, TALK_SPREAD)) * 60_000)
  const channel = random() < 0.8 ? 'phone' : 'web'
  const answered = advisor !== '' && wait < patience
  const ended = arrived + (answered ? wait + talk : patience)
  if (answered) freeAt.set(advisor, ended + WRAP_UP_MIN * 60_000)
  return {
    id: idFrom(random),
    line: options.line,
    channel,
    kind: 'call',
    reason: null,
    language: null,
    met_closed: 0,
    interpreted_s: 0,
    interpreted_language: null,
    arrived,
    answered: answered ? arrived + wait : null,
    ended,
    waited_s: (answered ? wait : patience) / 1000,
    talked_s: answered ? talk / 1000 : 0,
    held_s: 0,
    outcome: answered ? 'answered' : patience < SHORT_ABANDON_S * 1000 ? 'abandonedShort' : 'abandoned',
    advisor: answered ? advisor : null,
    ...calendarOf(arrived, options.timeZone),
    heartbeat_at: ended,
    origin: 'demo',
  }
}

/** The moment at which clocks of the zone show these minutes after midnight; opening hours never meet a change of clocks. */
function instantOf(day: string, minutes: number, timeZone: string): Instant {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000
  const shown = new Date(asUtc).toLocaleString('sv-SE', { timeZone })
  return asUtc - (Date.parse(`${shown.replace(' ', 'T')}Z`) - asUtc)
}

function idFrom(random: Random): string {
  return Array.from({ length: 4 }, () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('')
}
