import { noFacts, type Service } from '../service.ts'

/** A service of these facts; everything else is plain. */
export const serviceOf = (facts: Partial<Service> & { readonly id: string }): Service => ({
  ...noFacts,
  name: facts.id,
  origin: 'entered',
  version: 1,
  checkedAt: null,
  checkedBy: null,
  ...facts,
})
