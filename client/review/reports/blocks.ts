import type { ToldCount } from '../../../shared/disclosure/tables.ts'
import { DECLINED, hasOption, questionOf, UNKNOWN } from '../../../shared/form/questionnaire.ts'
import { COUNTIES } from '../../../shared/geography/counties.ts'
import { CATEGORY_QUESTION, hangsOn, type Report, type ToldQuestion, type ToldRow } from '../../../shared/reports/report.ts'
import type { Sheet } from '../../../shared/sheet.ts'
import { weekdayOf } from '../../../shared/zonedTime.ts'
import type { Language } from '../../i18n/i18n.ts'
import type { Behind } from '../calls/CallsBehind.tsx'
import { listingOf, listsOf } from './behind.ts'
import { daysOf } from './period.ts'
import type { ReportWords } from './words.ts'

/** One table of a report as it is shown, printed and saved: the same words and numbers everywhere. */
export interface Block {
  readonly title: string
  /** What the shares are of; null without shares. */
  readonly base: string | null
  readonly rows: readonly BlockRow[]
  readonly explanation: string
}

export interface BlockRow {
  readonly label: string
  /** A number, or words for what is not told. */
  readonly count: number | string
  /** Whole per cent of the base; null where it cannot be said. */
  readonly share: number | null
  /** Whole per cent of those who answered; only of what was answered. */
  readonly ofAnswers?: number | null
  /** Part of the row above it. */
  readonly part?: boolean
  /** The list of calls that can be opened, for the house's own eyes: it is no part of the report. */
  readonly behind?: Behind | undefined
}

export interface Section {
  readonly title: string
  readonly note: string | null
  /** What is said on the page alone of the calls behind the figures. */
  readonly ways?: string
  readonly blocks: readonly Block[]
}

/** Whether a block has shares of the answers. */
export const hasAnswers = ({ rows }: Block): boolean => rows.some(({ ofAnswers }) => ofAnswers !== undefined)

/** count ÷ base × 100 in whole per cent; null when either is not told, there is nothing to divide by, or the count is no part of it. */
const shareOf = (told: ToldCount, of: ToldCount | null): number | null =>
  told.is === 'shown' && of?.is === 'shown' && of.count > 0 && told.count <= of.count ? Math.round((told.count / of.count) * 100) : null

/** Whether a period begins and ends with a week: forms that are cut off from their calls have only their week left. */
const isOfWeeks = ({ from, to }: Pick<Report, 'from' | 'to'>): boolean => weekdayOf(from) === 0 && weekdayOf(to) === 6

/** Mean length of a month in days. */
const MONTH_DAYS = 365.25 / 12

/** A report in the reader's language. `monthName` spells YYYY-MM. */
export function sectionsOf(report: Report, words: ReportWords, language: Language, monthName: (month: string) => string): Section[] {
  const text = (told: ToldCount): number | string => (told.is === 'shown' ? told.count : words[told.is])
  const row = (label: string, told: ToldCount, of: ToldCount | null = null, part = false): BlockRow => ({
    ...{ label, count: text(told), part },
    share: shareOf(told, of),
  })
  const rows = (list: readonly ToldRow[], label: (key: string) => string, of: ToldCount, part = false): BlockRow[] =>
    list.map(({ key, told }) => row(label(key), told, of, part))
  const block = (title: string, of: string | null, list: readonly BlockRow[], explanation: string): Block => ({
    ...{ title, rows: list, explanation },
    base: of === null ? null : words.of(of),
  })
  const { calls, forms, explain } = { ...report, explain: words.explain }
  const perMonth = calls.is === 'shown' ? Math.round((calls.count / daysOf(report)) * MONTH_DAYS * 10) / 10 : words.withheld
  const lists = listsOf(report)
  const withForms = forms.is === 'shown' && forms.count > 0

  const isNone = (one: ToldCount) => one.is === 'shown' && one.count === 0
  const isPut = ({ answered, declined, unknown }: ToldQuestion) => ![answered, declined, unknown].every(isNone)
  const unput = report.questions.filter((one) => !isPut(one))
  const questions = (): Block[] => [
    ...report.questions.filter(isPut).map(question),
    ...(unput.length === 0
      ? []
      : [
          block(
            words.unput,
            words.ofGroup,
            unput.map((one) => row(questionOf(one.question)[language], one.notAsked, hangsOn(one.question) ? null : one.of)),
            explain.unput,
          ),
        ]),
  ]

  function question(told: ToldQuestion): Block {
    const asked = questionOf(told.question)
    const name = (key: string) => COUNTIES[key] ?? asked.options.find(({ id }) => id === key)?.[language] ?? key
    // A county without a call says nothing, and there are 21 of them; nor do the answers to a question that nobody answered.
    const options = isNone(told.answered) ? [] : told.options.filter(({ told: one }) => asked.type !== 'municipality' || !isNone(one))
    const how = asked.type === 'multi' ? 'several' : asked.type === 'number' ? 'number' : 'single'
    const on = hangsOn(told.question)
    const condition = on && questionOf(on.question).options.find(({ id }) => id === on.option)?.[language]
    return block(
      asked[language],
      condition ? words.ofThose(condition) : words.ofGroup,
      [
        row(words.answered, told.answered, told.of),
        ...options.map(({ key, told: one }) => ({ ...row(name(key), one, told.of, true), ofAnswers: shareOf(one, told.answered) })),
        ...(asked.type === 'number' ? [{ label: words.mean, count: told.mean ?? words.none, share: null, part: true }] : []),
        ...(hasOption(asked, DECLINED) ? [row(words.declined, told.declined, told.of)] : []),
        ...(hasOption(asked, UNKNOWN) ? [row(words.unknown, told.unknown, told.of)] : []),
        row(words.notAsked, told.notAsked, told.of),
      ],
      asked.type === 'municipality' ? `${explain.municipality} ${explain.single}` : explain[how],
    )
  }

  return [
    {
      title: words.callsTitle,
      note: calls.is === 'shown' && calls.count === 0 ? words.nothing : null,
      ways: words.listing[listingOf(report)],
      blocks: [
        block(
          words.callsTitle,
          null,
          [
            { ...row(words.calls, calls), behind: lists.calls },
            { label: words.perMonth, count: perMonth, share: null },
          ],
          explain.calls,
        ),
        block(
          words.monthsTitle,
          words.ofCalls,
          report.months.map(({ key, told }) => ({ ...row(monthName(key), told, calls), behind: lists.month(key, told) })),
          explain.months,
        ),
        block(
          words.resultsTitle,
          words.ofCalls,
          report.results.map(({ key, told }) => ({ ...row(words.results[key], told, calls), behind: lists.result(key, told) })),
          explain.results,
        ),
        block(
          words.channelsTitle,
          words.ofCalls,
          rows(report.channels, (key) => words.channels[key] ?? key, calls),
          explain.channels,
        ),
      ],
    },
    {
      title: words.besideTitle,
      note: null,
      blocks: [
        block(
          words.besideTitle,
          null,
          [
            { ...row(words.closedLine, report.closedLine), behind: lists.closedLine },
            { ...row(words.callBacks, report.callBacks), behind: lists.callBacks },
            row(words.messages, report.messages),
            row(words.messagesReached, report.messagesReached, null, true),
            row(words.emailReplies, report.emailReplies),
          ],
          explain.beside,
        ),
        block(
          words.callBacksTitle,
          words.ofCallBacks,
          rows(report.callBackResults, (key) => words.callBackResults[key as 'answered'], report.callBacks),
          explain.callBacks,
        ),
      ],
    },
    {
      title: words.formsTitle,
      note: withForms ? (isOfWeeks(report) ? null : words.formWeeks) : words.noForms,
      ...(withForms ? { ways: words.noList } : {}),
      blocks: withForms
        ? [
            block(
              words.formsTitle,
              words.ofCalls,
              [
                row(words.forms, forms, calls),
                ...rows(
                  report.categories,
                  (key) => questionOf(CATEGORY_QUESTION).options.find(({ id }) => id === key)?.[language] ?? key,
                  calls,
                  true,
                ),
                row(words.withoutForm, report.withoutForm, calls),
              ],
              explain.forms,
            ),
          ]
        : [],
    },
    { title: words.groupTitle, note: words.groupNote, blocks: withForms ? questions() : [] },
  ].filter(({ blocks, note }) => blocks.length > 0 || note !== words.groupNote)
}

/** The same as sheets: one for each section, with its tables below each other. `above` stands over each. */
export function sheetsOf(sections: readonly Section[], above: readonly string[], words: ReportWords): Sheet[] {
  return sections
    .filter(({ blocks }) => blocks.length > 0)
    .map(({ title, note, blocks }) => ({
      name: title,
      above: [...above, ...(note === null ? [] : [note]), words.protection[0] ?? ''],
      columns: [words.what, words.count, words.share, ...(blocks.some(hasAnswers) ? [words.ofAnswers] : [])],
      rows: blocks.flatMap(({ title: heading, base, rows }) => [
        [heading, base, null, ...(blocks.some(hasAnswers) ? [null] : [])],
        ...rows.map(({ label, count, share, ofAnswers, part }) => [
          ...[part ? `– ${label}` : label, count, share],
          ...(blocks.some(hasAnswers) ? [ofAnswers ?? null] : []),
        ]),
      ]),
    }))
}
