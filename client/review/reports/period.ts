import { addMonths, daysIn, type Month } from '../../../shared/volume/months.ts'

/** First and last day, YYYY-MM-DD. */
export interface Period {
  readonly from: string
  readonly to: string
}

export const PRESETS = ['lastMonth', 'lastQuarter', 'lastYear', 'yearSoFar'] as const
export type Preset = (typeof PRESETS)[number]

const monthsOf = (from: Month, to: Month): Period => ({ from: `${from}-01`, to: `${to}-${String(daysIn(to)).padStart(2, '0')}` })

/** The days that a preset means on `today`; all but the last are whole months that are over. */
export function periodOf(preset: Preset, today: string): Period {
  const month = today.slice(0, 7)
  const year = Number(today.slice(0, 4))
  switch (preset) {
    case 'lastMonth':
      return monthsOf(addMonths(month, -1), addMonths(month, -1))
    case 'lastQuarter': {
      const first = addMonths(month, -((Number(today.slice(5, 7)) - 1) % 3) - 3)
      return monthsOf(first, addMonths(first, 2))
    }
    case 'lastYear':
      return monthsOf(`${year - 1}-01`, `${year - 1}-12`)
    case 'yearSoFar':
      return { from: `${year}-01-01`, to: today }
  }
}

/** Days from the first to the last, both counted; 0 for days that are none or in the wrong order. */
export function daysOf({ from, to }: Period): number {
  const days = Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000) + 1
  return Number.isFinite(days) ? Math.max(0, days) : 0
}

/** The query that keeps a choice in the address; no lines are all of them. */
export function queryOf({ from, to }: Period, lines: readonly string[]): string {
  const query = new URLSearchParams({ from, to })
  if (lines.length > 0) query.set('lines', lines.join(','))
  return query.toString()
}

/** What an address chooses; days that are not given are those of `otherwise`. */
export function choiceOf(search: string, otherwise: Period): Period & { readonly lines: readonly string[] } {
  const query = new URLSearchParams(search)
  const day = (name: string, other: string) => (/^\d{4}-\d{2}-\d{2}$/.test(query.get(name) ?? '') ? (query.get(name) ?? other) : other)
  return {
    from: day('from', otherwise.from),
    to: day('to', otherwise.to),
    lines: (query.get('lines') ?? '').split(',').filter((line) => line !== ''),
  }
}
