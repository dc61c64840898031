import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../shared/languages.ts'
import { SOUND_IDS, SPOKEN_IDS } from '../../shared/prompts.ts'
import { reviewOf, shippedText, textToRead } from './texts.ts'

const span = [{ from: '08:30', to: '16:00' }]
const FIVE = { week: [span, span, span, span, span, [], []], holidays: [], exceptions: [] }
const line = { name: 'Nattlinjen', hours: null }

describe('what is read aloud', () => {
  const cases = LANGUAGES.flatMap((language) => SPOKEN_IDS.map((id) => ({ language, id })))

  it.each(cases)('$id in $language is whole sentences without gaps, of this line', ({ language, id }) => {
    const text = textToRead(id, language, { ...line, hours: FIVE })
    expect(text).toMatch(/[.!?؟]$/)
    expect(text).not.toMatch(/[{}]|undefined|Välj att sluta| {2}/)
  })

  it('names the line, says that the caller is anonymous, and tells of the duty to report', () => {
    const text = textToRead('welcome', 'sv', line)
    expect(text).toContain('Välkommen till Nattlinjen. Du är anonym')
    expect(text).toContain('Ditt telefonnummer visas inte för oss.')
    expect(text).toContain('skyldiga att anmäla det till socialtjänsten')
  })

  it.each([
    [
      'as a sentence where we have one',
      FIVE,
      'Just nu har vi stängt. Vi har öppet måndag till fredag mellan halv nio och fyra. Du är varmt välkommen att ringa då.',
    ],
    ['as a gap where we have none', null, 'Just nu har vi stängt. […]'],
  ])('has the hours in a recording of `closed` of the line’s own: %s', (_name, hours, expected) => {
    expect(textToRead('closed', 'sv', { ...line, hours })).toContain(expected)
  })

  it('offers no message where the caller may not be able to leave one', () => {
    for (const language of ['sv', 'en'] as const)
      for (const id of ['queue_wait', 'closed', 'welcome'] as const)
        expect(`${textToRead(id, language, line)} ${shippedText(id, language)}`).not.toMatch(/meddelande|message/)
  })

  it('is nothing for sounds', () => expect(SOUND_IDS.map((id) => textToRead(id, 'sv', line))).toEqual(['', '', '', '']))

  it('takes every text but the Swedish for a machine’s draft', () => {
    expect(LANGUAGES.map((language) => [language, reviewOf(language)])).toEqual(
      LANGUAGES.map((language) => [language, language === 'sv' ? 'draft' : 'machineDraft']),
    )
  })
})

it('says in our own voice neither the name of a line nor its hours', () => {
  for (const language of ['sv', 'en'] as const)
    for (const id of SPOKEN_IDS) expect(shippedText(id, language)).not.toMatch(/Välj att sluta|[{}[\]]|undefined/)
  expect(shippedText('position_3', 'sv')).toBe('Du är nummer tre i kön.')
})
