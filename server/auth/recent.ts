/** A map of bounded size that forgets what was used longest ago. All in constant time. */
export interface Recent<V> {
  /** The value, which is the latest used by that; undefined when it is not there. */
  get(key: string): V | undefined
  /** Puts the value in place, and gives it. */
  set(key: string, value: V): V
  delete(key: string): void
  clear(): void
  readonly size: number
}

/** So many values that stay are passed over for one that does not. */
const MOST_PASSED = 100

/** An empty map of at most `most` values; more where those that are the oldest must stay, by `stays`. */
export function createRecent<V>(most: number, stays: (value: V) => boolean = () => false): Recent<V> {
  const known = new Map<string, V>()
  const renew = (key: string, value: V): V => {
    known.delete(key)
    known.set(key, value)
    return value
  }

  function forgetOldest(): void {
    for (const [key, value] of [...first(known, MOST_PASSED)]) {
      if (!stays(value)) return void known.delete(key)
      renew(key, value)
    }
  }

  return {
    get(key) {
      const value = known.get(key)
      return value === undefined ? undefined : renew(key, value)
    },
    set(key, value) {
      if (!known.has(key) && known.size >= most) forgetOldest()
      return renew(key, value)
    },
    delete: (key) => void known.delete(key),
    clear: () => known.clear(),
    get size() {
      return known.size
    },
  }
}

function* first<T>(all: Iterable<T>, count: number): Iterable<T> {
  let given = 0
  for (const one of all) {
    if (given++ >= count) return
    yield one
  }
}
