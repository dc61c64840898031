import type { NewServiceCount } from '../../../shared/survey/review.ts'

export type WrongCount = 'year' | 'name' | 'contacted' | 'started' | 'source'

export type ReadCount =
  | { readonly ok: true; readonly value: Omit<NewServiceCount, 'line'> }
  | { readonly ok: false; readonly wrong: WrongCount }

/** Reads what was typed, as the server takes it (server/http/surveyRoutes.ts); the first field that is wrong, when one is. */
export function readServiceCount(typed: Readonly<Record<string, string>>): ReadCount {
  const text = (name: WrongCount) => (typed[name] ?? '').trim()
  const whole = (name: WrongCount) => (/^\d{1,6}$/.test(text(name)) ? Number(text(name)) : Number.NaN)
  const [year, contacted] = [whole('year'), whole('contacted')]
  const started = text('started') === '' ? null : whole('started')
  if (!(year >= 2000 && year <= 2199)) return { ok: false, wrong: 'year' }
  if (text('name') === '') return { ok: false, wrong: 'name' }
  if (!(contacted <= 100_000)) return { ok: false, wrong: 'contacted' }
  if (started !== null && !(started <= contacted)) return { ok: false, wrong: 'started' }
  if (text('source') === '') return { ok: false, wrong: 'source' }
  return { ok: true, value: { year, name: text('name'), contacted, started, source: text('source') } }
}
