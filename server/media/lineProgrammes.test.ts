import { describe, expect, it } from 'vitest'
import type { Line } from '../../shared/floor/model.ts'
import { newLineService, plainService } from '../../shared/floor/service.ts'
import type { Hours } from '../../shared/hours.ts'
import type { Language } from '../../shared/languages.ts'
import { closedOf, menuOf, onceOf, soundOf, spokenLanguage, voicemailOf, waitingOf } from './lineProgrammes.ts'
import type { Clip } from './oggOpus.ts'
import type { Programme } from './programmes.ts'
import type { Prompts } from './prompts.ts'

/** Prompts whose every clip says what it is; `own` are the operator's, `none` are missing. */
function prompts({ own = [], none = [] }: { own?: readonly string[]; none?: readonly string[] } = {}): Prompts {
  return {
    clip: async (_line, language, id) => (none.includes(`${language}/${id}`) ? null : [Buffer.from(`${language}/${id}`)]),
    own: async () => null,
    isOwn: async (_line, language, id) => own.includes(`${language}/${id}`),
    ships: () => true,
  }
}

const open = [{ from: '08:30', to: '16:00' }]
const hours = (...days: readonly number[]): Hours => ({ week: days.map((day) => (day ? open : [])), holidays: [], exceptions: [] })
const FIVE = hours(1, 1, 1, 1, 1, 0, 0)
const THREE = hours(1, 1, 0, 0, 1, 0, 0)

function line(service: Partial<Line['service']> = {}, of: Hours | null = null): Line {
  const fields = { id: 'l', name: 'L', greeting: '', order: 0, startedOn: '2026-01-01', catchment: 1, timeZone: 'Europe/Stockholm' }
  return { ...fields, ...newLineService, hours: of, service: { ...plainService, ...service } }
}

/** What is heard, up to the end or `most` clips; pauses as `…`. */
function heard(programme: Programme, most = 30): string[] {
  const said: string[] = []
  for (let next = programme.next(); !next.done && said.length < most; next = programme.next()) said.push(textOf(next.value))
  return said
}
const textOf = (clip: Clip) => (clip.length === 1 ? String(clip[0]) : '…')

const voicemail = { ...plainService.voicemail, whenClosed: true }

describe('a closed line', () => {
  it.each<[string, Hours | null, readonly string[], string[]]>([
    ['with hours that we can say', FIVE, [], ['sv/closed', 'sv/hours_weekdays_five', 'sv/danger']],
    ['with the other ones', THREE, [], ['sv/closed', 'sv/hours_weekdays_three', 'sv/danger']],
    ['with hours of its own', hours(1, 1, 1, 1, 1, 1, 0), [], ['sv/closed', 'sv/danger']],
    [
      'with a later start on one day',
      { ...FIVE, week: [[{ from: '09:00', to: '16:00' }], ...FIVE.week.slice(1)] },
      [],
      ['sv/closed', 'sv/danger'],
    ],
    ['with lunch', { ...FIVE, week: [[...open, ...open], ...FIVE.week.slice(1)] }, [], ['sv/closed', 'sv/danger']],
    ['whose own recording says the hours', FIVE, ['sv/closed'], ['sv/closed', 'sv/danger']],
  ])('%s', async (_name, of, own, expected) => {
    expect(heard(await closedOf(prompts({ own }), { line: line({ voicemail }, of), language: 'sv' }))).toEqual(expected)
  })

  it('says that no message can be left where one is expected, and then it ends', async () => {
    const said = ['sv/closed', 'sv/hours_weekdays_five', 'sv/no_message', 'sv/danger']
    const ofLine = (service: Partial<Line['service']>) => ({ line: line(service, FIVE), language: 'sv' }) as const
    expect(heard(await closedOf(prompts(), ofLine({ voicemail }), false))).toEqual([...said, '…', ...said])
    expect(heard(await closedOf(prompts(), ofLine({}), false))).not.toContain('sv/no_message')
  })

  it('says it twice when the call ends then', async () => {
    const said = ['en/closed', 'en/danger']
    expect(heard(await closedOf(prompts(), { line: line(), language: 'en' }))).toEqual([...said, '…', ...said])
  })
})

describe('the menu of languages', () => {
  it.each<[string, Language[], readonly string[], string[]]>([
    [
      'says each in its own language, twice',
      ['sv', 'ar'],
      [],
      ['sv/choose_language', 'ar/choose_language', '…', 'sv/choose_language', 'ar/choose_language', '…'],
    ],
    ['leaves out what nobody has recorded', ['sv', 'ar'], ['ar/choose_language'], ['sv/choose_language', '…', 'sv/choose_language', '…']],
    ['ends at once with nothing to choose', ['sv'], [], []],
    ['ends at once with nothing recorded', ['kmr', 'ar'], ['ar/choose_language', 'kmr/choose_language'], []],
  ])('%s', async (_name, languages, none, expected) => {
    expect(heard(await menuOf(prompts({ none }), line({ languages, languageMenu: true })))).toEqual(expected)
  })
})

describe('waiting', () => {
  const wait = async (service: Partial<Line['service']>, place: number) =>
    heard(await waitingOf(prompts(), { line: line(service), language: 'sv' }, 'welcome', () => place, Date.now), 6)

  it.each<[string, Partial<Line['service']>, number, string[]]>([
    ['plain', {}, 3, ['sv/welcome', 'sv/waiting', 'sv/queue_wait', 'sv/waiting']],
    ['with the place', { sayPosition: true }, 3, ['sv/welcome', 'sv/waiting', 'sv/queue_wait', 'sv/position_3', 'sv/waiting']],
    ['far back', { sayPosition: true }, 10, ['sv/welcome', 'sv/waiting', 'sv/queue_wait', 'sv/position_many', 'sv/waiting']],
    [
      'with a message by key',
      { voicemail: { ...voicemail, byKey: true } },
      1,
      ['sv/welcome', 'sv/waiting', 'sv/queue_wait', 'sv/press_message', 'sv/waiting'],
    ],
    ['without the key, no message is offered', { voicemail }, 1, ['sv/welcome', 'sv/waiting', 'sv/queue_wait', 'sv/waiting']],
  ])('%s', async (_name, service, place, expected) => expect((await wait(service, place)).slice(0, expected.length)).toEqual(expected))

  it('says nothing of messages while they cannot be kept', async () => {
    let can = false
    const of = { line: line({ voicemail: { ...voicemail, byKey: true } }), language: 'sv' } as const
    let now = 0
    const clock = () => {
      now += 200_000
      return now
    }
    const programme = await waitingOf(
      prompts(),
      of,
      null,
      () => 1,
      clock,
      () => can,
    )
    expect(heard(programme, 4)).toEqual(['sv/waiting', 'sv/queue_wait', 'sv/waiting', 'sv/queue_wait'])
    can = true
    expect(heard(programme, 4)).toContain('sv/press_message')
  })

  it('goes on after a fault with that alone, or without a word', async () => {
    const of = async (opening: 'returned' | null) =>
      heard(await waitingOf(prompts(), { line: line(), language: 'en' }, opening, () => null, Date.now), 2)
    expect([await of('returned'), await of(null)]).toEqual([
      ['en/returned', 'en/waiting'],
      ['en/waiting', 'en/waiting'],
    ])
  })
})

it('asks for a message, and says how to go on waiting only to those who can', async () => {
  const of = { line: line(), language: 'sv' } as const
  expect(heard(await voicemailOf(prompts(), of, true))).toEqual(['sv/leave_message', 'sv/press_return', 'sv/beep'])
  expect(heard(await voicemailOf(prompts(), of, false))).toEqual(['sv/leave_message', 'sv/beep'])
  expect(heard(await voicemailOf(prompts(), of, true, () => false)), 'no tone before words that cannot be kept').toEqual([
    'sv/leave_message',
    'sv/press_return',
    'sv/no_message',
  ])
  expect(heard(await onceOf(prompts(), of, 'message_saved'))).toEqual(['sv/message_saved'])
  expect(heard(await soundOf(prompts(), of, 'ringback'), 3)).toEqual(new Array(3).fill('sv/ringback'))
})

it.each<[Language, Language[], Language]>([
  ['en', ['sv', 'en'], 'en'],
  ['en', ['sv', 'ar'], 'sv'],
  ['sv', ['ar'], 'ar'],
])('speaks %s where %s are offered: %s', (asked, languages, expected) => {
  expect(spokenLanguage(line({ languages }), asked)).toBe(expected)
})
