/** What two people have made of one value: theirs and ours together, and where the two cannot be. */
export interface Merged<T> {
  readonly merged: T
  /** Paths, parts apart by points, that both have changed, each to something else; `merged` has ours there. */
  readonly clashes: readonly string[]
  /** `was`, with theirs where the two clash: from it ours is a change that they have been told of. */
  readonly rebased: T
}

/**
 * Merges `wanted`, which was made from `was`, into what is there `now`. Plain JSON. Objects go field by field; lists whose items all have
 * an `id` or a `day` go item by item, and the new ones come last; all else is one value.
 */
export function merge<T>(now: T, was: T, wanted: T): Merged<T> {
  return mergeAt([], now, was, wanted)
}

function mergeAt<T>(path: readonly string[], now: T, was: T, wanted: T): Merged<T> {
  if (same(wanted, was) || same(wanted, now)) return { merged: now, clashes: [], rebased: was }
  if (same(now, was)) return { merged: wanted, clashes: [], rebased: was }
  if (isObject(now) && isObject(was) && isObject(wanted)) return within(path, now, was, wanted) as Merged<T>
  const [ofNow, ofWas, ofWanted] = [now, was, wanted].map(keyed)
  if (!ofNow || !ofWas || !ofWanted) return { merged: wanted, clashes: [path.join('.')], rebased: now }
  const { merged, clashes, rebased } = within(path, ofNow, ofWas, ofWanted)
  return { merged: Object.values(merged) as T, clashes, rebased: Object.values(rebased) as T }
}

/** `now` after a change of some of its fields. A field that `was` does not have is replaced whatever there is. */
export function mergeFields<T extends object>(now: T, wanted: Partial<T>, was: Partial<T>): Merged<T> {
  const known = Object.keys(wanted).filter((name) => Object.hasOwn(was, name)) as (keyof T)[]
  const pick = (from: Partial<T>) => Object.fromEntries(known.map((name) => [name, from[name]])) as Partial<T>
  const { merged, clashes, rebased } = merge(pick(now), pick(was), pick(wanted))
  return { merged: { ...now, ...wanted, ...merged }, clashes, rebased: { ...now, ...was, ...rebased } }
}

type Fields = Readonly<Record<string, unknown>>

function within(path: readonly string[], now: Fields, was: Fields, wanted: Fields): Merged<Fields> {
  const names = [...new Set([...Object.keys(now), ...Object.keys(wanted), ...Object.keys(was)])]
  const parts = names.map((name) => [name, mergeAt<unknown>([...path, name], own(now, name), own(was, name), own(wanted, name))] as const)
  const of = (which: 'merged' | 'rebased') =>
    Object.fromEntries(parts.flatMap(([name, part]) => (part[which] === undefined ? [] : [[name, part[which]]])))
  return { merged: of('merged'), clashes: parts.flatMap(([, part]) => part.clashes), rebased: of('rebased') }
}

const own = (from: Fields, name: string): unknown => (Object.hasOwn(from, name) ? from[name] : undefined)

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The items of such a list by what tells them apart; null for everything else. */
function keyed(value: unknown): Fields | null {
  if (!Array.isArray(value)) return null
  const keys = value.map((item: unknown) => (isObject(item) ? (item.id ?? item.day) : undefined))
  if (!keys.every((key) => typeof key === 'string') || new Set(keys).size < keys.length) return null
  return Object.fromEntries(value.map((item: unknown, at) => [keys[at], item]))
}

/** Whether two values are the same as JSON; the order of fields does not count. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => same(item, b[at]))
  if (!isObject(a) || !isObject(b)) return false
  const names = Object.keys({ ...a, ...b })
  return names.every((name) => same(own(a, name), own(b, name)))
}
