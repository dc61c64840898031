import { z } from 'zod'
import { ok, refuse } from '../../shared/errors.ts'
import { type ApiParts, floorNow, type Route, route, routeWith, signedIn } from './route.ts'

const STAFF = ['advisor', 'supervisor'] as const
const newReply = z.object({ line: z.string().min(1).max(64) })

/** Counting answers to e-mails: advisors on their own lines. */
export function replyRoutes({ floor, replies }: ApiParts): Route[] {
  return [
    routeWith('post', '/api/replies', STAFF, newReply, async (asked) => {
      const now = floorNow(floor)
      const line = Object.hasOwn(now.lines, asked.body.line) ? now.lines[asked.body.line] : undefined
      if (!line) return refuse('unknownLine', 'line')
      if (!now.advisors[signedIn(asked).me.id]?.lines.includes(line.id)) return refuse('notAllowed')
      return ok(await replies.add(line))
    }),

    // the id is random and only the page that has just counted knows it
    route('delete', '/api/replies/:id', STAFF, async ({ id }) => ((await replies.remove(id)) ? ok(undefined) : refuse('notFound'))),

    route('get', '/api/replies/count', STAFF, async (asked) => {
      const { lines, advisors } = floorNow(floor)
      const own = advisors[signedIn(asked).me.id]?.lines ?? []
      return ok(await replies.counts(Object.values(lines).filter(({ id }) => own.includes(id))))
    }),
  ]
}
