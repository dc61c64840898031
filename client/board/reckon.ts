import type { Advisor, Call, Floor, Instant, Line, LineId } from '../../shared/floor/model.ts'
import { isOfferable, linesInOrder, talkingCalls, talkStart, waitingCalls } from '../../shared/floor/questions.ts'
import { STALE_MS, TALK_GUIDANCE_S } from '../../shared/limits.ts'
import type { BoardBaseline, Figures, LineFigures } from '../../shared/wire.ts'

/** Everything that the board counts, from a floor, figures and a clock. Pure: no time of its own, no words. */

/** A wait longer than this, in seconds, is marked. */
export const WAIT_WARNING_S = 120
/** A talk's bar is full at this length, in seconds; the guidance is a mark on the way. */
export const BAR_FULL_S = TALK_GUIDANCE_S * 1.5
/** Most bars that are drawn; the rest becomes a number. */
export const BARS_MAX = 60
const MILLION = 1_000_000

/** The lines that a board shows, in order: those chosen that exist, or all when none was chosen or none of them is left. */
export function shownLines(floor: Floor, chosen: readonly LineId[]): Line[] {
  const all = linesInOrder(floor)
  const picked = all.filter((line) => chosen.includes(line.id))
  return picked.length > 0 ? picked : all
}

export interface LiveCounts {
  /** Callers without an answer, those being offered included. */
  readonly waiting: number
  /** Seconds of the longest present wait; null when nobody waits. */
  readonly longestWaitS: number | null
  /** Calls in which somebody talks. */
  readonly talking: number
  /** Advisors whom a call would reach now. */
  readonly available: number
  /** Advisors who are available but whose phone a call would not reach. */
  readonly unreachable: number
}

/** What happens right now on these lines. */
export function liveCounts(floor: Floor, lines: readonly Line[], now: Instant): LiveCounts {
  const waiting = waitingCalls(floor).filter(on(lines))
  const waits = waiting.map((call) => wholeSeconds(now - call.waitingSince))
  const available = advisorsOf(floor, lines).filter((advisor) => advisor.state.is === 'available')
  const offerable = available.filter(isOfferable)
  return {
    waiting: waiting.length,
    longestWaitS: waits.length === 0 ? null : Math.max(...waits),
    talking: talkingCalls(floor).filter(on(lines)).length,
    available: offerable.length,
    unreachable: available.length - offerable.length,
  }
}

/** Whether a wait asks for attention. */
export function waitsLong(longestWaitS: number | null): boolean {
  return longestWaitS !== null && longestWaitS > WAIT_WARNING_S
}

/** Advisors of these lines by name, so that no order ranks them; each once. */
export function advisorsOf(floor: Floor, lines: readonly Line[]): Advisor[] {
  const ids = new Set(lines.map((line) => line.id))
  return Object.values(floor.advisors)
    .filter((advisor) => advisor.lines.some((line) => ids.has(line)))
    .sort((a, b) => a.name.localeCompare(b.name, 'sv') || (a.id < b.id ? -1 : 1))
}

export interface TalkBar {
  readonly call: string
  /** Length of the present talk, hold included. */
  readonly lengthS: number
  /** 0 to 1 of the bar's length. */
  readonly filled: number
  readonly pastGuidance: boolean
  readonly onHold: boolean
}

/** The bars of the live talks, longest first, and how many more there are than bars. */
export function talkBars(floor: Floor, lines: readonly Line[], now: Instant): { readonly bars: TalkBar[]; readonly more: number } {
  const calls = talkingCalls(floor).filter(on(lines))
  const drawn = calls.length > BARS_MAX ? calls.slice(0, BARS_MAX - 1) : calls
  return { bars: drawn.map((call) => talkBar(call, now)), more: calls.length - drawn.length }
}

function talkBar(call: Call, now: Instant): TalkBar {
  const lengthS = wholeSeconds(now - talkStart(call))
  return {
    call: call.id,
    lengthS,
    filled: Math.min(1, lengthS / BAR_FULL_S),
    pastGuidance: lengthS >= TALK_GUIDANCE_S,
    onHold: call.state.is === 'talking' && call.state.onHold,
  }
}

export interface Grid {
  readonly columns: number
  readonly rows: number
}

const ROOMY: readonly Grid[] = [
  { columns: 1, rows: 5 },
  { columns: 2, rows: 7 },
  { columns: 3, rows: 9 },
  { columns: 4, rows: 11 },
  { columns: 5, rows: 12 },
]
const LOW: readonly Grid[] = [
  { columns: 1, rows: 4 },
  { columns: 2, rows: 5 },
  { columns: 3, rows: 7 },
  { columns: 4, rows: 8 },
  { columns: 5, rows: 9 },
  { columns: 7, rows: 9 },
]

/** The grid for `count` bars (at most `BARS_MAX`): large bars while there are few, a close grid when there are many. `low` when the panel shares its height. */
export function barGrid(count: number, low: boolean): Grid {
  const grids = low ? LOW : ROOMY
  return grids.find(({ columns, rows }) => columns * rows >= count) ?? { columns: 7, rows: 9 }
}

export interface DayCounts {
  readonly answered: number
  readonly abandoned: number
  readonly abandonedShort: number
}

/** Today's counts summed over the lines; null while no figures have come. */
export function today(figures: Figures, lines: readonly Line[]): DayCounts | null {
  const own = figuresOf(figures, lines)
  if (own.length === 0) return null
  return {
    answered: sum(own, (f) => f.answeredToday),
    abandoned: sum(own, (f) => f.abandonedToday),
    abandonedShort: sum(own, (f) => f.abandonedShortToday),
  }
}

export interface Month {
  /** YYYY-MM */
  readonly month: string
  readonly isSum: boolean
  readonly count: number
  /** All figures below are per million inhabitants; only for one line. */
  readonly million: boolean
  readonly shown: number
  /** Null when nothing lies beside this month, or not beside each of the lines. */
  readonly baseline: {
    /** What has been chosen for the line, or alike for all lines; null when they differ. */
    readonly of: Pick<BoardBaseline, 'is' | 'along' | 'counted'> | null
    readonly calls: number
    readonly shown: number
    readonly pace: number
  } | null
  /** Of the month before, up to the same day and time of day; null when no line had begun. */
  readonly lastMonth: number | null
  /** The month before is too short for that day: all of it. */
  readonly lastWhole: boolean
  /** Calls per million inhabitants of one line whose catchment is known, and of what lies beside it. */
  readonly rates: { readonly own: number; readonly baseline: number | null } | null
  /** Month of service; null when the lines differ. */
  readonly monthNumber: number | null
  readonly days: number
  /** Index 0 is the start of the month, index n the end of day n; ends with today. */
  readonly cumulative: readonly number[]
  /** The same of the month before, to its end. */
  readonly lastCumulative: readonly number[]
}

/**
 * This month so far, beside the month before and the chosen baseline; null while no figures have come. Several lines are summed,
 * in calls only: their catchments may be the same people.
 */
export function monthSoFar(figures: Figures, lines: readonly Line[]): Month | null {
  const own = figuresOf(figures, lines)
  const first = own[0]
  if (!first) return null
  const only = own.length === 1 && first.inhabitants > 0 ? first : null
  const million = only?.per === 'million'
  const rate = (inhabitants: number) => (million && inhabitants > 0 ? MILLION / inhabitants : 1)
  const elapsed = Math.max(...own.map((f) => f.monthByDay.length))
  const before = own.flatMap((f) => f.lastMonth ?? [])
  const count = sum(own, (f) => f.monthCount)
  return {
    month: first.month,
    isSum: own.length > 1,
    count,
    million,
    shown: count * rate(first.inhabitants),
    baseline: baselineOf(own, million, elapsed / first.monthDays),
    lastMonth: before.length > 0 ? sum(before, (f) => f.soFar * rate(f.inhabitants)) : null,
    lastWhole: before.every((f) => f.byDay.length < elapsed),
    rates: only ? { own: (count * MILLION) / only.inhabitants, baseline: only.baseline?.perMillion ?? null } : null,
    monthNumber: own.every((f) => f.monthNumber === first.monthNumber) ? first.monthNumber : null,
    days: first.monthDays,
    cumulative: runningSum(elapsed, (day) => sum(own, (f) => (f.monthByDay[day] ?? 0) * rate(f.inhabitants))),
    lastCumulative:
      before.length > 0 ? runningSum(first.monthDays, (day) => sum(before, (f) => (f.byDay[day] ?? 0) * rate(f.inhabitants))) : [],
  }
}

function baselineOf(own: readonly LineFigures[], million: boolean, passed: number): Month['baseline'] {
  const all = own.flatMap((f) => f.baseline ?? [])
  const [first] = all
  if (!first || all.length < own.length) return null
  const calls = sum(all, (each) => each.calls)
  const shown = million ? first.perMillion : calls
  if (shown === null) return null
  const { is, along, counted } = first
  const alike = all.every((each) => each.is === is && each.along === along && each.counted === counted)
  return { of: alike ? { is, along, counted } : null, calls, shown, pace: shown * passed }
}

/** The month's chart: day 0 to the last, calls so far (nothing after today), the month before, and the straight line to the baseline. */
export function monthChart(month: Month) {
  const days = Array.from({ length: month.days + 1 }, (_, day) => day)
  const at = (sums: readonly number[]) => days.map((day) => sums[day] ?? null)
  return {
    days,
    calls: at(month.cumulative),
    lastMonth: at(month.lastCumulative),
    baseline: days.map((day) => (month.baseline ? (month.baseline.shown * day) / month.days : null)),
  }
}

export interface LineRow {
  readonly id: LineId
  readonly name: string
  readonly live: LiveCounts
  readonly waitsLong: boolean
  /** Null while no figures have come. */
  readonly figures: LineFigures | null
}

/** The figures of each line apart, in the lines' order. */
export function lineRows(floor: Floor, figures: Figures, lines: readonly Line[], now: Instant): LineRow[] {
  return lines.map((line) => {
    const live = liveCounts(floor, [line], now)
    return { id: line.id, name: line.name, live, waitsLong: waitsLong(live.longestWaitS), figures: figures[line.id] ?? null }
  })
}

/** Whether any shown number comes from rows made for a demonstration. */
export function isSynthetic(figures: Figures, lines: readonly Line[]): boolean {
  return figuresOf(figures, lines).some((f) => f.synthetic)
}

/** Whether another system counted some of the calls of the months that are shown. */
export function isImported(figures: Figures, lines: readonly Line[]): boolean {
  return figuresOf(figures, lines).some((f) => f.imported > 0)
}

/** Age of the data in whole seconds and whether it is stale; `ageMs` null means that no data has come yet. */
export function freshness(ageMs: number | null): { readonly ageS: number | null; readonly stale: boolean } {
  if (ageMs === null) return { ageS: null, stale: false }
  return { ageS: wholeSeconds(ageMs), stale: ageMs > STALE_MS }
}

function figuresOf(figures: Figures, lines: readonly Line[]): LineFigures[] {
  return lines.flatMap((line) => figures[line.id] ?? [])
}

function on(lines: readonly Line[]): (call: Call) => boolean {
  const ids = new Set(lines.map((line) => line.id))
  return (call) => ids.has(call.line)
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0)
}

/** 0, then the sums up to each day. */
function runningSum(days: number, value: (day: number) => number): number[] {
  const sums = [0]
  for (let day = 0; day < days; day++) sums.push((sums[day] ?? 0) + value(day))
  return sums
}

/** A browser's clock may run a little behind the server's: never below zero. */
function wholeSeconds(ms: number): number {
  return Math.max(0, Math.floor(ms / 1000))
}
