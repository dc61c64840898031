import { z } from 'zod'
import { ok, refuse } from '../../shared/errors.ts'
import type { AdvisorId } from '../../shared/floor/model.ts'
import { GROUND_MOST, isDataKind, type NewDataGround } from '../../shared/staff/dataMap.ts'
import { type NewTraining, TRAINING_MOST } from '../../shared/staff/training.ts'
import { day } from './inputs.ts'
import { type ApiParts, Content, type Route, route, routeWith, signedIn } from './route.ts'

const STAFF = ['advisor', 'supervisor'] as const
const SUPERVISOR = ['supervisor'] as const

const version = z.int().min(0)
const newGround: z.ZodType<NewDataGround> = z.object({
  text: z.string().max(GROUND_MOST, `must have at most ${GROUND_MOST} characters`),
  version,
})
const newTraining: z.ZodType<NewTraining> = z.object({
  day,
  what: z.string().trim().min(1, 'must not be empty').max(TRAINING_MOST, `must have at most ${TRAINING_MOST} characters`),
})

/** What is kept of those who work here, and why anything is kept at all. */
export function staffRoutes({ staffData, training, grounds }: Pick<ApiParts, 'staffData' | 'training' | 'grounds'>): Route[] {
  async function dataFile(id: AdvisorId, reader: AdvisorId) {
    const data = await staffData.read(id, reader)
    return data.ok ? ok(Content.json(data.value, 'account.json')) : data
  }

  return [
    route('get', '/api/me/data', STAFF, (asked) => dataFile(signedIn(asked).me.id, signedIn(asked).me.id)),

    route('get', '/api/accounts/:id/data', SUPERVISOR, (asked) => dataFile(asked.id, signedIn(asked).me.id)),

    route('get', '/api/me/training', STAFF, async (asked) => ok(await training.of(signedIn(asked).me.id))),

    route('get', '/api/accounts/:id/training', SUPERVISOR, async ({ id }) => ok(await training.of(id))),

    routeWith('post', '/api/accounts/:id/training', SUPERVISOR, newTraining, async (asked) => {
      const added = await training.add(asked.id, asked.body, signedIn(asked).me.id)
      return added ? ok(added) : refuse('notFound')
    }),

    route('delete', '/api/accounts/:id/training/:entry', SUPERVISOR, async ({ id, params }) =>
      (await training.remove(id, params.entry ?? '')) ? ok(undefined) : refuse('notFound'),
    ),

    route('get', '/api/data-map', SUPERVISOR, async () => ok(await grounds.all())),

    routeWith('put', '/api/data-map/:id', SUPERVISOR, newGround, async (asked) => {
      if (!isDataKind(asked.id)) return refuse('notFound')
      const written = await grounds.write(asked.id, asked.body, signedIn(asked).me.id)
      return written ? ok(written) : refuse('changedMeanwhile', 'version')
    }),
  ]
}
