import { setTimeout as wait } from 'node:timers/promises'
import { createMediaLeg, type MediaLeg, type MediaStats } from './mediaLeg.ts'
import { answerInDialog, type DialogNames, dialogRequest, learnRemote } from './sipDialog.ts'
import { openSipLink, randomId } from './sipLink.ts'
import { formatResponse, header, type SipMessage, tagOf, uriOf } from './sipMessage.ts'

const EXPIRES_S = 600

export interface AdvisorOptions {
  /** WebSocket address of the server, `ws://host:port/sip`. */
  readonly url: string
  /** The session cookie, as `name=value`. */
  readonly cookie: string
  readonly username: string
  /** The phone's instance, a UUID; the same is named when the shift is started. */
  readonly instance: string
  /** How long the phone rings before it answers, in ms; null never answers. */
  readonly autoAnswerMs: number | null
  readonly next: () => Buffer | null
  readonly onFrame?: (payload: Buffer) => void
  /** Goes on with the sound of its talk when the link is lost, as a browser does; `close` ends it then. */
  readonly outlivesLink?: boolean
  /** Tells of each change: ringing, talking, and idle again. */
  readonly onState?: (state: 'idle' | 'ringing' | 'talking') => void
}

export interface Advisor {
  /** Resolves when the server has accepted the registration; rejects when it refuses or the link is lost before. */
  readonly registered: Promise<void>
  /** Resolves when the link is gone. */
  readonly closed: Promise<void>
  /** Of the present call; zeros without one. */
  stats(): MediaStats
  hangUp(): void
  close(): void
}

interface Talk {
  readonly names: DialogNames
  readonly leg: MediaLeg
  readonly invite: SipMessage
  readonly stopListening: () => void
  readonly gaveUp: AbortController
  state: 'ringing' | 'talking' | 'leaving'
}

/** An advisor's phone without a person: registers, and answers what it is offered, one call at a time. Must be closed. */
export function createAdvisor(options: AdvisorOptions): Advisor {
  const link = openSipLink(options.url, { cookie: options.cookie }, onRequest)
  const uri = `sip:${options.username}@lyhord.invalid`
  const registrar: DialogNames = {
    callId: randomId(),
    localTag: randomId(),
    local: uri,
    remote: uri,
    contact: `sip:${randomId()}@${link.host};transport=ws`,
    remoteTag: '',
    target: uri,
  }
  let talk: Talk | undefined
  let cseq = 0
  let renewal: NodeJS.Timeout | undefined
  let tellRegistered = () => {}
  let tellRefused = (_why: Error) => {}
  const registered = new Promise<void>((resolve, reject) => {
    tellRegistered = resolve
    tellRefused = reject
  })
  registered.catch(() => {})

  function register(): void {
    const contact = `Contact: <${registrar.contact}>;+sip.instance="<urn:uuid:${options.instance}>";reg-id=1;expires=${EXPIRES_S}`
    link.send(dialogRequest(link, registrar, 'REGISTER', ++cseq, [contact, 'Supported: outbound, path', `Expires: ${EXPIRES_S}`]))
  }

  function onRegistered(message: SipMessage): void {
    if (message.status < 200) return
    if (message.status >= 300) {
      tellRefused(new Error(`registration refused with ${message.status}`))
      return
    }
    tellRegistered()
    clearTimeout(renewal)
    renewal = setTimeout(register, (EXPIRES_S * 1000) / 2)
  }

  function onRequest(request: SipMessage): void {
    if (request.method === 'ACK') return
    if (request.method !== 'INVITE') link.send(formatResponse(request, 481, 'Call Does Not Exist', randomId()))
    else if (talk) link.send(formatResponse(request, 486, 'Busy Here', randomId()))
    else ring(request)
  }

  function ring(request: SipMessage): void {
    const callId = header(request, 'call-id')
    const names: DialogNames = {
      callId,
      localTag: randomId(),
      local: uriOf(header(request, 'to')),
      remote: uriOf(header(request, 'from')),
      contact: registrar.contact,
      remoteTag: tagOf(header(request, 'from')),
      target: '',
    }
    learnRemote(names, request)
    const call: Talk = {
      names,
      leg: createMediaLeg(options),
      invite: request,
      stopListening: link.listen(callId, (message) => onCall(call, message)),
      gaveUp: new AbortController(),
      state: 'ringing',
    }
    talk = call
    link.send(formatResponse(request, 180, 'Ringing', names.localTag, [`Contact: <${names.contact}>`]))
    options.onState?.('ringing')
    if (options.autoAnswerMs !== null) void answer(call, options.autoAnswerMs)
  }

  async function answer(call: Talk, afterMs: number): Promise<void> {
    try {
      if (afterMs > 0) await wait(afterMs, undefined, { signal: call.gaveUp.signal })
      const description = await call.leg.answer(call.invite.body)
      if (call.gaveUp.signal.aborted) return
      call.state = 'talking'
      link.send(formatResponse(call.invite, 200, 'OK', call.names.localTag, [`Contact: <${call.names.contact}>`], description))
      options.onState?.('talking')
    } catch {
      if (call.gaveUp.signal.aborted) return
      link.send(formatResponse(call.invite, 488, 'Not Acceptable Here', call.names.localTag))
      end(call)
    }
  }

  function onCall(call: Talk, message: SipMessage): void {
    if (message.status !== 0) {
      if (message.method === 'BYE') end(call)
    } else if (message.method === 'CANCEL') {
      link.send(formatResponse(message, 200, 'OK', call.names.localTag))
      if (call.state !== 'ringing') return
      link.send(formatResponse(call.invite, 487, 'Request Terminated', call.names.localTag))
      end(call)
    } else if (answerInDialog(link, call.names, message, call.leg)?.is === 'bye') {
      end(call)
    }
  }

  function end(call: Talk): void {
    if (talk !== call) return
    talk = undefined
    call.gaveUp.abort()
    call.stopListening()
    call.leg.close()
    options.onState?.('idle')
  }

  function hangUp(): void {
    if (talk?.state !== 'talking') return
    talk.state = 'leaving'
    link.send(dialogRequest(link, talk.names, 'BYE', 1))
  }

  const stopListening = link.listen(registrar.callId, onRegistered)
  link.opened.then(register, tellRefused)
  link.closed.then(() => {
    tellRefused(new Error('the link was lost'))
    clearTimeout(renewal)
    stopListening()
    if (talk && !options.outlivesLink) end(talk)
  })
  return {
    registered,
    closed: link.closed,
    stats: () => talk?.leg.stats() ?? { sent: 0, received: 0, lost: 0 },
    hangUp,
    close() {
      link.close()
      if (talk && options.outlivesLink) end(talk)
    },
  }
}
