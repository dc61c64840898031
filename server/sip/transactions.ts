import {
  type IncomingRequestMessage,
  TransactionState,
  type UserAgentClient,
  type UserAgentCore,
  type UserAgentServer,
} from 'sip.js/lib/core/index.js'

/**
 * What sip.js keeps of INVITEs that came. It keeps each for 32 s, which is for messages that are lost or come twice (RFC 3261, 17.2.1;
 * RFC 6026); over a WebSocket none is, and a stranger could fill the memory with them. So each is let go when it is refused or acknowledged.
 */
export interface InviteTransactions {
  /** sip.js has been given this INVITE; `onDecided` is called once, when it has been answered either way or was never taken. */
  watch(message: IncomingRequestMessage, onDecided: () => void): void
  /** The ACK of a Call-ID's last INVITE has come. */
  acknowledged(callId: string): void
  /** All that are kept. */
  readonly size: number
}

/** As far as sip.js is looked into here. */
interface Server extends UserAgentServer {
  /** Of a re-INVITE. */
  readonly dialog?: { reinviteUserAgentServer: unknown }
}
interface Transaction {
  readonly state: TransactionState
  addStateChangeListener(listener: () => void): void
}

export function createInviteTransactions(core: UserAgentCore): InviteTransactions {
  const kept = new Map<string, Set<string>>()

  function drop(callId: string, id: string): void {
    const ids = kept.get(callId)
    ids?.delete(id)
    if (ids?.size === 0) kept.delete(callId)
    const server = core.userAgentServers.get(id)
    core.userAgentServers.delete(id)
    server?.dispose()
  }

  return {
    watch({ callId, viaBranch: id }, onDecided) {
      const server = core.userAgentServers.get(id) as Server | undefined
      if (!server) return onDecided()
      const { transaction } = server as unknown as { readonly transaction: Transaction }
      kept.set(callId, (kept.get(callId) ?? new Set()).add(id))
      let decided = false
      const look = (): void => {
        if (transaction.state === TransactionState.Proceeding) return
        if (!decided) onDecided()
        decided = true
        if (transaction.state === TransactionState.Accepted) return
        // An ACK that never came must not shut out all later offers.
        if (server.dialog?.reinviteUserAgentServer === server) server.dialog.reinviteUserAgentServer = undefined
        drop(callId, id)
      }
      transaction.addStateChangeListener(look)
      look()
    },
    acknowledged(callId) {
      for (const id of [...(kept.get(callId) ?? [])]) {
        const server = core.userAgentServers.get(id) as unknown as { readonly transaction: Transaction } | undefined
        if (server?.transaction.state !== TransactionState.Proceeding) drop(callId, id)
      }
    },
    get size() {
      return core.userAgentServers.size
    },
  }
}

/** Lets go of a request of ours that the other end has begun to answer and never ends to: no timer does (RFC 3261, 17.1.1.2). */
export function dropClient(core: UserAgentCore, client: UserAgentClient): void {
  for (const [id, one] of core.userAgentClients) if (one === client) core.userAgentClients.delete(id)
  client.dispose()
}
