import { isDue, type Service } from '../../shared/services/service.ts'
import { createWords, formatDate } from '../i18n/i18n.ts'
import { spokenName } from '../ui/spokenLanguages.ts'
import { serviceWords } from './serviceWords.ts'
import { findHelpWords } from './words.ts'

const terms = createWords(serviceWords)
const words = createWords(findHelpWords)

/** One thing to tell: which fact, what it is called, and its text, which may have several rows. */
export interface Said {
  readonly fact:
    | 'phone'
    | 'hours'
    | 'phoneOutOfHours'
    | 'booking'
    | 'waitingTime'
    | 'address'
    | 'web'
    | 'email'
    | 'languages'
    | 'interpreter'
  readonly label: string
  readonly text: string
}

/** What to tell of a service, in the order in which one says it; what is not known is left out. */
export function saidOf(service: Service): Said[] {
  const { facts, answers } = terms()
  const plain = (['phone', 'hours', 'phoneOutOfHours', 'booking', 'waitingTime', 'address', 'web', 'email'] as const).map((fact) => ({
    fact,
    label: facts[fact],
    text: fact === 'web' ? service.web.replace(/^https?:\/\//, '').replace(/\/$/, '') : service[fact],
  }))
  const spoken = { fact: 'languages' as const, label: facts.languages, text: service.languages.map(spokenName).join(', ') }
  const interpreter = service.interpreter === 'unknown' ? '' : answers[service.interpreter]
  return [...plain, spoken, { fact: 'interpreter' as const, label: facts.interpreter, text: interpreter }].filter(({ text }) => text !== '')
}

/** The same as lines of text to hand on. */
export const textOf = (service: Service): string =>
  [service.name, service.organisation, ...saidOf(service).map(({ label, text }) => `${label}: ${text}`)]
    .filter((line) => line !== '')
    .join('\n')

/** When and by whom it was checked, and whether that is long ago; `now` in ms since 1970. */
export function checkedText({ checkedAt, checkedBy, closed }: Service, now: number): string {
  if (checkedAt === null) return words().unchecked
  const day = formatDate(checkedAt, { day: 'numeric', month: 'long', year: 'numeric' })
  const told = words().checked(day, checkedBy ?? '')
  return isDue({ checkedAt, closed }, now) ? `${told} ${words().old}` : told
}
