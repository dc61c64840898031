import { newFacts } from '../../shared/services/help.ts'
import type { ServiceFacts } from '../../shared/services/service.ts'
import type { Register } from './register.ts'

const mapping = 'Länsstyrelsen i Stockholm, rapport om uppbyggnad och första tid (2019)'
const decision = 'Regeringsbeslut om stödlinjer för män och för icke-binära och transpersoner som utsatts för våld'
const everywhere = [{ place: 'SE', by: 'own' }] as const
/** What the decision says of every line that a non-profit runs. */
const notAllHours = 'Bemannas inte dygnet runt.'

/**
 * The organisations that the line's own reports and decisions name. Only what those say of them is here: where they say nothing of hours or of
 * whom it is for, it is left empty, and so is every telephone number. Whoever looks after the register fills in the rest and checks it.
 */
export const SHIPPED: readonly ServiceFacts[] = [
  newFacts({
    name: 'Manscentrum Stockholm',
    kind: 'violenceTreatment',
    level: 'specialised',
    areas: [{ place: '01', by: 'regional' }],
    targets: ['usesViolence', 'atRisk'],
    runsLine: true,
    source: mapping,
  }),
  newFacts({
    name: 'Kvinnofridslinjen',
    organisation: 'Nationellt centrum för kvinnofrid, Uppsala universitet',
    kind: 'helpline',
    provider: 'state',
    areas: everywhere,
    targets: ['subjected', 'women', 'everybody'],
    note: 'Vänder sig främst till kvinnor men är öppen för alla som har utsatts.',
    source: decision,
  }),
  newFacts({ name: 'Roks', kind: 'organisation', areas: everywhere, source: mapping }),
  newFacts({ name: 'Unizon', kind: 'organisation', areas: everywhere, source: mapping }),
  newFacts({ name: 'Preventell', kind: 'helpline', areas: everywhere, source: mapping }),
  newFacts({ name: '1000 möjligheter', kind: 'organisation', areas: everywhere, note: 'Har Unga relationer.', source: mapping }),
  newFacts({
    name: 'Mansjouren',
    kind: 'helpline',
    provider: 'nonProfit',
    areas: everywhere,
    targets: ['men'],
    hours: notAllHours,
    note: 'Stödlinje, och samtal enskilt, i par och i grupp.',
    source: decision,
  }),
  newFacts({
    name: 'MÄN',
    kind: 'organisation',
    provider: 'nonProfit',
    areas: everywhere,
    targets: ['men'],
    hours: notAllHours,
    source: decision,
  }),
  newFacts({
    name: 'RFSL',
    kind: 'organisation',
    provider: 'nonProfit',
    areas: everywhere,
    targets: ['lgbtqi'],
    hours: notAllHours,
    source: decision,
  }),
  newFacts({ name: 'Rikskriscentrum', kind: 'organisation', areas: everywhere, note: 'Nationellt nätverk.', source: mapping }),
]

/** Puts them into a register that has never had them. What has been closed or changed since stays so: no service is ever taken out. */
export async function ship(register: Register): Promise<void> {
  if (register.all().some(({ origin }) => origin === 'shipped')) return
  const writes = SHIPPED.map((facts) => ({ id: null, version: 0, facts }))
  const written = await register.write(writes, { account: null, way: 'shipped', origin: 'shipped' })
  if (!written.ok) throw new Error(`the organisations that come with the register were refused: ${written.refusal.code}`)
}
