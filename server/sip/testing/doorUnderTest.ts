import { createSipCore, type SipCore, type SipFigures } from '../core.ts'
import type { Dialog } from '../dialog.ts'
import { incomingCall } from '../incoming.ts'
import type { SipSocket } from '../sockets.ts'
import { SDP } from './description.ts'
import { OWN_TAG, PLAYED, requestOf } from './fuzzSip.ts'

/** A whole SIP core that is fed by strangers, and in which a call of somebody else stands. Must be closed. */
export interface DoorUnderTest {
  /** One input of `fuzzSipInputs`, over a stranger's socket; another one when that has been closed. */
  feed(input: string | Buffer): void
  /** Asks over the standing call's own socket: whether it is there, and answers. */
  stands(): boolean
  /** Faults are counted here that the door has caught; one is one too many. */
  figures(): SipFigures & { readonly kept: number; readonly sockets: number; readonly places: readonly string[] }
  close(): void
}

interface Peer extends SipSocket {
  open: boolean
  readonly sent: string[]
}

export function createDoorUnderTest(): DoorUnderTest {
  const places: string[] = []
  const peers = new Set<Peer>()
  const dialogs = new Map<string, Dialog>()
  const sip: SipCore = createSipCore({
    onInvite(invite, offer, socket) {
      const call = incomingCall(sip, invite, offer, socket)
      const { callId } = invite.message
      const dialog = call.accept(SDP, { onBye: () => dialogs.delete(callId), onOffer: async () => SDP })
      if (dialog) dialogs.set(callId, dialog)
    },
    onRegister: (_message, _socket, reply) => reply(403),
    onMoved() {},
    onFault: (fault) => void places.push(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)),
  })
  let sockets = 0

  function connect(): Peer {
    sockets += 1
    const sent: string[] = []
    const peer: Peer = {
      ...{ account: null, trunk: false, open: true, sent },
      stillAccount: async () => null,
      admit: () => ({ ok: true, onYield: () => false, onLapse() {}, confirm: () => true, release() {} }),
      send: (text) => void sent.push(text),
      close() {
        peer.open = false
        peers.delete(peer)
        queueMicrotask(() => sip.closed(peer))
      },
    }
    peers.add(peer)
    return peer
  }

  /** Calls and acknowledges; gives our tag in the dialog. */
  function call(peer: Peer, callId: string): string {
    const own = (text: string) => text.replaceAll(`Call-ID: ${PLAYED.callId}`, `Call-ID: ${callId}`)
    const invite = own(requestOf('INVITE', [], true))
      .replace(`;tag=${OWN_TAG}`, '')
      .replaceAll('2 INVITE', '1 INVITE')
    sip.receive(peer, invite.replace('branch=', `branch=${callId}${sockets}`))
    const tag = /\r\nTo: [^\r]*;tag=(\w+)/.exec(peer.sent.findLast((text) => text.startsWith('SIP/2.0 200')) ?? '')?.[1] ?? ''
    sip.receive(
      peer,
      own(requestOf('ACK', [], true))
        .replace(OWN_TAG, tag)
        .replaceAll('2 ACK', '1 ACK'),
    )
    return tag
  }

  const caller = connect()
  const callersTag = call(caller, 'standing')
  let asked = 1
  let stranger = connect()
  let playedTag = ''

  return {
    feed(input) {
      if (!stranger.open) stranger = connect()
      stranger.sent.length = 0
      if (!dialogs.has(PLAYED.callId)) playedTag = call(stranger, PLAYED.callId)
      if (typeof input === 'string') sip.receive(stranger, input.replaceAll(OWN_TAG, playedTag))
      else sip.receive(stranger, input.includes(OWN_TAG) ? Buffer.from(input.toString().replaceAll(OWN_TAG, playedTag)) : input)
      // What an input has begun is ended, as by a page that goes on to the next call.
      for (const [callId, dialog] of dialogs) if (callId !== PLAYED.callId && callId !== 'standing') end(callId, dialog)
    },
    stands() {
      caller.sent.length = 0
      const options = requestOf('OPTIONS', [], true).replace(OWN_TAG, callersTag).replace(`Call-ID: ${PLAYED.callId}`, 'Call-ID: standing')
      sip.receive(caller, options.replaceAll('2 OPTIONS', `${++asked} OPTIONS`))
      return caller.open && caller.sent.length === 1 && (caller.sent[0]?.startsWith('SIP/2.0 200') ?? false)
    },
    figures: () => ({ ...sip.figures(), kept: sip.core.userAgentServers.size + sip.core.dialogs.size, sockets, places }),
    close: () => sip.close(),
  }

  function end(callId: string, dialog: Dialog): void {
    dialogs.delete(callId)
    dialog.bye()
  }
}
