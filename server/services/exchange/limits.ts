import { refuse } from '../../../shared/errors.ts'
import type { RegisterFormat } from '../../../shared/services/register.ts'

/** The most services of a file: 290 municipalities have some 2,600 of all kinds, and twice as many leave room. */
export const MOST_SERVICES = 6_000
/** The most bytes of a file: so many services with a kB and with 4 kB each, as our own files have at most on the average. */
export const MOST_BYTES: Readonly<Record<RegisterFormat, number>> = { csv: 6 * 2 ** 20, hsds: 24 * 2 ** 20 }

/** Refuses a file of more services than that. */
export const tooMany = (most: number) => refuse('badRequest', 'file', `must have at most ${most} services`)
