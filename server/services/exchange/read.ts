import { type Outcome, refuse } from '../../../shared/errors.ts'
import type { RegisterFormat } from '../../../shared/services/register.ts'
import { isDeeperThan, MOST_DEEP } from '../../http/jsonDepth.ts'
import { draftsOfCsv } from './csv.ts'
import { draftsOfHsds } from './hsds.ts'
import { MOST_SERVICES } from './limits.ts'
import type { Draft } from './preview.ts'

/** What a file says of each service; refused with what is allowed when it is too large, or is no such file. */
export function draftsOf(format: RegisterFormat, bytes: Uint8Array): Outcome<Draft[]> {
  const text = new TextDecoder().decode(bytes)
  if (format === 'csv') return draftsOfCsv(text, MOST_SERVICES)
  if (isDeeperThan(bytes, MOST_DEEP)) return refuse('badRequest', 'file', `must have at most ${MOST_DEEP} levels`)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refuse('badRequest', 'file', 'must be JSON')
  }
  return draftsOfHsds(json, MOST_SERVICES)
}
