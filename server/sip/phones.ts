import type { URI } from 'sip.js'
import type { IncomingRequestMessage } from 'sip.js/lib/core/index.js'
import type { AdvisorId, PhoneInstance } from '../../shared/floor/model.ts'
import type { SipCore } from './core.ts'
import { readUri } from './door/values.ts'
import { readRegistration } from './identity.ts'
import type { SipSocket } from './sockets.ts'

/** How long a registration is good without being renewed; a page renews it by itself. */
const EXPIRES_S = 600

/** An advisor's page that owns the phone. */
export interface PhoneBinding {
  readonly advisor: AdvisorId
  readonly instance: PhoneInstance
  readonly socket: SipSocket
  readonly contact: URI
}

export interface PhoneHandlers {
  /** May the page take the phone now? No while another page of the advisor is in a call. */
  mayTake(advisor: AdvisorId, instance: PhoneInstance): boolean
  onRegistered(binding: PhoneBinding): void
  onUnregistered(binding: PhoneBinding): void
}

/** The registrar: one page per advisor, the newest that registered. */
export interface Phones {
  register(message: IncomingRequestMessage, socket: SipSocket, reply: (status: number, headers?: string[]) => void): Promise<void>
  of(advisor: AdvisorId): PhoneBinding | undefined
  all(): Iterable<PhoneBinding>
  drop(binding: PhoneBinding): void
  /** SIP OPTIONS to the page: only a page whose program runs answers. `onAnswer` at most once. */
  probe(binding: PhoneBinding, onAnswer: () => void): void
}

export function createPhones(sip: () => SipCore, handlers: PhoneHandlers): Phones {
  const bindings = new Map<AdvisorId, PhoneBinding>()

  return {
    async register(message, socket, reply) {
      const asked = readRegistration(message)
      if ('status' in asked) return reply(asked.status)
      const account = await socket.stillAccount()
      if (!account || account.role === 'board' || account.username.toLowerCase() !== asked.username) return reply(403)
      const known = bindings.get(account.id)
      if (asked.leaves) {
        if (known && (asked.instance === null || known.instance === asked.instance)) {
          bindings.delete(account.id)
          handlers.onUnregistered(known)
        }
        return reply(200)
      }
      const contact = readUri(asked.contact)
      if (!contact) return reply(400)
      if (!handlers.mayTake(account.id, asked.instance)) return reply(480)
      const binding: PhoneBinding = { advisor: account.id, instance: asked.instance, socket, contact }
      bindings.set(account.id, binding)
      reply(200, [`Contact: <${contact}>;expires=${EXPIRES_S}`])
      handlers.onRegistered(binding)
    },
    of: (advisor) => bindings.get(advisor),
    all: () => bindings.values(),
    drop(binding) {
      if (bindings.get(binding.advisor) === binding) bindings.delete(binding.advisor)
    },
    probe: (binding, onAnswer) => sip().probe(binding.socket, binding.contact.toString(), onAnswer),
  }
}
