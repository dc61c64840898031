import { assertUnreachable } from '../assertUnreachable.ts'
import { type Edge, type Limits, shortestPath, slack } from './flow.ts'

/** Counts from 1 to here are never told. */
export const MOST_SMALL = 4

/**
 * What is told of a count. `shown`: itself. `small`: that it is 1 to 4. `hidden`: that it is 5 or more, because a small one could
 * be worked out from it. `withheld`: nothing.
 */
export type Telling = 'shown' | 'small' | 'hidden' | 'withheld'

export interface Part extends Edge {
  /** How much the readers lose when it is hidden, whatever the count is; null for what is told at any price. */
  readonly worth: number | null
}

/**
 * What may be told of counts that add up (flow.ts), so that whoever adds and subtracts all that is told finds every small count to be
 * anything from 1 to 4, and no hidden one exactly. When nothing helps, such as when there are too few to hide among, everything
 * whose worth is not null is withheld.
 *
 * Whether more must be hidden, and what, follows from what is told so far and from the worth that is known beforehand, never from a
 * count that is hidden: a choice such as "the least that is large enough" would tell much of both to whoever knows this rule.
 */
export function suppress(parts: readonly Part[]): Telling[] {
  const telling = parts.map(({ count }): Telling => (isSmall(count) ? 'small' : 'shown'))
  for (let at = firstUnsafe(parts, telling); at !== undefined; at = firstUnsafe(parts, telling)) {
    const more = whatToHide(parts, telling, at)
    if (more.length === 0) return parts.map(({ count, worth }) => (worth !== null ? 'withheld' : isSmall(count) ? 'small' : 'shown'))
    for (const edge of more) telling[edge] = 'hidden'
  }
  const limits = limitsOfAll(parts, telling)
  return telling.map((told, at) => (told === 'hidden' && isKnown(parts, limits, at) ? 'shown' : told))
}

/** Whether a count is never told. */
export const isSmall = (count: number): boolean => count >= 1 && count <= MOST_SMALL

/** What a reader knows from what is told of a count alone. */
function limitsOf({ count }: Edge, telling: Telling): Limits {
  switch (telling) {
    case 'shown':
      return { least: count, most: count }
    case 'small':
      return { least: 1, most: MOST_SMALL }
    case 'hidden':
      return { least: MOST_SMALL + 1, most: Number.POSITIVE_INFINITY }
    case 'withheld':
      return { least: 0, most: Number.POSITIVE_INFINITY }
    default:
      return assertUnreachable(telling)
  }
}

const limitsOfAll = (parts: readonly Part[], telling: readonly Telling[]): Limits[] =>
  parts.map((part, at) => limitsOf(part, telling[at] as Telling))

/** A small count that cannot be as large (`up`) or as small as 1 to 4 promises. */
function firstUnsafe(parts: readonly Part[], telling: readonly Telling[]): { readonly at: number; readonly up: boolean } | undefined {
  const limits = limitsOfAll(parts, telling)
  for (const [at, { count }] of parts.entries()) {
    if (telling[at] !== 'small') continue
    if (slack(parts, limits, at, true, MOST_SMALL - count) < MOST_SMALL - count) return { at, up: true }
    if (slack(parts, limits, at, false, count - 1) < count - 1) return { at, up: false }
  }
  return undefined
}

/** Whether a count that is not told follows from what is. */
const isKnown = (parts: readonly Part[], limits: readonly Limits[], at: number): boolean =>
  slack(parts, limits, at, true, 1) === 0 && ((parts[at]?.count ?? 0) === limits[at]?.least || slack(parts, limits, at, false, 1) === 0)

/** Counts to hide so that an unsafe one gets room: those on the cheapest way round it, or the cheapest of all that is left. */
function whatToHide(
  parts: readonly Part[],
  telling: readonly Telling[],
  { at, up }: { readonly at: number; readonly up: boolean },
): number[] {
  const { from, to } = parts[at] as Part
  const worth = (edge: number): number => parts[edge]?.worth ?? 0
  const canBeHidden = (edge: number): boolean =>
    telling[edge] === 'shown' && parts[edge]?.worth !== null && (parts[edge]?.count ?? 0) > MOST_SMALL
  const way = shortestPath(parts, up ? to : from, up ? from : to, (edge) => {
    if (edge === at) return null
    if (telling[edge] !== 'shown') return 0
    return canBeHidden(edge) ? worth(edge) : null
  })
  const fresh = (way ?? []).map(({ edge }) => edge).filter(canBeHidden)
  if (fresh.length > 0) return fresh
  const left = parts.map((_, edge) => edge).filter(canBeHidden)
  return left.toSorted((a, b) => worth(a) - worth(b)).slice(0, 1)
}
