import { CALL_BACK_REASONS, type CallBackReason, type CallOutcome, type Line } from '../../../shared/floor/model.ts'
import { TALK_GUIDANCE_S } from '../../../shared/limits.ts'
import type { CallDot, ListedCall, MessageFigures, ReviewWeek, Spread, WeekFigures } from '../../../shared/review/week.ts'
import { MOST_DOTS, WAITED } from '../../../shared/review/week.ts'
import { CALL_BACK_RESULTS, CALL_RESULTS, type CallBackResult, type CallResult } from '../../../shared/volume/volume.ts'
import { weekdayOf } from '../../../shared/zonedTime.ts'
import { median } from '../messageFigures.ts'
import { makeQuarters } from './quarters.ts'
import type { WeekCall, WeekMessage } from './rows.ts'

/** Whether a time is known: of an imported call 0 s means that it is not (server/record/schema.ts). */
const isKnown = ({ origin }: WeekCall, seconds: number): boolean => origin !== 'imported' || seconds > 0

/**
 * The figures of a week that are made from its calls and messages. Definitions are those of design.md, section 5: offered is
 * A answered + B abandoned, short abandons (< 10 s) are in neither, and calls that met a closed line are apart. Pure.
 */
export function weekFigures(calls: readonly WeekCall[], messages: readonly WeekMessage[]): Omit<WeekFigures, 'serviceLevel' | 'replies'> {
  const came = calls.filter(({ kind, met_closed }) => kind === 'call' && met_closed === 0)
  const byResult = new Map<CallOutcome, WeekCall[]>()
  for (const call of came) append(byResult, call.result, call)
  const those = (result: CallResult) => byResult.get(result) ?? []
  const waitsOf = (some: readonly WeekCall[]) => some.filter((call) => isKnown(call, call.waited_s)).map(({ waited_s }) => waited_s)
  const answered = those('answered')
  const abandoned = waitsOf(those('abandoned'))
  const waits = waitsOf(answered)
  const lengths = answered.filter((call) => isKnown(call, call.length_s)).map(({ length_s }) => length_s)
  return {
    calls: counted(came, CALL_RESULTS),
    closedLine: counted(
      calls.filter(({ kind, met_closed }) => kind === 'call' && met_closed === 1),
      CALL_RESULTS,
    ),
    waits: spreadOf([...waits, ...abandoned]),
    meanWait: waits.length === 0 ? null : waits.reduce((sum, one) => sum + one, 0) / waits.length,
    abandoned: spreadOf(abandoned),
    abandonedShort: spreadOf(waitsOf(those('abandonedShort'))),
    lengths: {
      ...spreadOf(lengths),
      lower: quantile(lengths, 0.25),
      upper: quantile(lengths, 0.75),
      overGuidance: lengths.filter((length) => length > TALK_GUIDANCE_S).length,
    },
    callBacks: Object.fromEntries(
      CALL_BACK_REASONS.map((reason) => [
        reason,
        counted(
          calls.filter((call) => call.kind === 'callBack' && call.reason === reason),
          CALL_BACK_RESULTS,
        ),
      ]),
    ) as Record<CallBackReason, Record<CallBackResult, number>>,
    messages: messageFigures(messages),
    synthetic: [...calls, ...messages].filter(({ origin }) => origin === 'demo').length,
    imported: calls.filter(({ origin }) => origin === 'imported').length,
  }
}

/** Of messages left in a period, as things are now; time to call back is from the message to the first attempt, whatever came of it. Pure. */
export function messageFigures(messages: readonly WeekMessage[]): MessageFigures {
  return {
    left: messages.length,
    handled: messages.filter(({ handled }) => handled !== null).length,
    calledBack: messages.filter(({ called_back }) => called_back !== null).length,
    expired: messages.filter(({ state }) => state === 'expired').length,
    toAttempt: spreadOf(messages.flatMap(({ arrived, attempted }) => (attempted === null ? [] : [(attempted - arrived) / 1_000]))),
  }
}

/** How many, their median and the longest. */
export function spreadOf(seconds: readonly number[]): Spread {
  return { count: seconds.length, median: median(seconds), longest: seconds.length === 0 ? null : longestOf(seconds) }
}

/** Zero without any. A week may have more than can be the arguments of Math.max. */
const longestOf = (seconds: readonly number[]): number => seconds.reduce((longest, one) => Math.max(longest, one), 0)

/** The value below which a share of the values lies, between neighbours in proportion: Hyndman & Fan's type 7 (Am. Stat. 50 (1996)), Excel's QUARTILE.INC. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = Float64Array.from(values).sort()
  const place = (sorted.length - 1) * share
  const [lower, upper] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return lower === undefined || upper === undefined ? null : lower + (upper - lower) * (place - Math.floor(place))
}

/**
 * Calls that waited, as dots: the time rounded down to the quarter of an hour. In order of their time. Of more than `most` one in so many,
 * counted off day by day and so even over the week, with the longest wait and the longest talk. Pure.
 */
export function dotsOf(lines: readonly Line[], calls: readonly WeekCall[], most = MOST_DOTS): Pick<ReviewWeek, 'dots' | 'sample'> {
  const listed = makeListed(lines)
  const all = calls.filter(hasDot)
  const every = Math.max(1, Math.ceil(all.length / most))
  const longest = [longestBy(all, ({ waited_s }) => waited_s), longestBy(all, ({ length_s }) => length_s)]
  const dots = all
    .filter((call, at) => at % every === 0 || longest.includes(call))
    .sort((a, b) => a.arrived - b.arrived)
    .map((call): CallDot => {
      const { minute, waitedS, lengthS } = listed(call)
      return { weekday: weekdayOf(call.day), minute, of: waitedAs(call) ?? 'answered', waitedS, lengthS }
    })
  return { dots, sample: { every, of: all.length } }
}

const waitedAs = (call: WeekCall) => WAITED.find((result) => result === call.result)

/** Whether a call waited while the line was open, and its wait or its length is known. */
const hasDot = (call: WeekCall): boolean =>
  call.kind === 'call' && call.met_closed === 0 && waitedAs(call) !== undefined && isKnown(call, Math.max(call.waited_s, call.length_s))

const longestBy = (calls: readonly WeekCall[], secondsOf: (call: WeekCall) => number): WeekCall | undefined =>
  calls.reduce<WeekCall | undefined>((longest, call) => (longest && secondsOf(longest) >= secondsOf(call) ? longest : call), undefined)

/** Makes calls of these lines as they may be shown: the time rounded down to the quarter of an hour, seconds whole, and nothing of who. */
export function makeListed(lines: readonly Line[]): (call: WeekCall) => ListedCall {
  const quarterOf = makeQuarters()
  const zones = new Map(lines.map(({ id, timeZone }) => [id, timeZone]))
  return (call) => {
    const { line, day, channel, kind, arrived, waited_s } = call
    const length = call.length_s
    return {
      line,
      day,
      minute: quarterOf(arrived, zones.get(line) ?? 'UTC'),
      channel,
      kind,
      outcome: call.result,
      waitedS: isKnown(call, waited_s) ? Math.round(waited_s) : null,
      lengthS: call.result === 'answered' && isKnown(call, length) ? Math.round(length) : null,
    }
  }
}

function counted<K extends CallOutcome>(calls: readonly WeekCall[], results: readonly K[]): Record<K, number> {
  const counts = new Map<CallOutcome, number>()
  for (const call of calls) counts.set(call.result, (counts.get(call.result) ?? 0) + 1)
  return Object.fromEntries(results.map((result) => [result, counts.get(result) ?? 0])) as Record<K, number>
}

/** Adds to the list of a key. */
export function append<K, T>(lists: Map<K, T[]>, key: K, one: T): void {
  const list = lists.get(key)
  if (list) list.push(one)
  else lists.set(key, [one])
}
