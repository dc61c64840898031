import { assertUnreachable } from '../../shared/assertUnreachable.ts'
import { keyOfLanguage } from '../../shared/languages.ts'
import type { Announcements } from './announcements.ts'
import { type Caller, type Exchange, noWait, say, stateOf } from './exchange.ts'
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
  const isWaiting = (caller: Caller): boolean => {
    const is = stateOf(x, caller)?.is
    return is === 'waiting' || is === 'offered'
  }
  const canKeep = async (caller: Caller): Promise<boolean> => (await x.voicemail.check()) === null && x.voicemail.takes(caller.line)
  /** Goes on waiting where that is so: whoever speaks is to be sure that it is kept. */
  async function askForMessage(caller: Caller): Promise<boolean> {
    const asks = (await canKeep(caller)) && stateOf(x, caller)?.is === 'waiting'
    if (asks) takeMessage(caller)
    return asks
  }
  /** By key: in the state in which it was pressed. */
  async function messageByKey(caller: Caller): Promise<void> {
    const can = await canKeep(caller)
    const is = stateOf(x, caller)?.is
    if (is !== 'closed' && is !== 'waiting' && is !== 'offered') return
    if (can) takeMessage(caller)
    else if (is !== 'closed')
      announcements.say(caller, 'no_message', () => {
        if (isWaiting(caller)) announcements.waiting(caller, null)
      })
  }

  /** Once, and never while an advisor's phone rings: who is about to be answered is not sent away. */
  function offerMessageAfter(caller: Caller): void {
    const afterS = serviceOf(caller)?.voicemail.afterWaitS ?? null
    if (afterS === null || caller.stopWaiting !== noWait) return
    let stopped = false
    const look = async (): Promise<void> => {
      if (await askForMessage(caller)) return
      const againMs = stateOf(x, caller)?.is === 'offered' ? LOOK_AGAIN_MS : CAN_KEEP_AGAIN_MS
      if (!stopped && isWaiting(caller)) timer = setTimeout(look, againMs)
    }
    let timer = setTimeout(look, afterS * 1000)
    caller.stopWaiting = () => {
      stopped = true
      clearTimeout(timer)
    }
  }

  /** What happens while the announcement is heard counts: the key may break, or be back. */
  async function sayClosed(caller: Caller): Promise<void> {
    const end = (): void => x.tell({ type: 'end', call: caller.id, by: 'system' })
    const takes = async (): Promise<boolean> => (serviceOf(caller)?.voicemail.whenClosed ?? false) && (await canKeep(caller))
    const asked = await takes()
    announcements.closed(caller, asked, async () => {
      const still = asked && (await takes())
      if (stateOf(x, caller)?.is !== 'closed') return
      if (still) takeMessage(caller)
      else if (asked) announcements.say(caller, 'no_message', end)
      else end()
    })
  }

  async function choose(caller: Caller, key: string): Promise<void> {
    const language = serviceOf(caller)?.languages.find((one) => keyOfLanguage(one) === key)
    if (!language) return
    caller.leg.stop()
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
      void sayClosed(caller)
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
          if (key === KEYS.leaveMessage && service.voicemail.whenClosed) void messageByKey(caller)
          return
        case 'waiting':
        case 'offered':
          if (key === KEYS.leaveMessage && service.voicemail.byKey) void messageByKey(caller)
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
      for (const caller of x.callers.values()) if (caller.line === line) void askForMessage(caller)
    },
  }
}

const LOOK_AGAIN_MS = 1_000
/** While messages cannot be kept. */
const CAN_KEEP_AGAIN_MS = 5_000
