import type { Line, LineId } from '../../shared/floor/model.ts'

/** An address for a line of this name: lower-case letters, digits and inner hyphens, at most 32; empty when nothing is left. */
export function suggestedLineId(name: string): LineId {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
    .replace(/^-|-$/g, '')
}

/** The new places after a line has moved `by` steps (-1 up, 1 down): only lines whose place changes. `lines` are in order. */
export function placesAfterMove(lines: readonly Line[], id: LineId, by: -1 | 1): { readonly id: LineId; readonly order: number }[] {
  const from = lines.findIndex((line) => line.id === id)
  const to = from + by
  if (from < 0 || to < 0 || to >= lines.length) return []
  const moved = lines.filter((line) => line.id !== id)
  moved.splice(to, 0, ...lines.filter((line) => line.id === id))
  return moved.flatMap((line, order) => (line.order === order ? [] : [{ id: line.id, order }]))
}

/** A place after all others. */
export function lastPlace(lines: readonly Line[]): number {
  return Math.max(-1, ...lines.map((line) => line.order)) + 1
}

/** '3 600 000' and '3,600,000' as 3600000; null when it is no whole number of inhabitants. Spaces of every kind, and commas, separate thousands. */
export function readInhabitants(text: string): number | null {
  const plain = text.replace(/\s/gu, '')
  const digits = /^\d{1,3}(?:,\d{3})+$/.test(plain) ? plain.replaceAll(',', '') : plain
  return /^\d{1,10}$/.test(digits) ? Number(digits) : null
}
