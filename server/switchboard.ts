import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Outcome, refuse } from '../shared/errors.ts'
import type { Change, OfferEnd, ReturnReason } from '../shared/floor/changes.ts'
import type { AdvisorId, CallId, PhoneInstance } from '../shared/floor/model.ts'
import type { Me } from '../shared/http.ts'
import { MEDIA_CHECK_LINE, MEDIA_LOST_MS, SIGNALLING_GRACE_MS } from '../shared/limits.ts'
import type { CallBackRequest } from '../shared/wire.ts'
import type { AddressThrottle } from './auth/addressThrottle.ts'
import type { Config } from './config.ts'
import type { Command } from './floor/commands.ts'
import type { FloorPort } from './floor/port.ts'
import { isSameOrigin } from './http/security.ts'
import type { Log } from './log.ts'
import { mediaPort } from './media/address.ts'
import { createLeg, holdMediaPort, type Leg } from './media/leg.ts'
import { createPlayer } from './media/player.ts'
import { holdProgramme, loadPrompts, type PromptId, type PromptLanguage, waitingProgramme } from './media/prompts.ts'
import { createSipCore, type SipCore } from './sip/core.ts'
import type { Dialog } from './sip/dialog.ts'
import { type IncomingCall, incomingCall } from './sip/incoming.ts'
import { createPhones } from './sip/phones.ts'
import { serveSipSockets } from './sip/sockets.ts'
import { type Desk, ringDesk } from './switchboard/desk.ts'
import { echo } from './switchboard/echo.ts'
import { createMediaWatch } from './switchboard/mediaWatch.ts'
import { createReach } from './switchboard/reach.ts'

export interface SwitchboardParts {
  /** Its `upgrade` events for `/sip` are ours; all others are left alone. */
  readonly httpServer: Server
  readonly floor: FloorPort
  /** Who the session cookie of a request belongs to; null without one. */
  readonly whoIs: (cookieHeader: string | undefined) => Promise<Me | null>
  readonly throttle: AddressThrottle
  readonly config: Config
  readonly log: Log
}

/** The other two of a talk in which an interpreter takes part, as the advisor sees them. */
export type Party = 'caller' | 'interpreter'
export interface PartyHold {
  readonly call: CallId
  readonly party: Party
  readonly hold: boolean
}

export interface Switchboard {
  /** The page says that it is closing: its talk goes back to the queue at once. */
  phoneLeft(advisor: AdvisorId, instance: PhoneInstance): Promise<void>
  /** Rings the advisor's own phone and dials. `trunkDown` without a trunk; the number's refusals are those of the line's rules. */
  callBack(advisor: AdvisorId, request: CallBackRequest): Promise<Outcome<{ readonly call: CallId }>>
  /** Brings an interpreter into the advisor's talk. */
  callInterpreter(
    advisor: AdvisorId,
    request: { readonly call: CallId; readonly service: string; readonly language: string },
  ): Promise<Outcome>
  holdParty(advisor: AdvisorId, request: PartyHold): Promise<Outcome>
  dropInterpreter(advisor: AdvisorId, call: CallId): Promise<Outcome>
  pressKey(advisor: AdvisorId, request: { readonly call: CallId; readonly party: Party; readonly key: string }): Promise<Outcome>
  /** Numbers for /metrics and /healthz. */
  figures(): { readonly legs: number; readonly sipConnections: number }
  /** Ends every call as interrupted, every dialog with BYE, and lets go of the media port. */
  close(): Promise<void>
}

/** A caller's side of one call, from the INVITE to its end, and the desk that is offered it or talks. */
interface Caller {
  readonly id: CallId
  readonly line: string
  readonly language: PromptLanguage
  readonly wantsState: boolean
  readonly leg: Leg
  readonly release: () => void
  dialog: Dialog | null
  desk: Desk | null
}

/** A caller whose media does not come up in this time cannot be helped. */
const CONNECT_MS = 15_000
/** How long after a failing store it is asked again. */
const AGAIN_MS = 1_000

/** Joins SIP, media and the floor. Resolves when calls can come; throws when the media port is taken or a prompt is missing. */
export async function createSwitchboard({ httpServer, floor, whoIs, throttle, config, log }: SwitchboardParts): Promise<Switchboard> {
  const media = await mediaPort(config.mediaPort, config.mediaAddress)
  const keeper = holdMediaPort(media)
  const prompts = await loadPrompts(shippedPrompts(), join(config.dataDir, 'prompts'), (fault) =>
    log.error('own prompt cannot be played', { error: fault }),
  )
  const player = createPlayer()
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
      if ('status' in offer) {
        invite.reject({ statusCode: offer.status })
        sip.forget(invite.message.callId)
        log.info('call refused', { status: offer.status })
      } else if (closing || callers.size >= config.maxCalls) {
        invite.reject({ statusCode: 503 })
        sip.forget(invite.message.callId)
        log.warn('call refused: too many calls', { count: callers.size })
      } else if (offer.line === MEDIA_CHECK_LINE && socket.account) echo(incomingCall(sip, invite, offer, socket), media)
      else void arrive(incomingCall(sip, invite, offer, socket))
    },
    onRegister: (message, socket, reply) => void phones.register(message, socket, reply),
    onMoved() {},
  })
  const sockets = serveSipSockets(httpServer, whoIs, throttle, (request) => isSameOrigin(request, config), {
    onMessage: (socket, text) => sip.receive(socket, text),
    inUse: (socket) => sip.inUse(socket),
    onClosed(socket) {
      reach.socketClosed(socket)
      for (const { desk } of callers.values()) if (desk && socketOf(desk) === socket) loseSignalling(desk)
    },
  })

  async function arrive(incoming: IncomingCall): Promise<void> {
    const { offer } = incoming
    if (!present.lines[offer.line]) return incoming.reject(404)
    const admitted = incoming.admit()
    if (!admitted.ok) {
      log.warn('call refused: too many from one place')
      return incoming.reject(503)
    }
    const leg = createLeg(media)
    const caller: Caller = {
      id: crypto.randomUUID(),
      line: offer.line,
      language: offer.language,
      wantsState: offer.wantsState,
      leg,
      release: admitted.release,
      dialog: null,
      desk: null,
    }
    const refuse = (status: number): void => {
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
      sdp = leg.answer(offer.audio)
    } catch {
      return refuse(488)
    }
    callers.set(caller.id, caller)
    const arrived = await submit({ type: 'arrive', call: caller.id, line: offer.line, channel: 'web' })
    if (!arrived.ok) {
      callers.delete(caller.id)
      return refuse(503)
    }
    const late = setTimeout(() => tell({ type: 'end', call: caller.id, by: 'callerLost' }), CONNECT_MS)
    leg.onOpen = () => {
      clearTimeout(late)
      watch.watch(
        leg,
        () => leg.received.any,
        () => leg.remote?.sends !== false,
        () => tell({ type: 'end', call: caller.id, by: 'callerLost' }),
      )
      tell({ type: 'queue', call: caller.id })
    }
    caller.dialog = gone
      ? null
      : incoming.accept(sdp, {
          onBye: () => tell({ type: 'end', call: caller.id, by: 'caller' }),
          onOffer: async (remote) => leg.answer(remote),
        })
    if (!caller.dialog) tell({ type: 'end', call: caller.id, by: 'caller' })
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
    try {
      const desk = ringDesk(sip, media, caller.id, binding, {
        async onAnswered() {
          clearTimeout(missed)
          const answered = await submit({ type: 'answer', call: caller.id, advisor })
          if (!answered.ok) desk.close()
        },
        onRefused(why) {
          clearTimeout(missed)
          end(why)
        },
        onHold: (held) => tell({ type: held ? 'hold' : 'resume', call: caller.id, advisor }),
        onBye: () => tell({ type: 'hangUp', call: caller.id, advisor }),
      })
      caller.desk = desk
      // The same caller may be offered to the same advisor again: this timer is for this ringing alone.
      const missed = setTimeout(() => caller.desk === desk && end('missed'), Math.max(0, until - Date.now()))
    } catch (fault) {
      log.error('a phone could not be rung', { call: caller.id, advisor, error: fault as Error })
      end('failed')
    }
  }

  function bridge(caller: Caller, desk: Desk): void {
    player.stop(caller.leg)
    caller.leg.onRtp = (packet) => desk.leg.relay(packet, caller.leg.source)
    desk.leg.onRtp = (packet) => caller.leg.relay(packet, desk.leg.source)
  }

  function unbridge(caller: Caller): void {
    caller.leg.onRtp = null
    if (caller.desk) caller.desk.leg.onRtp = null
  }

  function dropDesk(caller: Caller): void {
    unbridge(caller)
    if (!caller.desk) return
    watch.unwatch(caller.desk.leg)
    caller.desk.close()
    caller.desk = null
  }

  async function playWaiting(caller: Caller, opening: PromptId): Promise<void> {
    const clip = (id: PromptId) => prompts.clip(caller.line, caller.language, id)
    const [first, waiting, busy] = await Promise.all([clip(opening), clip('waiting'), clip('queue_wait')])
    const state = stateOf(caller.id)
    if (state?.is === 'waiting' || state?.is === 'offered') player.play(caller.leg, waitingProgramme(first, waiting, busy, Date.now))
  }

  async function playHold(caller: Caller): Promise<void> {
    const waiting = await prompts.clip(caller.line, caller.language, 'waiting')
    const state = stateOf(caller.id)
    if (state?.is === 'talking' && state.onHold) player.play(caller.leg, holdProgramme(waiting))
  }

  /** What the world must do after a change has been stored. Changes about calls of other nodes find no caller here. */
  function effect(change: Change): void {
    if (change.type === 'advisorRemoved') phones.of(change.advisor)?.socket.close()
    const caller = 'call' in change ? callers.get(change.call) : undefined
    if (!caller) return
    const say = (state: Parameters<Dialog['tell']>[0]): void => {
      if (caller.wantsState) caller.dialog?.tell(state)
    }
    switch (change.type) {
      case 'callQueued':
        say('waiting')
        void playWaiting(caller, 'welcome')
        return
      case 'callOffered':
        ring(caller, change.advisor, change.until)
        return
      case 'offerEnded':
        dropDesk(caller)
        return
      case 'callAnswered':
        if (!caller.desk) return
        bridge(caller, caller.desk)
        watchDesk(caller.desk)
        say('talking')
        return
      case 'callHeld':
        unbridge(caller)
        say('onHold')
        void playHold(caller)
        return
      case 'callResumed':
        if (caller.desk) bridge(caller, caller.desk)
        say('talking')
        return
      case 'callReturned':
        dropDesk(caller)
        say('returned')
        void playWaiting(caller, 'returned')
        return
      case 'callEnded':
        dropDesk(caller)
        callers.delete(caller.id)
        player.stop(caller.leg)
        watch.unwatch(caller.leg)
        caller.dialog?.bye()
        caller.leg.close()
        caller.release()
        return
      default:
        return
    }
  }

  function watchDesk(desk: Desk): void {
    const lost = (): void => tell({ type: 'loseAdvisor', call: desk.call, advisor: desk.advisor, why: 'mediaLost' })
    watch.watch(
      desk.leg,
      () => desk.leg.received.rtp,
      () => !desk.held,
      lost,
    )
  }

  function loseSignalling(desk: Desk): void {
    if (!desk.dialog) return tell({ type: 'endOffer', call: desk.call, advisor: desk.advisor, why: 'linkLost' })
    setTimeout(() => {
      if (callers.get(desk.call)?.desk === desk && !desk.dialog?.reachable()) giveUpDesk(desk, 'linkLost')
    }, SIGNALLING_GRACE_MS).unref()
  }

  function giveUpDesk(desk: Desk, why: ReturnReason): void {
    if (desk.dialog) tell({ type: 'loseAdvisor', call: desk.call, advisor: desk.advisor, why })
    else tell({ type: 'endOffer', call: desk.call, advisor: desk.advisor, why: 'linkLost' })
  }

  function deskOf(advisor: AdvisorId): Desk | undefined {
    for (const { desk } of callers.values()) if (desk?.advisor === advisor) return desk
    return undefined
  }

  /** A talk may have moved to another socket than the one that was rung. */
  const socketOf = (desk: Desk) => (desk.dialog ? sip.socketOf(desk.dialog.callId) : desk.binding.socket)
  const phoneAlive = (desk: Desk): boolean => (desk.dialog ? desk.dialog.reachable() : desk.binding.socket.open)
  const following = floor.subscribe(({ changes, floor: after }) => {
    present = after
    for (const change of changes) effect(change)
  })
  let present = following.now
  const stateOf = (call: CallId) => present.calls[call]?.state

  const notYet = async () => refuse('trunkDown')
  return {
    callBack: notYet,
    callInterpreter: notYet,
    holdParty: notYet,
    dropInterpreter: notYet,
    pressKey: notYet,
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
      legs: [...callers.values()].reduce((sum, { desk }) => sum + (desk ? 2 : 1), 0),
      sipConnections: sockets.count(),
    }),
    async close() {
      closing = true
      await Promise.all([...callers.keys()].map((call) => submit({ type: 'interrupt', call })))
      following.unsubscribe()
      reach.close()
      watch.close()
      player.close()
      await sockets.close()
      sip.close()
      keeper.close()
    },
  }
}

/** Beside this file when run from source, two folders up when bundled into dist/server. */
function shippedPrompts(): string {
  const beside = fileURLToPath(new URL('./media/prompts', import.meta.url))
  return existsSync(beside) ? beside : fileURLToPath(new URL('../../server/media/prompts', import.meta.url))
}
