import { z } from 'zod'
import { ok, refuse } from '../../shared/errors.ts'
import { GROUND_MOST, isDataKind, type NewDataGround } from '../../shared/staff/dataMap.ts'
import { type ApiParts, type Route, route, routeWith, signedIn } from './route.ts'

const STAFF = ['advisor', 'supervisor'] as const
const SUPERVISOR = ['supervisor'] as const

const version = z.int().min(0)
const newGround: z.ZodType<NewDataGround> = z.object({
  text: z.string().max(GROUND_MOST, `must have at most ${GROUND_MOST} characters`),
  version,
})

/** What is kept of those who work here, and why anything is kept at all. */
export function staffRoutes({ staffData, grounds }: Pick<ApiParts, 'staffData' | 'grounds'>): Route[] {
  return [
    route('get', '/api/me/data', STAFF, (asked) => staffData.read(signedIn(asked).me.id, signedIn(asked).me.id)),

    route('get', '/api/accounts/:id/data', SUPERVISOR, (asked) => staffData.read(asked.id, signedIn(asked).me.id)),

    route('get', '/api/data-map', SUPERVISOR, async () => ok(await grounds.all())),

    routeWith('put', '/api/data-map/:id', SUPERVISOR, newGround, async (asked) => {
      if (!isDataKind(asked.id)) return refuse('notFound')
      const written = await grounds.write(asked.id, asked.body, signedIn(asked).me.id)
      return written ? ok(written) : refuse('changedMeanwhile', 'version')
    }),
  ]
}
