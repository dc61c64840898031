import type { ToldCount } from '../../../shared/disclosure/tables.ts'
import { questionOf } from '../../../shared/form/questionnaire.ts'
import { LEAST_ANSWERS } from '../../../shared/survey/periods.ts'
import type { SurveyReview, ToldServiceYear, ToldSurveyQuestion } from '../../../shared/survey/review.ts'
import { CONTACTED, SURVEY_QUESTIONS } from '../../../shared/survey/survey.ts'
import { shareInterval } from '../../../shared/volume/intervals.ts'
import { PUBLISHED_SOURCES } from '../../../shared/volume/publishedFigures.ts'
import type { Language } from '../../i18n/i18n.ts'
import type { Block, BlockRow, Section } from '../reports/blocks.ts'
import type { ReportWords } from '../reports/words.ts'
import type { SurveyReviewWords } from './words.ts'

/** With fewer answers a reader is warned: the interval of a share is then more than about 30 per cent wide. */
export const FEW_ANSWERS = 50

/** What a reader must know before the figures, in the order of weight. */
export function warningsOf(review: SurveyReview, words: SurveyReviewWords): string[] {
  const { calls, setAside } = review
  const { answered } = review.period
  const isFew = answered.is === 'small' || (answered.is === 'shown' && answered.count < FEW_ANSWERS)
  const isMany = calls.is === 'shown' && answered.is === 'shown' && answered.count > calls.count
  return [
    ...(isMany ? [words.manyNote] : []),
    ...(setAside > 0 ? [words.floodNote(setAside)] : []),
    ...(review.period.open ? [words.runningNote(LEAST_ANSWERS)] : isFew ? [words.fewNote] : []),
  ]
}

/** The share of those who made contact, with its interval, in whole per cent; null when it cannot be said. */
export function shareText(made: ToldCount | undefined, of: number | null, words: SurveyReviewWords): string | null {
  if (made?.is !== 'shown' || of === null || of <= 0) return null
  const interval = shareInterval(made.count, of)
  if (!interval) return null
  const percent = (share: number) => Math.round(share * 100)
  return words.interval(percent(made.count / of), percent(interval.low), percent(interval.high))
}

/** Survey and referrals in the reader's language, as the tables of a report. */
export function sectionsOf(review: SurveyReview, words: SurveyReviewWords, report: ReportWords, language: Language): Section[] {
  const text = (told: ToldCount): number | string => (told.is === 'shown' ? told.count : report[told.is])
  const share = (told: ToldCount, of: ToldCount | null): number | null =>
    told.is === 'shown' && of?.is === 'shown' && of.count > 0 ? Math.round((told.count / of.count) * 100) : null
  const row = (label: string, told: ToldCount, of: ToldCount | null = null, part = false): BlockRow => ({
    ...{ label, count: text(told), share: share(told, of), part },
  })
  const said = (label: string, count: number | string | null): BlockRow => ({ label, count: count ?? report.none, share: null })
  const { answered } = review.period

  const contact = review.questions.find((one) => one.contact !== null)
  const earlierYes = review.earlier?.options.find(({ key }) => key === 'yes')?.told
  const newest = review.years[0]

  function question(told: ToldSurveyQuestion): Block {
    const asked = SURVEY_QUESTIONS.find(({ id }) => id === told.question)
    const name = (key: string) => asked?.options.find(({ id }) => id === key)?.text[language] ?? key
    const others = told.passedOver ? [told.declined, told.passedOver] : []
    const all = told.passedOver && told.of.is === 'shown' ? told.of.count : Number.NaN
    const given = others.reduce((left, one) => (one.is === 'shown' ? left - one.count : Number.NaN), all)
    const base: ToldCount | null = given > 0 ? { is: 'shown', count: given } : null
    return {
      title: asked?.text[language] ?? told.question,
      base: report.of(asked?.showIf ? words.ofReferred : words.ofAll),
      rows: [
        ...told.options.map(({ key, told: one }) => ({
          ...row(name(key), one, told.of),
          ...(base ? { ofAnswers: share(one, base) } : {}),
        })),
        row(report.declined, told.declined, told.of),
        ...(told.passedOver ? [row(words.passedOver, told.passedOver, told.of)] : []),
      ],
      explanation: asked?.type === 'multi' ? words.explainSeveral : words.explainSingle,
    }
  }

  function bySurvey({ question: id, of, contact: told, options }: ToldSurveyQuestion): Block {
    const asked = SURVEY_QUESTIONS.find((one) => one.id === id)
    const parts = (made: boolean) =>
      options
        .filter(({ key }) => CONTACTED.includes(key) === made)
        .map(({ key, told: one }) => row(asked?.options.find((option) => option.id === key)?.text[language] ?? key, one, null, true))
    const all = told?.made.is === 'shown' && told.notMade.is === 'shown' ? told.made.count + told.notMade.count : null
    return {
      title: words.surveyTitle,
      base: null,
      rows: [
        row(words.contactMade, told?.made ?? { is: 'withheld' }),
        ...parts(true),
        row(words.contactNot, told?.notMade ?? { is: 'withheld' }),
        ...parts(false),
        said(words.contactShareOfAnswers, shareText(told?.made, all, words)),
        said(words.contactShareOfAll, shareText(told?.made, of.is === 'shown' ? of.count : null, words)),
      ],
      explanation: words.explainSurvey,
    }
  }

  function byEarlier(): Block[] {
    if (!review.earlier) return []
    const asked = questionOf(review.earlier.question)
    const none = review.earlier.options.find(({ key }) => key === 'no_referral')?.told
    const all = review.earlier.answered
    const of = all.is === 'shown' && none?.is === 'shown' ? all.count - none.count : null
    const name = (key: string) => asked.options.find(({ id }) => id === key)?.[language] ?? key
    return [
      {
        title: words.earlierTitle,
        base: null,
        rows: [
          ...review.earlier.options.map(({ key, told }) => row(name(key), told)),
          said(words.contactShare, shareText(earlierYes, of, words)),
        ],
        explanation: words.explainEarlier,
      },
    ]
  }

  const byServices = ({ year, contacted, services }: ToldServiceYear): Block => ({
    title: words.servicesTitle(year),
    base: null,
    rows: [
      row(words.allServices, contacted),
      ...services.flatMap((one) => [
        row(`${one.name} (${one.source})`, one.contacted),
        ...(one.started ? [row(words.ofThem, one.started, null, true)] : []),
      ]),
    ],
    explanation: words.explainServices,
  })

  const source = PUBLISHED_SOURCES.followUp2021[language]
  const answeredShare = share(answered, review.invited)
  return [
    {
      title: words.reachTitle,
      note: null,
      blocks: [
        {
          title: words.reachBlock,
          base: null,
          rows: [
            row(words.calls, review.calls),
            row(words.invited, review.invited),
            row(words.answered, answered),
            said(words.answeredShare, answeredShare),
          ],
          explanation: words.explainReach,
        },
      ],
    },
    {
      title: words.outcomeTitle,
      note: words.outcomeNote,
      blocks: [
        {
          title: words.stepsTitle,
          base: null,
          rows: [
            row(words.step1, review.calls),
            row(words.step2, review.referrals),
            ...(contact ? [row(words.step3Survey, contact.contact?.made ?? { is: 'withheld' })] : []),
            ...(earlierYes ? [row(words.step3Earlier, earlierYes)] : []),
            ...(newest ? [row(words.step3Services(newest.year), newest.contacted)] : []),
          ],
          explanation: words.explainSteps,
        },
        ...(contact ? [bySurvey(contact)] : []),
        ...byEarlier(),
        ...review.years.map(byServices),
        {
          title: words.publishedTitle,
          base: null,
          // The source is named where it is printed too.
          rows: [
            said(`${words.publishedLabel} (${source})`, words.publishedValue),
            said(`${words.publishedMajority} (${source})`, words.publishedMost),
          ],
          explanation: words.explainPublished,
        },
      ],
    },
    {
      title: words.questionsTitle,
      note: review.period.open ? words.runningNote(LEAST_ANSWERS) : null,
      blocks: review.questions.map(question),
    },
  ]
}
