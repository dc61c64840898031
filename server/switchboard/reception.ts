import { assertUnreachable } from '../../shared/assertUnreachable.ts'
import { keyOfLanguage } from '../../shared/languages.ts'
import type { Announcements } from './announcements.ts'
import { type Caller, type Exchange, say, stateOf } from './exchange.ts'
import type { MessageTaking } from './messageTaking.ts'

/** Keys with one meaning everywhere; languages have the others. */
export const KEYS = { leaveMessage: '9', goBack: '*', finish: '#' } as const

/** What a caller is told and asked until somebody answers. */
export interface Reception {
  /** The caller can hear us: a closed line turns away, a menu asks, and else the caller waits. */
  receive(caller: Caller): void
  /** Effects of what the floor has decided. */
  turnedAway(caller: Caller): void
  waits(caller: Caller, opening: 'welcome' | 'returned' | null): void
  key(caller: Caller, key: string): void
  /** The line has closed: those who wait are asked to leave a message, where it is set so. */
  lineCloses(line: string): void
}

export function createReception(x: Exchange, announcements: Announcements, messages: MessageTaking): Reception {
  const serviceOf = (caller: Caller) => x.now().lines[caller.line]?.service
  const queue = (caller: Caller): void => x.tell({ type: 'queue', call: caller.id })
  const takeMessage = (caller: Caller): void => x.tell({ type: 'takeMessage', call: caller.id })

  /** Once, and never while an advisor's phone rings: who is about to be answered is not sent away. */
  function offerMessageAfter(caller: Caller): void {
    const afterS = serviceOf(caller)?.voicemail.afterWaitS ?? null
    if (afterS === null || caller.stopWaiting !== noWait) return
    const look = (): void => {
      const is = stateOf(x, caller)?.is
      if (is === 'waiting') takeMessage(caller)
      else if (is === 'offered') timer = setTimeout(look, LOOK_AGAIN_MS)
    }
    let timer = setTimeout(look, afterS * 1000)
    caller.stopWaiting = () => clearTimeout(timer)
  }

  async function choose(caller: Caller, key: string): Promise<void> {
    const language = serviceOf(caller)?.languages.find((one) => keyOfLanguage(one) === key)
    if (!language) return
    x.player.stop(caller.leg)
    caller.language = language
    await x.submit({ type: 'chooseLanguage', call: caller.id, language })
    queue(caller)
  }

  return {
    receive(caller) {
      if (!x.opening.isOpen(caller.line)) return x.tell({ type: 'turnAway', call: caller.id })
      const service = serviceOf(caller)
      if (!service?.languageMenu || service.languages.length < 2) return queue(caller)
      say(caller, 'menu')
      announcements.menu(caller, () => {
        if (stateOf(x, caller)?.is === 'arriving') queue(caller)
      })
    },

    turnedAway(caller) {
      say(caller, 'closed')
      announcements.closed(caller, () => {
        if (stateOf(x, caller)?.is !== 'closed') return
        if (serviceOf(caller)?.voicemail.whenClosed) takeMessage(caller)
        else x.tell({ type: 'end', call: caller.id, by: 'system' })
      })
    },

    waits(caller, opening) {
      say(caller, opening === 'returned' ? 'returned' : 'waiting')
      announcements.waiting(caller, opening)
      offerMessageAfter(caller)
    },

    key(caller, key) {
      const call = x.now().calls[caller.id]
      const service = serviceOf(caller)
      if (!call || !service) return
      switch (call.state.is) {
        case 'arriving':
          if (service.languageMenu) void choose(caller, key)
          return
        case 'closed':
          if (key === KEYS.leaveMessage && service.voicemail.whenClosed) takeMessage(caller)
          return
        case 'waiting':
        case 'offered':
          if (key === KEYS.leaveMessage && service.voicemail.byKey) takeMessage(caller)
          return
        case 'voicemail':
          if (key === KEYS.goBack && !call.metClosed) messages.giveUp(caller)
          else if (key === KEYS.finish) messages.finish(caller)
          return
        case 'dialling':
        case 'talking':
          return
        default:
          return assertUnreachable(call.state)
      }
    },

    lineCloses(line) {
      if (x.now().lines[line]?.service.atClosing !== 'voicemail') return
      for (const caller of x.callers.values()) if (caller.line === line && stateOf(x, caller)?.is === 'waiting') takeMessage(caller)
    },
  }
}

/** What `stopWaiting` is of a caller who has not been asked to leave a message. */
export const noWait = (): void => {}

const LOOK_AGAIN_MS = 1_000
