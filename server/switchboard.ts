import type { Server } from 'node:http'
import type { Outcome } from '../shared/errors.ts'
import type { Change, OfferEnd, ReturnReason } from '../shared/floor/changes.ts'
import type { AdvisorId, CallId, Channel, Floor, Line, PhoneInstance } from '../shared/floor/model.ts'
import type { Language } from '../shared/languages.ts'
import { MEDIA_CHECK_LINE, MEDIA_LOST_MS, SIGNALLING_GRACE_MS } from '../shared/limits.ts'
import type { ReturnTickets } from './auth/returnTickets.ts'
import type { Config } from './config.ts'
import { wordless } from './faults.ts'
import type { Command } from './floor/commands.ts'
import type { FloorPort } from './floor/port.ts'
import { isSameOrigin } from './http/security.ts'
import type { Log } from './log.ts'
import type { Prompts } from './media/prompts.ts'
import type { Sound } from './media/sound/sound.ts'
import type { Strangers } from './shares/strangers.ts'
import { createSipCore, type SipCore, type SipFigures } from './sip/core.ts'
import type { DialogHandlers } from './sip/dialog.ts'
import { readUri } from './sip/door/values.ts'
import { type IncomingCall, incomingCall } from './sip/incoming.ts'
import { createPhones } from './sip/phones.ts'
import { restoreDialog } from './sip/restoredDialog.ts'
import { absentSocket, type SipSessions, serveSipSockets } from './sip/sockets.ts'
import { createTrunk } from './sip/trunk.ts'
import { createAnnouncements } from './switchboard/announcements.ts'
import { type CallBacks, createCallBacks } from './switchboard/callBacks.ts'
import { type Desk, restoreDesk, ringDesk } from './switchboard/desk.ts'
import { echo } from './switchboard/echo.ts'
import { type Caller, type Exchange, type MessageBox, newCaller, type Opening, say } from './switchboard/exchange.ts'
import { createInterpreters, type Interpreters } from './switchboard/interpreters.ts'
import { lineCalled } from './switchboard/lineCalled.ts'
import { createMediaWatch } from './switchboard/mediaWatch.ts'
import { createMessageTaking } from './switchboard/messageTaking.ts'
import { createReach } from './switchboard/reach.ts'
import { createReception } from './switchboard/reception.ts'
import { reofferUntilOpen } from './switchboard/reoffer.ts'
import { type LeftCall, noteCall } from './switchboard/standing.ts'
import { createTalks } from './switchboard/talks.ts'
import { type TelephoneLost, watchTelephone } from './switchboard/telephoneWatch.ts'

export interface SwitchboardParts {
  /** Its `upgrade` events for `/sip` are ours; all others are left alone. */
  readonly httpServer: Server
  readonly floor: FloorPort
  readonly sessions: SipSessions
  readonly strangers: Strangers
  readonly returnTickets: ReturnTickets
  readonly config: Config
  readonly log: Log
  /** What callers hear; read before calls can come. */
  readonly prompts: Prompts
  readonly opening: Opening
  readonly voicemail: MessageBox
  /** What carries voices; it lives on when the switchboard closes. */
  readonly sound: Sound
  /** Calls that the switchboard before this one has left, whose sound still stands; taken over where the floor still has them. */
  readonly left?: readonly LeftCall[]
  /** How long a caller's media may take to come up, in ms; CONNECT_MS unless a test has less time. */
  readonly connectMs?: number
}

export interface Switchboard {
  /** The page says that it is closing: its talk goes back to the queue at once. */
  phoneLeft(advisor: AdvisorId, instance: PhoneInstance): Promise<void>
  callBack: CallBacks['start']
  callInterpreter: Interpreters['call']
  holdParty: Interpreters['hold']
  dropInterpreter: Interpreters['drop']
  pressKey: Interpreters['pressKey']
  /** Numbers for /metrics and /healthz. */
  figures(): { readonly legs: number; readonly sipConnections: number; readonly sip: SipFigures }
  /** Ends every call as interrupted, and every dialog with BYE. */
  close(): Promise<void>
}

/**
 * A caller whose media does not come up in this time cannot be helped. Less than what counts as giving up (10 s): who never had any sound, a
 * scanner for one, is no caller whom the line kept waiting.
 */
const CONNECT_MS = 9_000
/** How long after a failing store it is asked again. */
const AGAIN_MS = 1_000

/** Joins SIP, media and the floor. Calls can come when it has returned. */
export async function createSwitchboard(parts: SwitchboardParts): Promise<Switchboard> {
  const {
    httpServer,
    floor,
    sessions,
    strangers,
    returnTickets,
    config,
    log,
    prompts,
    opening,
    voicemail,
    sound,
    left = [],
    connectMs = CONNECT_MS,
  } = parts
  const watch = createMediaWatch(MEDIA_LOST_MS)
  const callers = new Map<CallId, Caller>()
  let closing = false

  /** A command of ours to the floor; a refusal is the floor's to log, a fault is ours to see. */
  async function submit(command: Command): Promise<Outcome<unknown>> {
    try {
      return await floor.submit(command)
    } catch (fault) {
      log.error('the floor could not store a change', { command: command.type, error: fault as Error })
      return { ok: false, refusal: { code: 'serverFault' } }
    }
  }
  /** What the world has already done must reach the floor: a store that fails is asked again until it can. */
  async function insist(command: Command): Promise<void> {
    const done = await submit(command)
    if (!done.ok && done.refusal.code === 'serverFault' && !closing) setTimeout(() => tell(command), AGAIN_MS).unref()
  }
  const tell = (command: Command): void => void insist(command)

  const phones = createPhones(() => sip, {
    mayTake(advisor, instance) {
      const desk = deskOf(advisor)
      if (!desk || desk.binding.instance === instance) return true
      if (phoneAlive(desk)) return false
      giveUpDesk(desk, 'reload')
      return true
    },
    onRegistered(binding) {
      const desk = deskOf(binding.advisor)
      if (desk?.dialog && desk.binding.instance === binding.instance) sip.route(desk.dialog.callId, binding.socket)
      reach.registered(binding)
    },
    onUnregistered: (binding) => reach.unregistered(binding),
  })
  const reach = createReach(phones, tell)
  const sip: SipCore = createSipCore({
    onInvite(invite, offer, socket) {
      const incoming = incomingCall(sip, invite, offer, socket)
      if (closing || isFull()) return incoming.reject(503)
      if (offer.line === MEDIA_CHECK_LINE && socket.account) return echo(incoming, sound)
      const line = lineCalled(present.lines, offer.called, socket.trunk)
      return line ? arrive(incoming, line, socket.trunk ? 'phone' : 'web') : incoming.reject(404)
    },
    onRegister: (message, socket, reply) => phones.register(message, socket, reply),
    onMoved() {},
    onFault: (fault) => log.error('a message has met a fault', { error: wordless(fault) }),
  })
  const sockets = serveSipSockets({
    httpServer,
    sessions,
    strangers,
    ownOrigin: (request) => isSameOrigin(request, config),
    handlers: {
      onMessage: (socket, text) => sip.receive(socket, text),
      inUse: (socket) => sip.inUse(socket),
      onClosed(socket) {
        const desks = [...callers.values()].flatMap(({ desk }) => (desk && socketOf(desk) === socket ? [desk] : []))
        sip.closed(socket)
        reach.socketClosed(socket)
        for (const desk of desks) loseSignalling(desk)
      },
    },
  })

  async function arrive(incoming: IncomingCall, line: Line, channel: Channel): Promise<void> {
    const { offer } = incoming
    const admitted = incoming.admit()
    if (!admitted.ok) return incoming.reject(503)
    const leg = sound.leg()
    const caller: Caller = {
      ...{ ...newCaller, id: crypto.randomUUID(), line: line.id, channel, leg },
      language: spokenTo(line, channel, offer.language),
      wantsState: offer.wantsState,
      release: admitted.release,
    }
    callers.set(caller.id, caller)
    const refuse = (status: number): void => {
      callers.delete(caller.id)
      leg.close()
      admitted.release()
      incoming.reject(status)
    }
    let gone = false
    incoming.onCancel = () => {
      gone = true
    }
    let sdp: string
    try {
      sdp = await (offer.audio ? leg.answer(offer.audio) : leg.offer())
    } catch {
      return refuse(488)
    }
    const returning = channel === 'web' && offer.returnTicket !== null && returnTickets.redeem(offer.returnTicket, line.id)
    const arrived = await submit({ type: 'arrive', call: caller.id, line: line.id, channel, returning })
    if (!arrived.ok) return refuse(503)
    const late = setTimeout(() => {
      if (channel === 'phone') void lostTelephone(caller, 'fault')
      else tell({ type: 'end', call: caller.id, by: 'callerLost' })
    }, connectMs)
    heed(caller)
    admitted.onYield = () => yields(caller)
    admitted.onLapse = () => {
      if (callers.size > config.maxCalls) tell({ type: 'end', call: caller.id, by: 'callerLost' })
    }
    leg.onOpen = () => {
      clearTimeout(late)
      if (!admitted.confirm()) return tell({ type: 'end', call: caller.id, by: 'callerLost' })
      watchCaller(caller)
      reception.receive(caller)
    }
    caller.dialog = gone ? null : incoming.accept(sdp, inDialog(caller), channel === 'web' ? returnTickets.of(caller.id) : null)
    if (!caller.dialog) tell({ type: 'end', call: caller.id, by: 'caller' })
    else if (channel === 'phone') reofferUntilOpen(leg, () => caller.dialog)
  }

  /** Whose sound is not up yet holds no place for long, and is not to keep others out until it is given up. */
  function isFull(): boolean {
    const heard = [...callers.values()].filter(({ leg }) => leg.opened).length
    return heard >= config.maxCalls || callers.size >= 2 * config.maxCalls
  }

  /** Nobody who speaks with somebody, or into a message, gives way to others. */
  function yields(caller: Caller): boolean {
    const is = present.calls[caller.id]?.state.is
    if (is !== 'arriving' && is !== 'waiting') return false
    tell({ type: 'end', call: caller.id, by: 'system' })
    return true
  }

  function heed(caller: Caller): void {
    caller.leg.onKey = (key) => reception.key(caller, key)
    caller.leg.onFlood = () => void hungUp(caller, 'callerLost')
  }

  const inDialog = (caller: Caller): DialogHandlers => ({
    onBye: () => void hungUp(caller, 'caller'),
    onOffer: (remote) => caller.leg.answer(remote),
    onLateAnswer(remote) {
      const unusable = (): void => tell({ type: 'end', call: caller.id, by: 'callerLost' })
      if (remote) caller.leg.accept(remote).catch(unusable)
      else unusable()
    },
  })

  const atDesk = (call: CallId, advisor: AdvisorId) => ({
    onHold: (held: boolean) => tell({ type: held ? 'hold' : 'resume', call, advisor }),
    onBye: () => tell({ type: 'hangUp', call, advisor }),
  })

  /** Goes on with a call of the switchboard before: sound flows as it did, and each end's next message finds its dialog. */
  function takeOver({ note, call, caller: standing, desk: ofDesk, third: ofThird }: LeftCall): void {
    const leg = sound.adopt(standing)
    const caller: Caller = { ...newCaller, ...note, id: call.id, line: call.line, leg, dialog: null, desk: null, third: null }
    const farEnd = (caller.channel === 'phone' && trunk?.socket) || absentSocket(null)
    caller.dialog = restoreDialog(sip, note.dialog, farEnd, inDialog(caller))
    callers.set(caller.id, caller)
    heed(caller)
    watchCaller(caller)
    if (note.desk && ofDesk) {
      const { advisor, instance, dialog } = note.desk
      const contact = readUri(dialog.remoteTarget)
      const binding = contact && { advisor, instance, contact, socket: absentSocket(advisor) }
      caller.desk = binding ? restoreDesk(sip, call.id, binding, sound.adopt(ofDesk), note.desk, atDesk(call.id, advisor)) : null
    }
    if (note.third && ofThird) interpreters.takeOver(caller, sound.adopt(ofThird), note.third.dialog, trunk?.socket ?? absentSocket(null))
    if (present.calls[call.id]?.state.is !== 'talking') reception.waits(caller, null)
    else if (caller.desk) {
      talks.arrange(caller)
      watchDesk(caller.desk)
      loseSignalling(caller.desk)
    }
    if (!caller.dialog || (note.desk && !caller.desk)) tell({ type: 'interrupt', call: call.id })
    noteCall(exchange, caller)
  }

  /** What was said so far of a message is kept first. */
  async function hungUp(caller: Caller, by: 'caller' | 'callerLost'): Promise<void> {
    await messages.keep(caller)
    tell({ type: 'end', call: caller.id, by })
  }

  /** Who comes by telephone is behind our own border: what is lost there, while signalling stands, is a fault of ours and not the caller's going. */
  async function lostTelephone(caller: Caller, why: TelephoneLost): Promise<void> {
    if (why === 'gone' || !caller.dialog?.reachable()) return hungUp(caller, 'callerLost')
    await messages.keep(caller)
    tell({ type: 'interrupt', call: caller.id })
  }

  function watchCaller(caller: Caller): void {
    const { leg } = caller
    if (caller.channel === 'phone')
      return watchTelephone(
        watch,
        leg,
        () => caller.dialog,
        (why) => void lostTelephone(caller, why),
      )
    watch.watch(
      leg,
      () => leg.received.any,
      () => leg.remote?.sends !== false,
      () => void hungUp(caller, 'callerLost'),
    )
  }

  function ring(caller: Caller, advisor: AdvisorId, until: number): void {
    const end = (why: OfferEnd): void => tell({ type: 'endOffer', call: caller.id, advisor, why })
    const binding = phones.of(advisor)
    if (!binding?.socket.open) {
      // Before the offer goes back, or it would come here again at once.
      const instance = present.advisors[advisor]?.phone?.instance
      if (instance) tell({ type: 'reachPhone', advisor, instance, reachable: false })
      return end('linkLost')
    }
    const desk = ringDesk(exchange, caller.id, binding, {
      async onAnswered() {
        clearTimeout(missed)
        const answered = await submit({ type: 'answer', call: caller.id, advisor })
        if (!answered.ok) desk.close()
      },
      onRefused(why) {
        clearTimeout(missed)
        end(why)
      },
      ...atDesk(caller.id, advisor),
    })
    caller.desk = desk
    // The same caller may be offered to the same advisor again: this timer is for this ringing alone.
    const missed = setTimeout(() => caller.desk === desk && end('missed'), Math.max(0, until - Date.now()))
  }

  /** What the world must do after a change has been stored. Changes about calls of other nodes find no caller here. */
  function effect(change: Change, before: Floor): void {
    if (change.type === 'advisorRemoved') phones.of(change.advisor)?.socket.close()
    const caller = 'call' in change ? callers.get(change.call) : undefined
    if (!caller) return
    switch (change.type) {
      case 'callQueued':
        return reception.waits(caller, isFirst(change.call) ? 'returned' : 'welcome')
      case 'callTurnedAway':
        return reception.turnedAway(caller)
      case 'voicemailStarted':
        talks.clear(caller)
        return messages.begin(caller)
      case 'voicemailGivenUp':
        return reception.waits(caller, null)
      case 'callOffered':
        return ring(caller, change.advisor, change.until)
      case 'offerEnded':
        return talks.clear(caller)
      case 'callAnswered':
      case 'calleeAnswered':
        if (!caller.desk) return
        talks.arrange(caller)
        watchDesk(caller.desk)
        return say(caller, 'talking')
      case 'callHeld':
      case 'callResumed':
        talks.arrange(caller)
        return say(caller, change.type === 'callHeld' ? 'onHold' : 'talking')
      case 'interpreterAnswered':
      case 'interpreterHeld':
      case 'interpreterResumed':
        return talks.arrange(caller)
      case 'interpreterEnded':
        talks.dropThird(caller)
        return talks.arrange(caller)
      case 'callReturned':
        talks.clear(caller)
        return reception.waits(caller, 'returned')
      case 'callEnded':
        return forget(caller, change, before.calls[caller.id]?.advisor ?? null)
      default:
        return
    }
  }

  /** Whether the call goes before those of the line that no fault of ours has met. */
  function isFirst(call: CallId): boolean {
    const state = present.calls[call]?.state
    return (state?.is === 'waiting' || state?.is === 'offered') && state.first
  }

  function forget(caller: Caller, change: Extract<Change, { type: 'callEnded' }>, advisor: AdvisorId | null): void {
    if (change.outcome === 'interrupted' && caller.channel === 'web') {
      returnTickets.honour(caller.id, caller.line)
      say(caller, 'interrupted')
    }
    talks.clear(caller)
    callers.delete(caller.id)
    caller.stopWaiting()
    watch.unwatch(caller.leg)
    if (caller.dialog) caller.dialog.bye()
    else caller.withdraw()
    caller.leg.close()
    caller.release()
    callBacks.ended(caller, change, advisor)
  }

  function watchDesk(desk: Desk): void {
    const silent = (): void => tell({ type: 'loseAdvisor', call: desk.call, advisor: desk.advisor, why: 'mediaLost' })
    watch.watch(
      desk.leg,
      () => desk.leg.received.rtp,
      () => !desk.held,
      silent,
    )
  }

  function loseSignalling(desk: Desk): void {
    const isRung = present.calls[desk.call]?.state.is === 'offered'
    if (!desk.dialog && isRung) return tell({ type: 'endOffer', call: desk.call, advisor: desk.advisor, why: 'linkLost' })
    setTimeout(() => {
      if (callers.get(desk.call)?.desk === desk && !desk.dialog?.reachable()) giveUpDesk(desk, 'linkLost')
    }, SIGNALLING_GRACE_MS).unref()
  }

  function giveUpDesk(desk: Desk, why: ReturnReason): void {
    // A call-back that nobody has answered yet has nobody who could wait.
    if (present.calls[desk.call]?.state.is === 'dialling') tell({ type: 'interrupt', call: desk.call })
    else if (desk.dialog) tell({ type: 'loseAdvisor', call: desk.call, advisor: desk.advisor, why })
    else tell({ type: 'endOffer', call: desk.call, advisor: desk.advisor, why: 'linkLost' })
  }

  function deskOf(advisor: AdvisorId): Desk | undefined {
    for (const { desk } of callers.values()) if (desk?.advisor === advisor) return desk
    return undefined
  }

  /** A talk may have moved to another socket than the one that was rung. */
  const socketOf = (desk: Desk) => (desk.dialog ? sip.socketOf(desk.dialog.callId) : desk.binding.socket)
  const phoneAlive = (desk: Desk): boolean => (desk.dialog ? desk.dialog.reachable() : desk.binding.socket.open)
  const trunk = config.trunk && createTrunk(sip, config.trunk, { onState: (why) => tell({ type: 'setTrunk', why }) }, log)
  const exchange: Exchange = {
    ...{ sip, sound, phones, prompts, watch, opening, voicemail, trunk, log, callers, submit, tell },
    now: () => present,
  }
  const announcements = createAnnouncements(exchange)
  const talks = createTalks(exchange, announcements)
  const messages = createMessageTaking(exchange, announcements)
  const reception = createReception(exchange, announcements, messages)
  const callBacks = createCallBacks(exchange, announcements, watchCaller)
  const interpreters = createInterpreters(exchange)
  const stopOpening = opening.onClosing((line) => reception.lineCloses(line))
  const stopKeeping = voicemail.onFault((why) => tell({ type: 'setKeeping', why }))
  const following = floor.subscribe(({ changes, floor: after }) => {
    const before = present
    present = after
    for (const change of changes) effect(change, before)
    for (const change of changes) {
      const caller = 'call' in change ? callers.get(change.call) : undefined
      if (caller) noteCall(exchange, caller)
    }
  })
  let present = following.now
  // Until the trunk has registered there is none; a server without one says nothing.
  if (trunk) tell({ type: 'setTrunk', why: trunk.fault })
  tell({ type: 'setKeeping', why: voicemail.fault() })
  const mine = left.filter(({ call }) => present.calls[call.id])
  for (const call of mine) takeOver(call)
  const taken = new Set(mine.flatMap(({ caller, desk, third }) => [caller.leg, desk?.leg, third?.leg]))
  for (const standing of sound.left) if (!taken.has(standing.leg)) sound.adopt(standing).close()

  return {
    callBack: callBacks.start,
    callInterpreter: interpreters.call,
    holdParty: interpreters.hold,
    dropInterpreter: interpreters.drop,
    pressKey: interpreters.pressKey,
    async phoneLeft(advisor, instance) {
      const binding = phones.of(advisor)
      if (binding?.instance === instance) {
        phones.drop(binding)
        reach.unregistered(binding)
      }
      const desk = deskOf(advisor)
      if (desk?.binding.instance === instance) giveUpDesk(desk, 'reload')
    },
    figures: () => ({
      legs: [...callers.values()].reduce((sum, { desk, third }) => sum + 1 + Number(desk !== null) + Number(third !== null), 0),
      sipConnections: sockets.count(),
      sip: sip.figures(),
    }),
    async close() {
      closing = true
      stopOpening()
      stopKeeping()
      const end = async (caller: Caller): Promise<void> => {
        await messages.keep(caller)
        await submit({ type: 'interrupt', call: caller.id })
      }
      await Promise.all([...callers.values()].map(end))
      following.unsubscribe()
      await trunk?.close()
      reach.close()
      watch.close()
      await sockets.close()
      sip.close()
    },
  }
}

/** In which language a caller is spoken to at first: a browser says what it would like, a telephone cannot. */
function spokenTo(line: Line, channel: Channel, wanted: Language): Language {
  const { languages } = line.service
  return channel === 'web' && languages.includes(wanted) ? wanted : (languages[0] ?? 'sv')
}
