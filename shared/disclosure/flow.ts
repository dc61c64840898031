/**
 * Counts that add up, as a flow: each count is an edge, and at every node what comes in is what goes out. A table of rows and columns
 * with all its totals is such a flow: from one node over a row's total to the row, over a cell to the column, over the column's total and
 * the sum of all back. So what can be worked out of a hidden count from the others is a question of flows, and has an exact answer:
 * Cox, Network models for complementary cell suppression, Journal of the American Statistical Association 90 (1995).
 */
export interface Edge {
  readonly from: number
  readonly to: number
  /** Whole, at least 0. */
  readonly count: number
}

/** What somebody who reads the table knows of a count: both limits are possible values; `most` may be infinite. */
export interface Limits {
  readonly least: number
  readonly most: number
}

/**
 * By how much the count of edge `at` could be larger (`up`) or smaller in another table that everybody takes for this one, up to
 * `wanted`: the counts of all other edges stay within their limits, and everything adds up. By augmenting paths (Edmonds & Karp).
 */
export function slack(edges: readonly Edge[], limits: readonly Limits[], at: number, up: boolean, wanted: number): number {
  const flow = edges.map(({ count }) => count)
  const own = edges[at] as Edge
  const [start, goal] = up ? [own.to, own.from] : [own.from, own.to]
  let found = 0
  while (found < wanted) {
    const path = shortestPath(edges, start, goal, (edge, forward) => {
      if (edge === at) return null
      return room(flow, limits, edge, forward) > 0 ? 1 : null
    })
    if (!path) break
    const step = path.reduce((least, { edge, forward }) => Math.min(least, room(flow, limits, edge, forward)), wanted - found)
    for (const { edge, forward } of path) flow[edge] = (flow[edge] ?? 0) + (forward ? step : -step)
    found += step
  }
  return found
}

/** How far a count may go up or down before it meets its limit. */
function room(flow: readonly number[], limits: readonly Limits[], edge: number, forward: boolean): number {
  const { least, most } = limits[edge] as Limits
  return forward ? most - (flow[edge] ?? 0) : (flow[edge] ?? 0) - least
}

export interface Step {
  /** Index into the edges. */
  readonly edge: number
  /** Along the edge, so that its count rises; otherwise against it, so that it falls. */
  readonly forward: boolean
}

/** The cheapest way between two nodes (Dijkstra); `cost` gives an edge's cost in a direction, at least 0, or null for no way. Undefined when there is none. */
export function shortestPath(
  edges: readonly Edge[],
  start: number,
  goal: number,
  cost: (edge: number, forward: boolean) => number | null,
): readonly Step[] | undefined {
  const reached = new Map<number, { readonly cost: number; readonly path: readonly Step[] }>([[start, { cost: 0, path: [] }]])
  const done = new Set<number>()
  for (;;) {
    const open = [...reached].filter(([node]) => !done.has(node))
    if (open.length === 0) return undefined
    const [node, here] = open.reduce((best, one) => (one[1].cost < best[1].cost ? one : best))
    if (node === goal) return here.path
    done.add(node)
    edges.forEach(({ from, to }, edge) => {
      for (const forward of [true, false]) {
        if ((forward ? from : to) !== node) continue
        const next = forward ? to : from
        const more = cost(edge, forward)
        if (more === null || (reached.get(next)?.cost ?? Number.POSITIVE_INFINITY) <= here.cost + more) continue
        reached.set(next, { cost: here.cost + more, path: [...here.path, { edge, forward }] })
      }
    })
  }
}
