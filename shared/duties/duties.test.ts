import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lackingIn, type WrittenTexts } from '../writtenTexts.ts'
import { chooseOption, type DutyAnswers, decideDuty, questionsToAsk } from './decide.ts'
import { GUIDES, type GuideId, QUESTIONS } from './guidance.ts'
import { lawsOn, SHIPPED_LAWS, sameLaw } from './law.ts'
import { exactTime, reportText } from './reportText.ts'
import {
  CONFIRMABLE,
  explanationText,
  GUIDANCE_TEXTS,
  guidanceText,
  mayBeEmpty,
  openText,
  optionText,
  questionText,
  readText,
  unconfirmed,
} from './texts.ts'

const said = (guide: GuideId, answers: DutyAnswers): string => {
  const verdict = decideDuty(guide, answers)
  return verdict.is === 'open' ? `open ${verdict.next}${verdict.why === null ? '' : ` ${verdict.why}`}` : `${verdict.is} ${verdict.why}`
}

describe('a child at risk', () => {
  it.each<[rows: string, what: string, answers: DutyAnswers, expected: string]>([
    ['', 'nothing answered', {}, 'open concern'],
    ['H01', 'learned, and nothing more', { concern: ['learned'] }, 'open known'],
    ['H01', 'one does not know', { concern: ['unsure'] }, 'open concern suspicionIsEnough'],
    ['H14', 'no concern', { concern: ['no'] }, 'cannot noConcern'],
    ['H04', 'nothing is known of whom', { concern: ['learned'], known: ['nothing'] }, 'cannot cannotBeIdentified'],
    ['H04', 'though the municipality is', { concern: ['learned'], known: ['nothing'], recipient: ['place'] }, 'cannot cannotBeIdentified'],
    ['H06', 'it is not asked where', { concern: ['suspected'], known: ['child'] }, 'open recipient'],
    ['H06', 'it is not known where yet', { concern: ['suspected'], known: ['child'], recipient: ['unsure'] }, 'open recipient askPlace'],
    ['H06 H08', 'nobody to send it to', { concern: ['learned'], known: ['child', 'family'], recipient: ['no'] }, 'cannot noRecipient'],
    ['H01 H02', 'learned', { concern: ['learned'], known: ['child', 'family'], recipient: ['place'] }, 'must childAtRisk'],
    ['H01', 'suspected', { concern: ['suspected'], known: ['family'], recipient: ['place'] }, 'must childAtRisk'],
    ['H06 H07', 'by the school alone', { concern: ['suspected'], known: ['school'], recipient: ['through'] }, 'must childAtRisk'],
  ])('%s %s', (_rows, _what, answers, expected) => expect(said('child', answers)).toBe(expected))
})

describe('a serious crime', () => {
  const all = { act: ['listed'], nearness: ['underWay'], gravity: ['yes'] } satisfies DutyAnswers
  it.each<[rows: string, what: string, answers: DutyAnswers, expected: string]>([
    ['', 'nothing answered', {}, 'open act'],
    ['H10', 'listed, under way, grave', all, 'must seriousCrime'],
    ['H09', 'listed and near', { ...all, nearness: ['near'] }, 'may lifeOrHealth'],
    ['H09', 'another against life or health, under way', { ...all, act: ['life'] }, 'may lifeOrHealth'],
    ['H09', 'and near', { ...all, act: ['life'], nearness: ['near'] }, 'may lifeOrHealth'],
    ['H11', 'listed, not grave', { ...all, gravity: ['no'] }, 'cannot notGrave'],
    ['H11', 'talk', { ...all, nearness: ['talk'] }, 'cannot notNear'],
    ['H09 H10', 'over', { ...all, nearness: ['over'] }, 'cannot over'],
    ['H14', 'something else', { act: ['other'] }, 'cannot otherCrime'],
    ['H11', 'one does not know what', { ...all, act: ['unsure'] }, 'open act askMore'],
    ['H11', 'one does not know how near', { ...all, nearness: ['unsure'] }, 'open nearness askMore'],
    ['H11', 'one does not know how grave', { ...all, gravity: ['unsure'] }, 'open gravity askMore'],
  ])('%s %s', (_rows, _what, answers, expected) => expect(said('crime', answers)).toBe(expected))
})

/** Any answers that a page can give, and some to questions of the other guide. */
const anyAnswers: fc.Arbitrary<DutyAnswers> = fc
  .array(fc.constantFrom(...GUIDES.flatMap((guide) => QUESTIONS[guide].flatMap((one) => one.options.map(({ id }) => [one, id] as const)))))
  .map((chosen) => chosen.reduce<DutyAnswers>((answers, [question, option]) => chooseOption(answers, question, option), {}))

describe('whatever is answered', () => {
  it('what is asked next is shown, and nothing after it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...GUIDES), anyAnswers, (guide, answers) => {
        const verdict = decideDuty(guide, answers)
        const shown = questionsToAsk(guide, answers).map(({ id }) => id)
        expect(shown.length).toBeGreaterThan(0)
        expect(QUESTIONS[guide].slice(0, shown.length).map(({ id }) => id)).toEqual(shown)
        if (verdict.is === 'open') expect(shown.at(-1)).toBe(verdict.next)
        // only the shown answers count: the ones of questions that are hidden decide nothing
        const visible = Object.fromEntries(Object.entries(answers).filter(([id]) => shown.some((one) => one === id)))
        expect(decideDuty(guide, visible)).toEqual(verdict)
      }),
    )
  })

  it('more that is known of whom never undoes a duty (H07), and the police need to know of nobody (H13)', () => {
    const known = QUESTIONS.child.find(({ id }) => id === 'known')
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom('child', 'school', 'family', 'home'), (answers, more) => {
        if (decideDuty('child', answers).is === 'must' && known && !answers.known?.includes(more))
          expect(decideDuty('child', chooseOption(answers, known, more)).is).toBe('must')
        const { act, nearness, gravity } = answers
        const bare = Object.fromEntries(Object.entries({ act, nearness, gravity }).filter(([, value]) => value !== undefined))
        expect(decideDuty('crime', answers)).toEqual(decideDuty('crime', bare))
      }),
    )
  })

  it('what stands alone stands alone', () => {
    const known = QUESTIONS.child.find(({ id }) => id === 'known')
    if (!known) throw new Error('there is no such question')
    const some = chooseOption(chooseOption({}, known, 'child'), known, 'school')
    expect(some.known).toEqual(['child', 'school'])
    expect(chooseOption(some, known, 'nothing').known).toEqual(['nothing'])
    expect(chooseOption(chooseOption(some, known, 'nothing'), known, 'home').known).toEqual(['home'])
    expect(chooseOption(some, known, 'child').known).toEqual(['school'])
  })
})

describe('laws', () => {
  it.each([
    ['2025-06-30', ['report-child-2001']],
    ['2025-07-01', ['report-child-2025']],
  ])('on %s those hold that held then', (day, ids) => expect(lawsOn(SHIPPED_LAWS, ['reportChild'], day).map(({ id }) => id)).toEqual(ids))

  it('no section is shipped that the sources do not give', () => {
    expect(SHIPPED_LAWS.flatMap(({ provision }) => provision || [])).toEqual(['14 kap. 1 §', '23 kap. 6 §'])
  })

  it('any other word is another law', () => {
    const [law] = SHIPPED_LAWS
    if (!law) throw new Error('there is no law')
    expect(sameLaw(law, { ...law })).toBe(true)
    for (const fact of ['act', 'provision', 'note', 'source', 'sourceDate', 'until'] as const)
      expect(sameLaw(law, { ...law, [fact]: 'x' })).toBe(false)
  })
})

describe('the texts', () => {
  const anyWritten: fc.Arbitrary<WrittenTexts> = fc.dictionary(
    fc.constantFrom(...GUIDANCE_TEXTS.map(({ id }) => id)),
    fc.record({ sv: fc.string({ minLength: 1 }), en: fc.string({ minLength: 1 }), version: fc.nat(), at: fc.nat(), by: fc.string() }),
  )

  it('are there for every question, option and verdict, in both languages, whatever lawyers have written', () => {
    expect(new Set(GUIDANCE_TEXTS.map(({ id }) => id)).size).toBe(GUIDANCE_TEXTS.length)
    fc.assert(
      fc.property(fc.constantFrom(...GUIDES), anyAnswers, anyWritten, (guide, answers, written) => {
        const verdict = decideDuty(guide, answers)
        const ids = questionsToAsk(guide, answers).flatMap((one) => [
          questionText(one.id),
          ...one.options.map((o) => optionText(one.id, o.id)),
        ])
        if (verdict.is !== 'open') ids.push(explanationText(verdict))
        else if (verdict.why !== null) ids.push(openText(verdict.why))
        for (const id of ids) {
          const { sv, en } = readText(id, written)
          expect([sv.length, en.length].every((length) => length > 0)).toBe(true)
          const text = guidanceText(id)
          expect(text && mayBeEmpty(text)).toBe(false)
        }
      }),
    )
  })

  it('are for a lawyer to confirm until each has been written, but for the helps that came empty', () => {
    expect(GUIDANCE_TEXTS.filter((text) => !CONFIRMABLE.includes(text)).map(({ id }) => id)).toEqual(['act.help', 'nearness.help'])
    fc.assert(
      fc.property(anyWritten, (written) => {
        expect(unconfirmed(GUIDANCE_TEXTS, written)).toEqual(CONFIRMABLE.filter(({ id }) => !(id in written)))
      }),
    )
  })

  it.each([
    [{ sv: 'a', en: 'b' }, null, null],
    [{ sv: 'a', en: ' ' }, 'en', 'en'],
    [{ sv: '', en: 'b' }, 'sv', 'sv'],
    [{ sv: '', en: '' }, 'sv', null],
  ])('%j lacks %s, or %s where there may be none', (text, needed, optional) => {
    expect([lackingIn(text, false), lackingIn(text, true)]).toEqual([needed, optional])
  })
})

describe('the text of a report', () => {
  const sheet = {
    ...({ kind: 'police', texts: {}, times: null, recipient: ['Polisen'], author: 'A', line: 'L' } as const),
    ...{ madeAt: Date.parse('2026-03-29T00:59:59Z'), timeZone: 'Europe/Stockholm' },
  }
  it.each([
    ['2026-03-29T00:59:59Z', '2026-03-29 01:59:59 UTC+01:00'],
    ['2026-03-29T01:00:00Z', '2026-03-29 03:00:00 UTC+02:00'],
    ['2026-10-25T00:59:59Z', '2026-10-25 02:59:59 UTC+02:00'],
    ['2026-10-25T01:00:00Z', '2026-10-25 02:00:00 UTC+01:00'],
  ])('%s is exact, and once an hour comes twice still one', (at, text) => expect(exactTime(Date.parse(at), 'Europe/Stockholm')).toBe(text))

  it('is whole with nothing filled in, and holds what is', () => {
    const times = { arrivedAt: sheet.madeAt - 60_000, answeredAt: sheet.madeAt - 50_000, endedAt: null }
    expect(reportText(sheet)).toContain('så tiden finns inte')
    const text = reportText({ ...sheet, times, texts: { what: 'Hotet', child: 'hör inte hit' } })
    expect(text).toContain('Kom in: 2026-03-29 01:58:59 UTC+01:00')
    expect(text).toContain('Avslutades: har inte registrerats')
    expect(text).toContain('Vad som har kommit fram\nHotet')
    expect(text).not.toContain('hör inte hit')
  })
})
