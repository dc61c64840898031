import type { CallSet, ReviewWeek } from '../../../shared/review/week.ts'
import { totalOf } from '../../../shared/volume/counts.ts'
import type { Behind } from '../calls/CallsBehind.tsx'

export const FIGURES = [
  ...(['calls', 'answered', 'abandoned', 'abandonedShort', 'voicemail', 'interrupted', 'closedLine', 'serviceLevel'] as const),
  ...(['meanWait', 'medianWait', 'longestWait'] as const),
  ...(['medianAbandoned', 'longestAbandoned', 'longestShort'] as const),
  ...(['medianLength', 'lowerLength', 'upperLength', 'longestLength', 'overGuidance'] as const),
  ...(['messagesLeft', 'messagesHandled', 'messagesExpired', 'medianToAttempt', 'longestToAttempt'] as const),
  ...(['callBacks', 'callBacksAnswered', 'replies'] as const),
] as const
export type FigureName = (typeof FIGURES)[number]

/** One figure as it is shown and saved. */
export interface Figure {
  readonly name: FigureName
  /** Null for none: a dash. */
  readonly value: number | null
  readonly unit: 'count' | 'seconds'
  /** What it is a part of; null for nothing. */
  readonly of: number | null
  /** Whether the part is said in per cent too. */
  readonly percent: boolean
  /** The calls behind it; null where there are none to list. */
  readonly behind: Behind | null
}

/** Under so many a percentage is noise. */
const FEWEST_FOR_PERCENT = 20

/** All figures of a week, in their order. A part is in per cent when the whole is 20 or more; a whole of nought makes a dash of its part. */
export function figuresOf({ figures, days }: Pick<ReviewWeek, 'figures' | 'days'>): Figure[] {
  const { calls, waits, abandoned, abandonedShort, lengths, messages, serviceLevel: level } = figures
  const [from, to] = [days[0]?.day ?? '', days[6]?.day ?? '']
  const offered = calls.answered + calls.abandoned
  const backs = Object.values(figures.callBacks)
  const called = backs.reduce((sum, results) => sum + totalOf(results), 0)
  const withSet = (set: CallSet) => ({ set, from, to })
  const count = (name: FigureName, value: number, set: CallSet | null, of: number | null = null): Figure => ({
    ...{ name, unit: 'count', of, percent: of !== null && of >= FEWEST_FOR_PERCENT, behind: set && withSet(set) },
    value: of === 0 ? null : value,
  })
  const seconds = (name: FigureName, value: number | null, set: CallSet | null, of: number): Figure => ({
    ...{ name, unit: 'seconds', value: value === null ? null : Math.round(value), of, percent: false, behind: set && withSet(set) },
  })
  return [
    count('calls', totalOf(calls), 'calls'),
    count('answered', calls.answered, 'answered', offered),
    count('abandoned', calls.abandoned, 'abandoned', offered),
    count('abandonedShort', calls.abandonedShort, 'abandonedShort'),
    count('voicemail', calls.voicemail, 'voicemail'),
    count('interrupted', calls.interrupted, 'interrupted'),
    count('closedLine', totalOf(figures.closedLine), 'closedLine'),
    {
      ...count('serviceLevel', level.inTime, null, level.answered + level.abandoned),
      behind: { set: 'offered', from: level.from, to: level.to },
    },
    seconds('meanWait', figures.meanWait, 'answered', waits.count - abandoned.count),
    seconds('medianWait', waits.median, 'offered', waits.count),
    seconds('longestWait', waits.longest, 'offered', waits.count),
    seconds('medianAbandoned', abandoned.median, 'abandoned', abandoned.count),
    seconds('longestAbandoned', abandoned.longest, 'abandoned', abandoned.count),
    seconds('longestShort', abandonedShort.longest, 'abandonedShort', abandonedShort.count),
    seconds('medianLength', lengths.median, 'answered', lengths.count),
    seconds('lowerLength', lengths.lower, 'answered', lengths.count),
    seconds('upperLength', lengths.upper, 'answered', lengths.count),
    seconds('longestLength', lengths.longest, 'answered', lengths.count),
    count('overGuidance', lengths.overGuidance, 'answered', lengths.count),
    count('messagesLeft', messages.left, null),
    count('messagesHandled', messages.handled, null, messages.left),
    count('messagesExpired', messages.expired, null, messages.left),
    seconds('medianToAttempt', messages.toAttempt.median, null, messages.toAttempt.count),
    seconds('longestToAttempt', messages.toAttempt.longest, null, messages.toAttempt.count),
    count('callBacks', called, 'callBacks'),
    count(
      'callBacksAnswered',
      backs.reduce((sum, { answered }) => sum + answered, 0),
      'callBacks',
      called,
    ),
    count('replies', figures.replies, null),
  ]
}
