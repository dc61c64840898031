import { ok } from '../../shared/errors.ts'
import { MESSAGE_ACTIONS } from '../../shared/messages.ts'
import type { Asker } from '../voicemail/voicemail.ts'
import { type ApiParts, type Asked, Content, floorNow, type Route, route, signedIn } from './route.ts'

const STAFF = ['advisor', 'supervisor'] as const

/** The work list of messages: for advisors those of their lines; supervisors see that there are more, and can set right what is stuck. */
export function messageRoutes({ floor, voicemail }: Pick<ApiParts, 'floor' | 'voicemail'>): Route[] {
  function askerOf(asked: Asked<unknown>): Asker {
    const { id, role } = signedIn(asked).me
    return { id, lines: floorNow(floor).advisors[id]?.lines ?? [], supervises: role === 'supervisor' }
  }

  return [
    route('get', '/api/messages', STAFF, async (asked) => ok(await voicemail.list(askerOf(asked)))),

    route('get', '/api/messages/:id/audio', STAFF, async (asked) => {
      const audio = await voicemail.audio(asked.id, askerOf(asked))
      return audio.ok ? ok(new Content('audio/ogg', audio.value, 'message.ogg')) : audio
    }),

    ...MESSAGE_ACTIONS.map((action) =>
      route('post', `/api/messages/:id/${action}`, STAFF, async (asked) => voicemail.act(asked.id, action, askerOf(asked))),
    ),
  ]
}
