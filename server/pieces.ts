/**
 * Works through a list in pieces of `size` items, between which whoever else is served has a turn; gives what the pieces gave, in order.
 * For work that would hold up a call when it was done at once.
 */
export async function inPieces<T, R>(list: readonly T[], size: number, work: (piece: readonly T[]) => R | Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (let from = 0; from < list.length; from += size) {
    if (from > 0) await turn()
    done.push(await work(list.slice(from, from + size)))
  }
  return done
}

/** Lets whoever waits be served first. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
