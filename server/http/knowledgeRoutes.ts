import { ok, refuse } from '../../shared/errors.ts'
import { isKnowledgeText } from '../../shared/knowledge.ts'
import { newTextInput } from './inputs.ts'
import { type ApiParts, type Route, route, routeWith, signedIn } from './route.ts'

const STAFF = ['advisor', 'supervisor'] as const

/** Pages that supervisors keep for advisors (shared/knowledge.ts): the newest of each text, its versions, and a new one. */
export function knowledgeRoutes({ knowledge }: Pick<ApiParts, 'knowledge'>): Route[] {
  return [
    route('get', '/api/knowledge', STAFF, async () => ok(await knowledge.newest())),

    route('get', '/api/knowledge/:id', STAFF, async ({ id }) =>
      isKnowledgeText(id) ? ok(await knowledge.versions(id)) : refuse('notFound'),
    ),

    routeWith('put', '/api/knowledge/:id', ['supervisor'], newTextInput, async (asked) =>
      isKnowledgeText(asked.id) ? knowledge.write(asked.id, asked.body, signedIn(asked).me.id) : refuse('notFound'),
    ),
  ]
}
