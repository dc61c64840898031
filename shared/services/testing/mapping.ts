import { DISTRICTS, DIVIDED } from '../../geography/districts.ts'
import { MUNICIPALITIES } from '../../geography/municipalities.ts'
import type { Service } from '../service.ts'
import { serviceOf } from './serviceOf.ts'

/**
 * Made-up services whose mapping has the published counts of 2019: in Skåne 21 of 33 municipalities have specialised help and 12 talks, and
 * there is no regional service; in Stockholm county all 40 municipalities and districts have specialised help, six of them through the
 * regional one. Which municipalities those are is not published: here they are the first in the order of their codes.
 */
export function mapping2019(): Service[] {
  const codes = (county: string) => MUNICIPALITIES.map(({ code }) => code).filter((code) => code.startsWith(county))
  const own = (place: string, level: Service['level']) => serviceOf({ id: `own-${place}`, level, areas: [{ place, by: 'own' }] })
  const skane = codes('12').map((code, at) => own(code, at < 21 ? 'specialised' : 'talks'))
  const stockholm = codes('01')
    .filter((code) => code !== DIVIDED)
    .slice(6)
    .map((code) => own(code, 'specialised'))
  const districts = DISTRICTS.filter(({ from }) => from === null).map(({ id }) => own(id, 'specialised'))
  const regional = serviceOf({ id: 'regional', level: 'specialised', areas: [{ place: '01', by: 'regional' }] })
  return [...skane, ...stockholm, ...districts, own(DIVIDED, 'specialised'), regional]
}
