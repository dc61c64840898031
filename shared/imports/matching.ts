import { type Column, SECONDS_HEADING } from './columns.ts'
import type { DateOrder } from './times.ts'

/** Which columns mean what; columns by their index from 0. */
export interface Matching {
  /** A date and a time of day, in one column or in two. */
  readonly time: number | null
  readonly clock: number | null
  /** Null while somebody must choose. */
  readonly order: DateOrder | null
  readonly timeZone: string
  /** Seconds of talk, of the wait, and of the whole call from the first ring on. */
  readonly talk: number | null
  readonly wait: number | null
  readonly total: number | null
  readonly answered: Answered
  /** Which words of a column mean an incoming call; null takes every row for one. */
  readonly incoming: { readonly column: number; readonly words: readonly string[] } | null
}

/** Answered by the words of a column, in small letters, or when there are seconds of talk (or of the whole call, where no talk is matched). */
export type Answered =
  | { readonly by: 'words'; readonly column: number; readonly yes: readonly string[]; readonly no: readonly string[] }
  | { readonly by: 'seconds' }

/** What is still missing before a file can be read with this matching. */
export const LACKS = ['time', 'clock', 'order', 'answered', 'answeredWords', 'incoming'] as const
export type Lack = (typeof LACKS)[number]

export function lacksOf(matching: Matching, columns: readonly Column[]): Lack[] {
  const { time, clock, order, answered, incoming, talk, total } = matching
  const lacks: Lack[] = []
  if (time === null) lacks.push('time')
  else if (columns[time]?.kind === 'date' && clock === null) lacks.push('clock')
  if (order === null) lacks.push('order')
  if (answered.by === 'seconds' && talk === null && total === null) lacks.push('answered')
  if (answered.by === 'words' && answered.yes.length === 0) lacks.push('answeredWords')
  if (incoming && incoming.words.length === 0) lacks.push('incoming')
  return lacks
}

/** Every column that this matching reads. */
export function columnsRead({ time, clock, talk, wait, total, answered, incoming }: Matching): number[] {
  const all = [time, clock, talk, wait, total, answered.by === 'words' ? answered.column : null, incoming?.column ?? null]
  return [...new Set(all.filter((column) => column !== null))]
}

/** The matching that headings and values suggest; the reader corrects it. */
export function guessMatching(columns: readonly Column[], timeZone: string): Matching {
  const free = new Set(columns.keys())
  const take = (fits: (column: Column) => boolean): number | null => {
    const found = [...free].find((index) => columns[index] && fits(columns[index]))
    if (found !== undefined) free.delete(found)
    return found ?? null
  }
  const of = (kind: Column['kind'], heading: Pick<RegExp, 'test'>) => take((column) => column.kind === kind && heading.test(column.heading))
  const date = columns.some(({ kind }) => kind === 'time') ? null : (of('date', START) ?? of('date', /(?:)/))
  const time = date ?? of('time', START) ?? of('time', /(?:)/)
  const clock = date === null ? null : (of('clock', START) ?? of('clock', /(?:)/))
  const wait = of('seconds', WAIT)
  const total = of('seconds', TOTAL)
  const talk = of('seconds', TALK) ?? of('seconds', SECONDS_HEADING) ?? (total === null ? take(isLength) : null)
  const direction = take(({ kind, words, heading }) => kind === 'words' && (DIRECTION.test(heading) || words.some((word) => IN.test(word))))
  const result = take(
    ({ kind, words, heading }) =>
      ['words', 'seconds'].includes(kind) &&
      words.length > 0 &&
      (RESULT.test(heading) || words.every((word) => YES.test(word) || NO.test(word))),
  )
  return {
    time,
    clock,
    order: orderOf(time === null ? [] : (columns[time]?.orders ?? [])),
    timeZone,
    talk,
    wait,
    total,
    answered: result === null ? { by: 'seconds' } : answeredBy(columns, result),
    incoming: direction === null ? null : incomingBy(columns, direction),
  }
}

/** The only order that fits; null when there are several. Where it does not matter, any. */
export const orderOf = (orders: readonly DateOrder[]): DateOrder | null => (orders.length > 1 ? null : (orders[0] ?? 'dmy'))

/** A column's words as answered, where they are known for it, and else as not answered. */
export function answeredBy(columns: readonly Column[], column: number): Answered {
  const words = columns[column]?.words ?? []
  return { by: 'words', column, yes: words.filter((word) => YES.test(word)), no: words.filter((word) => !YES.test(word)) }
}

export function incomingBy(columns: readonly Column[], column: number): NonNullable<Matching['incoming']> {
  return { column, words: (columns[column]?.words ?? []).filter((word) => IN.test(word)) }
}

const isLength = ({ kind, words }: Column): boolean => kind === 'seconds' && (words.length === 0 || words.length > 3)

const START = /start|begin|börja|borja|ankom|arriv|inkom|received|tid|time|datum|date|klock/i
const WAIT = /vänte|vante|\bkö|wait|queue|\bring(?!upp)/i
const TOTAL = /total|hela|^dur(?:ation)?$|duration/i
/** Headings of how long a talk was. */
export const TALK = { test: (heading: string): boolean => /tal[kt]|samtal|billsec|conversation/i.test(heading) || isAnswerTime(heading) }
const DIRECTION = /riktning|direction|samtalstyp|call ?type|\btyp\b/i
const RESULT = /besvar|answer|status|dispos|result|utfall/i
const IN = /^(?:in|inbound|incoming|inkommande|ing[aå]ende|mottag\w*|terminat\w*|mt|received)$/i
const YES = /^(?:answered|besvarat|besvarad|besvarade|ja|yes|y|j|true|sant|1|ok|completed|connected|success)$/i
const NO =
  /^(?:nej|no|n|false|falskt|0|no.?answer|not.?answered|unanswered|(?:ej|inte) besvara[dt]|obesvara[dt]|missa[dt]|missed|busy|upptaget|failed|misslyckat|abandoned|övergivet|avbrutet|cancell?ed|cancel|lagt på|congestion|voicemail)$/i

/** Whether a line of a heading has a word of time after one of an answer. */
function isAnswerTime(heading: string): boolean {
  return heading.split(/[\n\r\u2028\u2029]/).some((line) => {
    const answer = line.search(/answer/i)
    return answer >= 0 && /time|sec/i.test(line.slice(answer + 'answer'.length))
  })
}
