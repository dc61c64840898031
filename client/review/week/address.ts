import type { LineId } from '../../../shared/floor/model.ts'
import { isWeek, type Week } from '../../../shared/review/weeks.ts'

/** What the page shows: null is the last whole week, and all lines. */
export interface Choice {
  readonly week: Week | null
  readonly lines: readonly LineId[] | null
}

/** What the query of an address says; what cannot be read is left out. */
export function choiceOf(search: string): Choice {
  const query = new URLSearchParams(search)
  const week = query.get('week') ?? ''
  const lines = (query.get('lines') ?? '').split(',').filter((id) => id !== '')
  return { week: isWeek(week) ? week : null, lines: lines.length > 0 ? lines : null }
}

/** The query of a choice, with its question mark; empty for the plain page. */
export function queryOf({ week, lines }: Choice): string {
  const parts = [
    ...(week === null ? [] : [`week=${week}`]),
    ...(lines === null ? [] : [`lines=${lines.map(encodeURIComponent).join(',')}`]),
  ]
  return parts.length > 0 ? `?${parts.join('&')}` : ''
}
