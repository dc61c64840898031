import { TRAINING_MOST } from '../../shared/staff/training.ts'

const sv = {
  title: 'Utbildningslogg',
  none: 'Ingenting är inskrivet än.',
  by: (name: string, day: string) => `Inskrivet av ${name || 'ett konto som är borttaget'} ${day}`,
  day: 'Dag',
  what: 'Utbildning',
  whatHint: 'Till exempel en kurs, ett moment i introduktionen eller handledning.',
  dayAllowed: 'Skriv en dag som finns: år, månad och dag.',
  whatAllowed: `Skriv vad det var, högst ${TRAINING_MOST} tecken.`,
  add: 'Skriv in',
  adding: 'Skriver in …',
  remove: 'Ta bort',
  removeNamed: (what: string) => `Ta bort ${what}`,
  loading: 'Hämtar …',
}

const en: typeof sv = {
  title: 'Training log',
  none: 'Nothing has been entered yet.',
  by: (name, day) => `Entered by ${name || 'an account that is gone'} on ${day}`,
  day: 'Day',
  what: 'Training',
  whatHint: 'For example a course, a part of the introduction, or supervision.',
  dayAllowed: 'Write a day that exists: year, month and day.',
  whatAllowed: `Write what it was, at most ${TRAINING_MOST} characters.`,
  add: 'Enter',
  adding: 'Entering …',
  remove: 'Remove',
  removeNamed: (what) => `Remove ${what}`,
  loading: 'Loading …',
}

export const trainingWords = { sv, en }
