import type { FactValue } from '../../shared/services/register.ts'
import { CRITERIA, type ServiceFacts } from '../../shared/services/service.ts'
import { placeName } from '../find-help/placeNames.ts'
import { serviceWords } from '../find-help/serviceWords.ts'
import { createWords, formatDate } from '../i18n/i18n.ts'
import { spokenName } from '../ui/spokenLanguages.ts'
import { registerWords } from './words.ts'

const terms = createWords(serviceWords)
const words = createWords(registerWords)

/** A fact in words, as it is compared with what it was before. */
export function factText(fact: keyof ServiceFacts, value: FactValue): string {
  const text = told({ [fact]: value } as Partial<ServiceFacts>, fact)
  return text === '' ? words().empty : text
}

function told(facts: Partial<ServiceFacts>, fact: keyof ServiceFacts): string {
  const t = terms()
  const { kind, provider, level, areas, targets, languages, interpreter, criteria, partnerContact, contacts } = facts
  if (kind) return t.kinds[kind]
  if (provider) return t.providers[provider]
  if (level) return t.levels[level]
  if (areas) return areas.map(({ place, by }) => `${placeName(place)} (${t.ways[by]})`).join(', ')
  if (targets) return targets.map((target) => t.targets[target]).join(', ')
  if (languages) return languages.map(spokenName).join(', ')
  if (interpreter) return t.answers[interpreter]
  if (criteria)
    return CRITERIA.map((name) => {
      const { met, note, day } = criteria[name]
      return `${t.criteria[name]}: ${[t.met[met], note, day ?? ''].filter(Boolean).join(', ')}`
    }).join('; ')
  if (partnerContact)
    return `${words().systematic}: ${t.answers[partnerContact.systematic]}; ${words().planned}: ${t.answers[partnerContact.planned]}`
  if (contacts) return contacts.map(({ role, email, phone }) => [t.roles[role], email, phone].filter(Boolean).join(' ')).join(', ')
  const value = facts[fact]
  if (typeof value === 'boolean') return value ? t.answers.yes : t.answers.no
  return typeof value === 'string' ? value : ''
}

/** A day in the reader's language; `at` in ms since 1970. */
export const dayText = (at: number): string => formatDate(at, { day: 'numeric', month: 'short', year: 'numeric' })
