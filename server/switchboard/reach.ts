import type { AdvisorId } from '../../shared/floor/model.ts'
import { PHONE_GONE_MS, REACHABLE_MS } from '../../shared/limits.ts'
import type { Command } from '../floor/commands.ts'
import type { PhoneBinding, Phones } from '../sip/phones.ts'
import type { SipSocket } from '../sip/sockets.ts'

const PROBE_MS = 5_000
const LOOK_MS = 1_000

/**
 * The server's judgement of whether an advisor's page can be reached: its program has answered a SIP OPTIONS within
 * REACHABLE_MS over a socket that is open. What a page believes of itself does not count.
 */
export interface Reach {
  registered(binding: PhoneBinding): void
  unregistered(binding: PhoneBinding): void
  socketClosed(socket: SipSocket): void
  close(): void
}

export function createReach(phones: Phones, tell: (command: Command) => void, clock: () => number = () => performance.now()): Reach {
  const heard = new Map<AdvisorId, { readonly binding: PhoneBinding; at: number; probed: number; reachable: boolean }>()
  const timer = setInterval(look, LOOK_MS)

  function look(): void {
    const now = clock()
    for (const [advisor, state] of heard) {
      const { binding } = state
      if (binding.socket.open && now - state.probed >= PROBE_MS) {
        state.probed = now
        phones.probe(binding, () => {
          state.at = clock()
          set(state, true)
        })
      }
      if (now - state.at >= REACHABLE_MS) set(state, false)
      if (now - state.at < PHONE_GONE_MS) continue
      heard.delete(advisor)
      phones.drop(binding)
      tell({ type: 'dropPhone', advisor, instance: binding.instance })
      tell({ type: 'goOffline', advisor, by: 'system' })
    }
  }

  function set(state: { readonly binding: PhoneBinding; reachable: boolean }, reachable: boolean): void {
    if (state.reachable === reachable || heard.get(state.binding.advisor)?.binding !== state.binding) return
    state.reachable = reachable
    tell({ type: 'reachPhone', advisor: state.binding.advisor, instance: state.binding.instance, reachable })
  }

  return {
    registered(binding) {
      heard.set(binding.advisor, { binding, at: clock(), probed: clock(), reachable: true })
      tell({ type: 'registerPhone', advisor: binding.advisor, instance: binding.instance })
    },
    unregistered(binding) {
      if (heard.get(binding.advisor)?.binding.instance !== binding.instance) return
      heard.delete(binding.advisor)
      tell({ type: 'dropPhone', advisor: binding.advisor, instance: binding.instance })
    },
    socketClosed(socket) {
      for (const state of heard.values()) if (state.binding.socket === socket) set(state, false)
    },
    close: () => clearInterval(timer),
  }
}
