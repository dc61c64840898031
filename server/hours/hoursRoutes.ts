import { ok } from '../../shared/errors.ts'
import type { Line } from '../../shared/floor/model.ts'
import { linesInOrder } from '../../shared/floor/questions.ts'
import type { Opening } from '../../shared/hours.ts'
import type { PublicLine } from '../../shared/http.ts'
import { type ApiParts, floorNow, type Route, route } from '../http/route.ts'
import { holidayCalendar } from './holidays.ts'

/** What everyone may know of the lines, whether they are open included; and the holidays on which one may be closed. */
export function hoursRoutes({ floor, opening }: Pick<ApiParts, 'floor' | 'opening'>): Route[] {
  return [
    route('get', '/api/lines', 'anyone', async () => {
      const now = floorNow(floor)
      return ok(linesInOrder(now).map((line) => publicLine(line, opening.stateOf(line.id), now.keeping.is === 'able')))
    }),

    route('get', '/api/holidays', ['supervisor'], async () => ok(holidayCalendar(new Date().getUTCFullYear()))),
  ]
}

/** What everyone may know of a line; `canKeep`: what callers say can be kept now. */
export function publicLine(
  { id, name, greeting, number, timeZone, service }: Line,
  { open, changesAt }: Opening,
  canKeep: boolean,
): PublicLine {
  const [opensAt, closesAt] = open ? [null, changesAt] : [changesAt, null]
  return { id, name, greeting, number, timeZone, open, opensAt, closesAt, takesMessages: canKeep && service.voicemail.whenClosed }
}
