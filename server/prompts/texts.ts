import type { Line } from '../../shared/floor/model.ts'
import type { Language } from '../../shared/languages.ts'
import { hoursPrompt, isSound, type PromptId, type SpokenId, type TextReview } from '../../shared/prompts.ts'
import announcements from '../media/prompts/announcements.json' with { type: 'json' }
import ours from '../media/prompts/texts.json' with { type: 'json' }

/** The name of the first user, which the announcements are written for; every line says its own in its place. */
const NAMED = 'Välj att sluta'
/** What stands for the hours in a text, where we have no sentence for them: whoever reads it aloud says them. */
const HOURS_TO_SAY = '[…]'
/** After the end of a sentence, in the scripts of our languages. */
const SENTENCE_END = /(?<=[.!?؟])\s+/

type Texts = Readonly<Record<Language, string>>

function announcement(id: 'welcome' | 'number_not_shown' | 'closed' | 'leave_message', language: Language): string {
  const found = announcements.announcements.find((one) => one.id === id)
  if (!found) throw new Error(`texts: no announcement ${id}`)
  return (found.texts as Texts)[language]
}

/** The announcement of a closed line in its parts: that it is closed, the sentence after the hours, and what to do in danger. */
function closedParts(language: Language): { readonly closed: string; readonly welcomeThen: string; readonly danger: string } {
  const [closed = '', after = ''] = announcement('closed', language).split('{opening_hours}')
  const [welcomeThen = '', danger = ''] = after.trim().split(SENTENCE_END)
  return { closed: closed.trim(), welcomeThen, danger }
}

function hoursText(id: 'hours_weekdays_three' | 'hours_weekdays_five', language: Language): string {
  const { weekdays_three, weekdays_five } = announcements.opening_hours_sentences
  const said = (id === 'hours_weekdays_three' ? weekdays_three : weekdays_five).texts[language]
  return `${said} ${closedParts(language).welcomeThen}`
}

/** The sentence as written, for a line of the first user's name. `closed` is without the hours. */
function written(id: SpokenId, language: Language): string {
  switch (id) {
    case 'welcome':
      return [announcement('welcome', language), announcement('number_not_shown', language), ours.duty[language]].join(' ')
    case 'closed':
      return closedParts(language).closed
    case 'hours_weekdays_three':
    case 'hours_weekdays_five':
      return hoursText(id, language)
    case 'danger':
      return closedParts(language).danger
    case 'leave_message':
      return announcement('leave_message', language)
    case 'queue_wait':
    case 'returned':
    case 'press_message':
    case 'press_return':
    case 'message_saved':
    case 'message_failed':
    case 'no_message':
    case 'choose_language':
    case 'position_many':
      return ours[id][language]
    default:
      return ours.position[language].replace('{n}', ours.places[language][Number(id.slice(-1)) - 1] ?? '')
  }
}

/**
 * What to read aloud for a line's own recording; empty for sounds. Its own `closed` says the hours too: as a sentence where we have one,
 * else as a gap that the reader fills.
 */
export function textToRead(id: PromptId, language: Language, line: Pick<Line, 'name' | 'hours'>): string {
  if (isSound(id)) return ''
  const hours = hoursPrompt(line.hours)
  const whole = id === 'closed' ? `${written(id, language)} ${hours ? hoursText(hours, language) : HOURS_TO_SAY}` : written(id, language)
  return whole.replaceAll(NAMED, () => line.name)
}

/** What our own voice says, which must do for a line of any name, and cannot be left to read figures its own way. */
export function shippedText(id: SpokenId, language: 'sv' | 'en'): string {
  switch (id) {
    case 'welcome':
      return `${ours.shipped.welcome[language]} ${ours.duty[language]}`
    case 'closed':
    case 'danger':
      return ours.shipped[id][language]
    default:
      return written(id, language)
  }
}

/** How far the texts of a language have come. */
export function reviewOf(language: Language): TextReview {
  const known = announcements.languages.find(({ key }) => key === language)
  return known?.review_status === 'draft' ? 'draft' : 'machineDraft'
}
