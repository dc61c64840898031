/** Bounds for what others' numbers and numbers of others reach: loops, memory, lists. */

/** A whole number between `least` and `most`, both included: the nearest to `n`; `least` for what is no number. */
export function bounded(n: number, least: number, most: number): number {
  if (Number.isNaN(n)) return least
  return Math.min(most, Math.max(least, Math.trunc(n)))
}

/** A map of at most `most` keys. */
export interface BoundedMap<K, V> {
  readonly size: number
  get(key: K): V | undefined
  has(key: K): boolean
  /** False, and nothing is kept, when it is full and the key is a new one. */
  set(key: K, value: V): boolean
  delete(key: K): boolean
  clear(): void
  values(): Iterable<V>
}

/** An empty map that refuses what would make it larger than `most` keys. */
export function boundedMap<K, V>(most: number): BoundedMap<K, V> {
  const kept = new Map<K, V>()
  return {
    get size() {
      return kept.size
    },
    get: (key) => kept.get(key),
    has: (key) => kept.has(key),
    set(key, value) {
      if (kept.size >= most && !kept.has(key)) return false
      kept.set(key, value)
      return true
    },
    delete: (key) => kept.delete(key),
    clear: () => kept.clear(),
    values: () => kept.values(),
  }
}
