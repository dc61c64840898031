import type { CallId } from '../../shared/floor/model.ts'
import type { RecordedCall } from '../server/record.ts'
import type { Told } from './witness.ts'

/** What is wrong with a record after a crash, given what the server had told before it; empty when nothing is lost and nothing hangs open. */
export function losses(told: ReadonlyMap<CallId, Told>, record: readonly RecordedCall[]): string[] {
  const kept = new Map(record.map((call) => [call.id, call]))
  const lost = [...told].flatMap(([id, { answered, ended }]) => {
    const call = kept.get(id)
    if (!call) return ['a call that arrived is not in the record']
    return [
      ...(answered !== null && call.answered !== answered ? [`an answer at ${answered} is recorded as ${call.answered}`] : []),
      ...(ended && (call.ended !== ended.at || call.outcome !== ended.outcome)
        ? [`an end (${ended.outcome} at ${ended.at}) is recorded as ${call.outcome} at ${call.ended}`]
        : []),
    ]
  })
  const odd = record.flatMap((call) => [
    ...(call.ended === null || call.outcome === null ? ['a call is still open'] : []),
    ...(call.ended !== null && call.ended < call.arrived ? ['a call ended before it arrived'] : []),
    ...(call.outcome === 'answered' && call.answered === null ? ['a call is answered without an answer'] : []),
  ])
  return [...lost, ...odd]
}
