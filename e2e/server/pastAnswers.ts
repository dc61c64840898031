import Database from 'better-sqlite3'
import { databaseFile } from './record.ts'

/** Sums of the survey as they come to be over a quarter that is over, `question=option` and how many; and so many who were invited on one of its days. */
export function seedSurvey(dataDir: string, line: string, quarter: string, sums: Readonly<Record<string, number>>, invited: number): void {
  const database = new Database(databaseFile(dataDir))
  try {
    const sum = database.prepare('insert into survey_counts values (?, ?, ?, ?, ?)')
    for (const [name, count] of Object.entries(sums)) sum.run(line, quarter, ...name.split('='), count)
    const day = `${quarter.slice(0, 4)}-${String(Number(quarter.slice(6)) * 3 - 1).padStart(2, '0')}-01`
    const forms = database.prepare(
      `insert into form_sums (line, span, question, category, answer, forms) values (?, ?, 'survey_invited', 'used_violence', 'yes', ?)
       on conflict do update set forms = forms + excluded.forms`,
    )
    for (const span of [day, day.slice(0, 7), day.slice(0, 4)]) forms.run(line, span, invited)
  } finally {
    database.close()
  }
}

/** 34 answers: two thirds of those who were referred made contact, three were dissatisfied, and nobody called about work. */
export const ANSWERS: Readonly<Record<string, number>> = {
  '=': 34,
  ...{ 'satisfaction=': 31, 'satisfaction=very_satisfied': 14, 'satisfaction=satisfied': 9, 'satisfaction=neither': 5 },
  ...{ 'satisfaction=dissatisfied': 3, 'satisfaction=declined': 2 },
  ...{ 'met_with_respect=': 33, 'met_with_respect=yes_fully': 27, 'met_with_respect=partly': 6 },
  ...{ 'advice_kinds=': 32, 'advice_kinds=listened': 28, 'advice_kinds=understand': 17, 'advice_kinds=contact_details': 20 },
  ...{ 'referred=': 34, 'referred=yes': 26, 'referred=no': 8 },
  ...{ 'contact_made=': 24, 'contact_made=yes_started': 7, 'contact_made=yes_booked': 6, 'contact_made=yes_only_contact': 3 },
  ...{ 'contact_made=not_yet': 5, 'contact_made=no': 3 },
  ...{ 'why_called=': 30, 'why_called=own_violence': 21, 'why_called=relative': 9 },
}
