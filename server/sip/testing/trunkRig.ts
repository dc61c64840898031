import type { TrunkFault } from '../../../shared/floor/model.ts'
import type { Log } from '../../log.ts'
import { createSipCore, type SipCore } from '../core.ts'
import { type IncomingCall, incomingCall } from '../incoming.ts'
import type { SipSocket } from '../sockets.ts'
import { createTrunk, type Trunk, type TrunkTimes } from '../trunk.ts'
import { SDP } from './description.ts'
import { createRegistrar, type Registrar, type RegistrarRules } from './registrar.ts'

export { SDP }
export const PASSWORD = 'open sesame'

/** As in service, but quicker; still longer than a busy machine stands still. */
export const TIMES: TrunkTimes = {
  link: { backoff: [10, 50], beat: 2_000, connect: 5_000 },
  registration: { expiresS: 120, answer: 5_000, again: [20, 60] },
  ringing: 5_000,
}

/** A registrar, and a SIP core with a trunk that registers there; what is told of either is noted. */
export interface Rig {
  readonly registrar: Registrar
  readonly sip: SipCore
  readonly trunk: Trunk
  /** Whether it is registered, told at each change; the first one is true. */
  readonly states: boolean[]
  readonly faults: (TrunkFault | null)[]
  readonly logged: string[]
  readonly invites: { readonly call: IncomingCall; readonly trunk: boolean; cancelled: boolean }[]
  when(holds: () => boolean): Promise<void>
}

const undo: (() => unknown)[] = []
/** Ends all that tests have begun; to be called after each. */
export async function cleanUp(): Promise<void> {
  for (const step of undo.splice(0).reverse()) await step()
}

/** As in service, but quicker; `rules` are the registrar's. */
export async function createRig(rules: Partial<RegistrarRules> = {}, password = PASSWORD, times: Partial<TrunkTimes> = {}): Promise<Rig> {
  const registrar = await createRegistrar(rules)
  undo.push(() => registrar.stop())
  return { registrar, ...client(registrar.url, password, { ...TIMES, ...times }) }
}

/** A trunk of its own at a registrar that is there. */
export function client(url: string, password = PASSWORD, times = TIMES): Omit<Rig, 'registrar'> {
  const states: boolean[] = []
  const faults: (TrunkFault | null)[] = []
  const logged: string[] = []
  const invites: Rig['invites'] = []
  const waiting = new Set<() => void>()
  const look = (): void => {
    for (const one of [...waiting]) one()
  }
  const note = (event: string, fields?: object): void => {
    logged.push(`${event} ${JSON.stringify(fields)}`)
    look()
  }
  const log: Log = { debug: note, info: note, warn: note, error: note }
  const sip = createSipCore({
    onInvite(invite, offer, socket) {
      const call = incomingCall(sip, invite, offer, socket)
      const one = { call, trunk: socket.trunk, cancelled: false }
      call.onCancel = () => {
        one.cancelled = true
        look()
      }
      invites.push(one)
      look()
    },
    onRegister: (_message, _socket, reply) => reply(403),
    onMoved() {},
  })
  const onState = (fault: TrunkFault | null): void => {
    faults.push(fault)
    if ((fault === null) !== (states.at(-1) ?? false)) states.push(fault === null)
    look()
  }
  const trunk = createTrunk(sip, { url, user: 'lyhord', password }, { onState }, log, times)
  undo.push(async () => {
    await trunk.close()
    sip.close()
  })
  return {
    ...{ sip, trunk, states, faults, logged, invites },
    when: (holds) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!holds()) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
  }
}

export const is = (method: string) => (text: string) => text.startsWith(`${method} `)

let branch = 0
/** A request as the trunk sends it; its Call-ID is `inbound` unless given. */
export const request = (method: string, uri: string, more: { callId?: string; to?: string; cseq?: number; body?: string } = {}): string =>
  [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/WS pbx.invalid;branch=z9hG4bKpbx${++branch}`,
    'Max-Forwards: 70',
    'From: "Anonymous" <sip:anonymous@anonymous.invalid>;tag=pbx',
    `To: ${more.to ?? '<sip:020555666@pbx.invalid>'}`,
    `Call-ID: ${more.callId ?? 'inbound'}`,
    `CSeq: ${more.cseq ?? 1} ${method}`,
    'Contact: <sip:pbx@pbx.invalid;transport=ws>',
    ...(more.body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${more.body?.length ?? 0}`,
    '',
    more.body ?? '',
  ].join('\r\n')

/** What a dialog tells a test that does not listen. */
export const nothing = { onBye() {}, onOffer: async () => SDP }
/** A browser's socket, of which we know nothing. */
export const stranger = (sent: string[]): SipSocket => ({
  account: null,
  trunk: false,
  stillAccount: async () => null,
  admit: () => ({ ok: true, onYield: () => false, onLapse() {}, confirm: () => true, release() {} }),
  open: true,
  send: (text) => sent.push(text),
  close() {},
})
