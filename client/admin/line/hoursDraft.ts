import type { Hours, Span } from '../../../shared/hours.ts'
import { timeText } from '../../../shared/openingText.ts'

/** Hours as they are being typed, in a store that is changed in place: spans are text until they can be read. */
export interface HoursDraft {
  /** No hours: what else is typed is kept, and not used. */
  always: boolean
  /** Monday first, seven texts; an empty one is a closed day. */
  week: string[]
  /** Ids of the holidays that close. */
  holidays: string[]
  exceptions: ExceptionDraft[]
}

export interface ExceptionDraft {
  /** Tells rows apart while they are edited. */
  readonly key: number
  /** YYYY-MM-DD; empty until a day is chosen. */
  day: string
  spans: string
  note: string
}

/** Why spans cannot be used. */
export type SpanFault = 'unreadable' | 'notATime' | 'backwards' | 'overlapping' | 'tooMany'
/** Why an exception cannot be used: its day is missing, or another exception has it. */
export type DayFault = 'noDay' | 'sameDay'

/** What cannot be used, where it is. `none`: nothing. */
export interface DraftFaults {
  readonly week: readonly (SpanFault | undefined)[]
  /** By the key of the exception. */
  readonly days: ReadonlyMap<number, DayFault>
  readonly spans: ReadonlyMap<number, SpanFault>
  readonly none: boolean
}

/** The most spans of one day that the server takes. */
const SPANS_MAX = 6

/**
 * '8.30-12, 13:00–16' as spans in order: times with point or colon or whole hours, up to 24.00, a dash of any length, spans apart
 * by comma, semicolon or 'och', 'and'. Empty text is no span.
 */
export function readSpans(text: string): { readonly spans: readonly Span[] } | { readonly fault: SpanFault } {
  const parts = text
    .split(/[,;]|\boch\b|\band\b/i)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const spans: Span[] = []
  for (const part of parts) {
    const found = /^(\d{1,2})(?:[.:](\d{2}))?\s*[-–—−]\s*(\d{1,2})(?:[.:](\d{2}))?$/.exec(part)
    if (!found) return { fault: 'unreadable' }
    const from = time(found[1], found[2])
    const to = time(found[3], found[4])
    if (!from || !to) return { fault: 'notATime' }
    if (from >= to) return { fault: 'backwards' }
    spans.push({ from, to })
  }
  if (spans.length > SPANS_MAX) return { fault: 'tooMany' }
  spans.sort((one, other) => (one.from < other.from ? -1 : 1))
  const overlap = spans.some(({ from }, index) => (spans[index - 1]?.to ?? '') > from)
  return overlap ? { fault: 'overlapping' } : { spans }
}

/** Spans as text, with a point in times for Swedish and a colon else; empty for none. */
export function writeSpans(spans: readonly Span[], language: string): string {
  return spans.map(({ from, to }) => `${timeText(from, language)}–${timeText(to, language)}`).join(', ')
}

/** What to begin to edit with. A line without hours begins with an empty week, closed on `usual` holidays. */
export function draftOf(hours: Hours | null, usual: readonly string[], language: string): HoursDraft {
  if (!hours) return { always: true, week: Array.from({ length: 7 }, () => ''), holidays: [...usual], exceptions: [] }
  return {
    always: false,
    week: hours.week.map((spans) => writeSpans(spans, language)),
    holidays: [...hours.holidays],
    exceptions: hours.exceptions.map(({ day, spans, note }, key) => ({ key, day, spans: writeSpans(spans, language), note })),
  }
}

/** The hours that the draft stands for, with what cannot be read left closed; and what that is. */
export function readDraft(draft: HoursDraft): { readonly hours: Hours | null; readonly faults: DraftFaults } {
  if (draft.always) return { hours: null, faults: { week: [], days: new Map(), spans: new Map(), none: true } }
  const week = draft.week.map(readSpans)
  const days = new Map<number, DayFault>()
  const spans = new Map<number, SpanFault>()
  const seen = new Set<string>()
  const exceptions = draft.exceptions.flatMap(({ key, day, spans: text, note }) => {
    const read = readSpans(text)
    if ('fault' in read) spans.set(key, read.fault)
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) days.set(key, 'noDay')
    else if (seen.has(day)) days.set(key, 'sameDay')
    seen.add(day)
    return days.has(key) ? [] : [{ day, spans: 'spans' in read ? read.spans : [], note: note.trim() }]
  })
  const faultsOfWeek = week.map((read) => ('fault' in read ? read.fault : undefined))
  return {
    hours: {
      week: week.map((read) => ('spans' in read ? read.spans : [])),
      holidays: [...draft.holidays],
      exceptions: exceptions.sort((one, other) => (one.day < other.day ? -1 : 1)),
    },
    faults: { week: faultsOfWeek, days, spans, none: faultsOfWeek.every((fault) => !fault) && days.size === 0 && spans.size === 0 },
  }
}

/** Those of `now` that were there `before`: what is being typed for the first time is not found fault with yet. */
export function faultsSeen(now: DraftFaults, before: DraftFaults): DraftFaults {
  return {
    week: now.week.map((fault, day) => before.week[day] && fault),
    days: new Map([...now.days].filter(([key]) => before.days.has(key))),
    spans: new Map([...now.spans].filter(([key]) => before.spans.has(key))),
    none: now.none,
  }
}

/** Patterns to begin with: those of Välj att sluta when it began, and of every weekday. Monday first. */
export const PRESETS = {
  threeDays: [true, true, false, false, true, false, false],
  fiveDays: [true, true, true, true, true, false, false],
} as const
export type Preset = keyof typeof PRESETS
export const PRESET_SPAN: Span = { from: '08:30', to: '16:00' }

/** The week of a preset as text. */
export function presetWeek(preset: Preset, language: string): string[] {
  return PRESETS[preset].map((open) => (open ? writeSpans([PRESET_SPAN], language) : ''))
}

function time(hours = '', minutes = '00'): string | null {
  const text = `${hours.padStart(2, '0')}:${minutes}`
  return text <= '24:00' && minutes < '60' ? text : null
}
