import { z } from 'zod'
import type { PreviewRow } from '../../../shared/services/register.ts'
import { differing, factsOf, noFacts, type Service, type ServiceFacts } from '../../../shared/services/service.ts'
import { parse } from '../../http/inputs.ts'
import { factsInput } from '../inputs.ts'
import type { Write } from '../register.ts'

/** What a file says of one service, before it has been checked. What it leaves out stays as it is, and is unknown for a new one. */
export interface Draft {
  /** Empty for a service that the file gives no id. */
  readonly id: string
  readonly facts: Readonly<Record<string, unknown>>
}

export interface Compared {
  readonly row: PreviewRow
  /** What to write; null for what is the same or faulty. */
  readonly write: Write | null
}

/**
 * What each draft would do to the register. A draft changes the service of its id; without one, the service that has its name and
 * organisation, where there is exactly one. An id that is not there makes a new service, and two drafts for one service are a fault.
 */
export function compare(drafts: readonly Draft[], services: readonly Service[]): Compared[] {
  const byId = new Map(services.map((service) => [service.id, service]))
  const named = byNames(services)
  const taken = new Set<string>()
  return drafts.map((draft, at) => {
    const known = byId.get(draft.id) ?? sameName(draft, named)
    const base: ServiceFacts = known ? factsOf(known) : noFacts
    const parsed = parse(factsInput, merged(base, draft.facts))
    const about = { n: at + 1, name: String(draft.facts.name ?? known?.name ?? ''), id: known?.id ?? null }
    if (!parsed.ok) {
      const { field = '', detail = '' } = parsed.refusal
      return { row: { ...about, what: 'faulty', changes: [], fault: { field, detail } }, write: null }
    }
    const id = known?.id ?? ownId(draft)
    if (id !== null && taken.has(id))
      return { row: { ...about, what: 'faulty', changes: [], fault: { field: 'id', detail: 'must be there once' } }, write: null }
    if (id !== null) taken.add(id)
    const facts = factsOf(parsed.value)
    const changes = differing(base, facts).map((fact) => ({ fact, from: base[fact], to: facts[fact] }))
    const what = !known ? 'new' : changes.length > 0 ? 'changed' : 'same'
    const write = what === 'same' ? null : { id, version: known?.version ?? 0, facts }
    return { row: { ...about, what, changes, fault: null }, write }
  })
}

/** A new service keeps the id that it comes with, so that its file can be read again. */
const ownId = ({ id }: Draft): string | null => (z.uuid().safeParse(id).success ? id : null)

/** The one service of each name, and of each name and organisation; null where there are several. */
type Named = ReadonlyMap<string, Service | null>
const nameKey = (name: string, organisation?: string): string => JSON.stringify([name, organisation])

function byNames(services: readonly Service[]): Named {
  const named = new Map<string, Service | null>()
  for (const service of services)
    for (const key of [nameKey(service.name), nameKey(service.name, service.organisation)]) named.set(key, named.has(key) ? null : service)
  return named
}

function sameName({ id, facts }: Draft, named: Named): Service | undefined {
  const { name, organisation } = facts
  if (id !== '' || typeof name !== 'string') return undefined
  if (organisation !== undefined && typeof organisation !== 'string') return undefined
  return named.get(nameKey(name, organisation)) ?? undefined
}

/** What a draft says on what is known; of facts with parts, part by part. */
function merged(base: ServiceFacts, facts: Draft['facts']): unknown {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
  const onto = (under: unknown, over: unknown): unknown =>
    isObject(under) && isObject(over)
      ? Object.fromEntries(
          [...new Set([...Object.keys(under), ...Object.keys(over)])].map((name) => [
            name,
            Object.hasOwn(over, name) ? onto(under[name], over[name]) : under[name],
          ]),
        )
      : over
  return onto(base, facts)
}
