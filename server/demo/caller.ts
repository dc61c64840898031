import { createMediaLeg, type MediaStats } from './mediaLeg.ts'
import { answerInDialog, type DialogNames, dialogRequest, learnRemote } from './sipDialog.ts'
import { openSipLink, randomId } from './sipLink.ts'
import { header, type SipMessage } from './sipMessage.ts'

/** A request without any final response for this long is given up (RFC 3261, timers B and F). */
const GIVE_UP_MS = 32_000

export type CallerStands = 'waiting' | 'talking' | 'returned' | 'interrupted'

export interface CallerOptions {
  /** WebSocket address of the server, `ws://host:port/sip`. */
  readonly url: string
  /** Which line to call. */
  readonly line: string
  /** Next Opus payload of 20 ms; null sends nothing this time. */
  readonly next: () => Buffer | null
  readonly onFrame?: (payload: Buffer) => void
  /** Packets each 20 ms; more than one only to measure what a flood does. */
  readonly packetsAtOnce?: number
  /** How the call stands, as the server tells it within the call. */
  readonly onState?: (state: CallerStands) => void
  /** Language of the prompts; Swedish without it. */
  readonly language?: 'sv' | 'en'
  /** Of an earlier call that a fault of the server has ended: see `Caller.returnTicket`. */
  readonly returnTicket?: string
  /** Headers of the WebSocket's handshake, such as a session's cookie; a caller has none. */
  readonly handshake?: Readonly<Record<string, string>>
  /** Goes on with the sound when the link is lost, as a browser does; `hangUp` ends it then. */
  readonly outlivesLink?: boolean
}

export type CallEnd =
  | { readonly why: 'hungUp' | 'farEnd' | 'lost' }
  /** The call was never answered; `status` is the SIP status of the refusal. */
  | { readonly why: 'refused'; readonly status: number }

export interface Caller {
  /** Resolves with the time from INVITE to 200 in ms when the server has answered; never rejects, and stays open on refusal. */
  readonly answered: Promise<number>
  /** Resolves when the call is over, however it ended; never rejects. */
  readonly done: Promise<CallEnd>
  /** With which this caller is first in line again after a fault of the server; empty before the answer. */
  returnTicket(): string
  hangUp(): void
  stats(): MediaStats
}

/** Calls a line as any anonymous SIP over WebSocket client would, without an account. Lets go of everything when the call ends. */
export function createCaller(options: CallerOptions): Caller {
  const link = openSipLink(options.url, options.handshake)
  const leg = createMediaLeg(options)
  const uri = `sip:${options.line}@lyhord.invalid`
  const names: DialogNames = {
    callId: randomId(),
    localTag: randomId(),
    local: 'sip:anonymous@anonymous.invalid',
    remote: uri,
    contact: `sip:${randomId()}@${link.host};transport=ws`,
    remoteTag: '',
    target: uri,
  }
  const asks = [
    `Accept-Language: ${options.language ?? 'sv'}`,
    ...(options.onState ? ['Recv-Info: lyhord-state'] : []),
    ...(options.returnTicket ? [`Lyhord-Return: ${options.returnTicket}`] : []),
  ]
  const branch = `z9hG4bK${randomId()}`
  let state: 'calling' | 'talking' | 'leaving' | 'over' = 'calling'
  let cseq = 1
  let invitedAt = 0
  let returnTicket = ''
  let giveUp: NodeJS.Timeout | undefined
  let tellAnswered = (_ms: number) => {}
  let tellDone = (_end: CallEnd) => {}
  const answered = new Promise<number>((resolve) => {
    tellAnswered = resolve
  })
  const done = new Promise<CallEnd>((resolve) => {
    tellDone = resolve
  })

  function end(how: CallEnd): void {
    if (state === 'over') return
    state = 'over'
    clearTimeout(giveUp)
    stopListening()
    leg.close()
    link.close()
    tellDone(how)
  }

  function onResponse(message: SipMessage): void {
    if (message.method === 'BYE') end({ why: 'hungUp' })
    else if (message.method === 'INVITE' && message.status >= 300) onRefused(message)
    else if (message.method === 'INVITE' && message.status >= 200) onAnswered(message)
  }

  function onRefused(message: SipMessage): void {
    learnRemote(names, message)
    link.send(dialogRequest(link, { ...names, target: uri }, 'ACK', 1, [], '', branch))
    end(state === 'leaving' ? { why: 'hungUp' } : { why: 'refused', status: message.status })
  }

  function onAnswered(message: SipMessage): void {
    learnRemote(names, message)
    returnTicket = header(message, 'lyhord-return')
    link.send(dialogRequest(link, names, 'ACK', 1))
    if (state === 'leaving') link.send(dialogRequest(link, names, 'BYE', ++cseq))
    if (state !== 'calling') return
    state = 'talking'
    clearTimeout(giveUp)
    try {
      leg.accept(message.body)
      tellAnswered(performance.now() - invitedAt)
    } catch {
      hangUp()
    }
  }

  function onMessage(message: SipMessage): void {
    if (message.status !== 0) {
      onResponse(message)
      return
    }
    const event = answerInDialog(link, names, message, leg)
    if (event?.is === 'bye') end({ why: 'farEnd' })
    if (event?.is === 'info') tellState(event.body)
  }

  function tellState(body: string): void {
    const state = /"state":"(waiting|talking|returned|interrupted)"/.exec(body)?.[1]
    if (state) options.onState?.(state as CallerStands)
  }

  function hangUp(): void {
    if (state !== 'calling' && state !== 'talking') return
    const request = state === 'talking' ? 'BYE' : 'CANCEL'
    state = 'leaving'
    if (invitedAt === 0) {
      end({ why: 'hungUp' })
      return
    }
    if (request === 'BYE') link.send(dialogRequest(link, names, 'BYE', ++cseq))
    else link.send(dialogRequest(link, names, 'CANCEL', 1, [], '', branch))
    clearTimeout(giveUp)
    giveUp = setTimeout(() => end({ why: 'hungUp' }), GIVE_UP_MS)
  }

  const stopListening = link.listen(names.callId, onMessage)
  link.closed.then(() => {
    if (!options.outlivesLink || state !== 'talking') end({ why: 'lost' })
  })
  Promise.all([link.opened, leg.offer()]).then(
    ([, offer]) => {
      if (state !== 'calling') return
      invitedAt = performance.now()
      giveUp = setTimeout(() => end({ why: 'lost' }), GIVE_UP_MS)
      link.send(dialogRequest(link, names, 'INVITE', 1, asks, offer, branch))
    },
    () => end({ why: 'lost' }),
  )
  return { answered, done, returnTicket: () => returnTicket, hangUp, stats: leg.stats }
}
