import type { Floor, Line } from '../../shared/floor/model.ts'
import { api } from '../ui/api.ts'
import { type Change, createChange } from './createChange.ts'

/** Changes of a line. */
export function createLineChange(line: Line): Change<Line> {
  return createChange(line, `/api/lines/${line.id}`, async () => {
    const answer = await api.get<{ floor: Floor }>('/api/floor')
    return answer.ok ? answer.value.floor.lines[line.id] : undefined
  })
}
