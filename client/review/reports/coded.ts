import type { ToldCount } from '../../../shared/disclosure/tables.ts'
import {
  DECLINED,
  hasOption,
  QUESTIONNAIRE_VERSION,
  QUESTIONS,
  type Question,
  questionOf,
  SECTIONS,
  type ShowIf,
  UNKNOWN,
} from '../../../shared/form/questionnaire.ts'
import { COUNTIES } from '../../../shared/geography/counties.ts'
import { CATEGORY_QUESTION, REPORTED_QUESTIONS, type Report, type ToldQuestion } from '../../../shared/reports/report.ts'
import type { Sheet, SheetCell } from '../../../shared/sheet.ts'
import type { WrittenText, WrittenTexts } from '../../../shared/writtenTexts.ts'
import type { Language } from '../../i18n/i18n.ts'
import type { ReportWords } from './words.ts'

/** Names of counts that are no answer; no question has such an option. */
const ANSWERED = '(answered)'
const NOT_ASKED = '(not_asked)'
const FORMS = '(forms)'
const MEAN = '(mean)'

/**
 * A report for those who work further with it: its counts of answers under the codes of the questionnaire, and the questionnaire as
 * their code book, with the `rules` that the operator has written for answers. It tells what the report tells: no form, note or time, and
 * no small count. `above` stands over both.
 */
export function codedSheets(
  report: Report,
  rules: WrittenTexts,
  above: readonly string[],
  words: ReportWords,
  language: Language,
): Sheet[] {
  const { coded } = words
  const heading = [...above, coded.version(QUESTIONNAIRE_VERSION), words.protection[0] ?? '']
  return [
    { name: coded.answers, above: heading, columns: coded.columns, rows: answerRows(report, words) },
    {
      name: coded.book,
      above: heading,
      columns: coded.bookColumns,
      rows: QUESTIONS.flatMap((one) => bookRows(one, rules[one.id], words, language)),
    },
  ]
}

function answerRows({ forms, categories, questions }: Report, words: ReportWords): SheetCell[][] {
  const text = (told: ToldCount): SheetCell => (told.is === 'shown' ? told.count : words[told.is])
  const row = (question: string, answer: string, told: ToldCount, of: ToldCount) => [question, answer, text(told), text(of)]
  const ofQuestion = ({ question, of, ...told }: ToldQuestion): SheetCell[][] => [
    row(question, ANSWERED, told.answered, of),
    ...told.options.map(({ key, told: one }) => row(question, key, one, of)),
    ...(told.mean === null ? [] : [[question, MEAN, told.mean, text(told.answered)]]),
    ...(
      [
        [DECLINED, told.declined],
        [UNKNOWN, told.unknown],
      ] as const
    )
      .filter(([id]) => hasOption(questionOf(question), id))
      .map(([id, one]) => row(question, id, one, of)),
    row(question, NOT_ASKED, told.notAsked, of),
  ]
  return [
    row(CATEGORY_QUESTION, FORMS, forms, forms),
    ...categories.map(({ key, told }) => row(CATEGORY_QUESTION, key, told, forms)),
    ...questions.flatMap(ofQuestion),
  ]
}

/** One row for each answer that a question can have. */
function bookRows(question: Question, rule: WrittenText | undefined, words: ReportWords, language: Language): SheetCell[][] {
  const { coded } = words
  const { id, section, type, askedOf, filled, showIf, offUntilDecided, min, max, needsRule } = question
  const isReported = id === CATEGORY_QUESTION || REPORTED_QUESTIONS.some((one) => one === id)
  const when = [showIf ? conditionOf(showIf, words) : '', offUntilDecided ? coded.undecided : ''].filter((part) => part !== '').join('; ')
  const of = [
    SECTIONS.find((one) => one.id === section)?.[language] ?? section,
    ...[id, question[language], coded.types[type], coded.askedOf[askedOf], coded.filled[filled], when],
    isReported ? coded.reported : coded.notReported,
  ]
  const ruled = rule?.[language] ? coded.rule(rule[language], rule.version) : needsRule ? coded.noRule : ''
  const answers: (readonly [string, string])[] = [
    ...(min !== undefined && max !== undefined ? [[coded.range(min, max), ''] as const] : []),
    ...(type === 'municipality' ? Object.entries(COUNTIES).sort(([a], [b]) => a.localeCompare(b)) : []),
    ...question.options.map((option) => [option.id, option[language]] as const),
    ...(isReported
      ? ([
          [ANSWERED, coded.answered],
          [NOT_ASKED, coded.notAsked],
        ] as const)
      : []),
    ...(id === CATEGORY_QUESTION ? ([[FORMS, coded.forms]] as const) : []),
    ...(isReported && type === 'number' ? ([[MEAN, coded.mean]] as const) : []),
  ]
  return (answers.length > 0 ? answers : [['', '']]).map(([answer = '', text = '']) => [...of, answer, text, ruled])
}

const conditionOf = (showIf: ShowIf, { coded }: ReportWords): string =>
  'anyOf' in showIf ? coded.anyOf(showIf.question, showIf.anyOf.join(' / ')) : coded.noneOf(showIf.question, showIf.noneOf.join(' / '))
