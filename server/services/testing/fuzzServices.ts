import { newFacts } from '../../../shared/services/help.ts'
import type { Service } from '../../../shared/services/service.ts'
import { type Choosing, HOSTILE_TEXTS } from '../../testing/anyValue.ts'

const IDS = ['6f1c4e2c-0d0b-4b7a-9c55-0a0b6f6d2a11', 'ac148810-d857-441c-9679-408f346de14b'] as const

/** Small registers without an end, whose texts may be hostile. */
export function* fuzzServices(choose: Choosing): Iterable<Service[]> {
  const text = (): string => (choose.once(3) ? choose.one(HOSTILE_TEXTS) : 'Mottagningen')
  for (;;)
    yield IDS.slice(0, choose.below(3)).map((id) => ({
      ...newFacts({
        ...{ name: text(), organisation: text(), note: text(), hours: text(), phone: choose.one(['08-465 004 00', text()]) },
        areas: [{ place: choose.one(['0180', '1281', 'SE', '01']), by: 'own' }],
        contacts: [{ role: 'manager', email: 'a@example.org', phone: text() }],
      }),
      ...{ id, origin: 'entered', version: 1, checkedAt: null, checkedBy: null },
    }))
}
