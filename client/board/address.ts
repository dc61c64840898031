import type { LineId } from '../../shared/floor/model.ts'
import { LANGUAGES, type Language } from '../i18n/i18n.ts'

/** What a board's address says. */
export interface BoardAddress {
  /** Single-use ticket of a board link; null when the screen is known already. */
  readonly ticket: string | null
  /** Lines to show; empty means all. */
  readonly lines: readonly LineId[]
  /** Show the layout of a TV even to a supervisor. */
  readonly tv: boolean
  /** A TV is dark unless it is asked for light; other screens follow their own setting. */
  readonly light: boolean
  /** What the screen speaks; null leaves it to the browser. */
  readonly language: Language | null
}

/** Reads `/board#ticket=…&lines=a,b&lang=sv` and `/board?lines=a,b&lang=sv&tv&light`. The fragment goes before the query. Never throws. */
export function readBoardAddress(location: { readonly hash: string; readonly search: string }): BoardAddress {
  const fragment = new URLSearchParams(location.hash.replace(/^#/, ''))
  const query = new URLSearchParams(location.search)
  const said = (name: string) => fragment.get(name) ?? query.get(name)
  const lines = (said('lines') ?? '').split(',').filter((line) => /^[a-z0-9-]{1,64}$/.test(line))
  return {
    ticket: fragment.get('ticket') || null,
    lines: [...new Set(lines)],
    tv: query.has('tv'),
    light: query.has('light'),
    language: LANGUAGES.find((known) => known === said('lang')) ?? null,
  }
}

/** The address to keep in the history: the same board without its ticket. */
export function keptBoardPath(address: BoardAddress): string {
  const lines = address.lines.length > 0 ? [`lines=${address.lines.join(',')}`] : []
  const language = address.language ? [`lang=${address.language}`] : []
  const parts = [...lines, ...language, ...(address.tv ? ['tv'] : []), ...(address.light ? ['light'] : [])]
  return parts.length > 0 ? `/board?${parts.join('&')}` : '/board'
}
