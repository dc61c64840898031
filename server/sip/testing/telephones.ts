import { createMediaLeg, type MediaLeg } from '../../demo/mediaLeg.ts'
import { answerInDialog, type DialogNames, dialogRequest, learnRemote } from '../../demo/sipDialog.ts'
import { randomId, type SipLink } from '../../demo/sipLink.ts'
import { formatResponse, header, parseSip, type SipMessage, tagOf, uriOf } from '../../demo/sipMessage.ts'
import type { Registrar } from './registrar.ts'

/** One telephone call as the other end of the trunk has it. */
export interface TelephoneCall {
  /** Resolves when sound can go; rejects with the status when it was refused. */
  readonly answered: Promise<void>
  /** Resolves when it is over. */
  readonly over: Promise<void>
  readonly number: string
  /** The first message of it that we got, or our INVITE. */
  readonly invite: string
  hangUp(): void
  /** Gives up before the answer. */
  cancel(): void
  /** Presses a key (RFC 4733); it is sent again until the leg is up. */
  press(key: string): void
}

/** What a telephone does when it is called. */
export type Rule = 'answers' | 'rings' | 'busy' | 'away' | 'earlyMedia' | 'unknown'

export interface Sound {
  readonly next: () => Buffer | null
  readonly onFrame: (payload: Buffer) => void
}

/** The telephones behind a trunk, for tests: they call the server, and are called by it, with real SIP and real sound. */
export interface Telephones {
  /** Calls a number of ours. `mishears` changes the answer on its way to the telephone's sound. */
  call(number: string, sound: Sound, mishears?: (sdp: string) => string): TelephoneCall
  /** What the telephone of a number does, and how it sounds; others do not exist. */
  place(number: string, rule: Rule, sound: Sound): void
  /** Calls that have come from the server, in order. */
  readonly came: TelephoneCall[]
  close(): void
}

interface Live {
  readonly names: DialogNames
  readonly leg: MediaLeg
  invite: SipMessage | null
  state: 'calling' | 'ringing' | 'up' | 'over'
  settle: { answered: () => void; refused: (status: number) => void; over: () => void }
  cseq: number
  branch: string
  mishears: (sdp: string) => string
}

const REASONS: Readonly<Record<number, string>> = {
  404: 'Not Found',
  480: 'Temporarily Unavailable',
  486: 'Busy Here',
  487: 'Request Terminated',
}

export function createTelephones(registrar: Registrar): Telephones {
  const host = `${randomId()}.invalid`
  const link: SipLink = {
    host,
    opened: Promise.resolve(),
    closed: new Promise(() => {}),
    send: (text) => registrar.send(text),
    listen: () => () => {},
    close() {},
  }
  const live = new Map<string, Live>()
  const placed = new Map<string, { readonly rule: Rule; readonly sound: Sound }>()
  const came: TelephoneCall[] = []

  function begin(names: DialogNames, sound: Sound, number: string, text: string): { readonly one: Live; readonly call: TelephoneCall } {
    const settle = { answered() {}, refused(_status: number) {}, over() {} }
    const answered = new Promise<void>((resolve, reject) => {
      settle.answered = resolve
      settle.refused = (status) => reject(new Error(`refused with ${status}`))
    })
    answered.catch(() => {})
    const over = new Promise<void>((resolve) => {
      settle.over = resolve
    })
    const one: Live = {
      names,
      leg: createMediaLeg(sound),
      invite: null,
      state: 'calling',
      settle,
      cseq: 1,
      branch: `z9hG4bK${randomId()}`,
      mishears: (sdp) => sdp,
    }
    live.set(names.callId, one)
    const call: TelephoneCall = {
      ...{ answered, over, number, invite: text },
      hangUp() {
        if (one.state === 'up') link.send(dialogRequest(link, names, 'BYE', ++one.cseq))
        end(one)
      },
      press: (key) => one.leg.press(key),
      cancel() {
        if (one.state === 'calling' && !one.invite) link.send(dialogRequest(link, names, 'CANCEL', 1, [], '', one.branch))
      },
    }
    return { one, call }
  }

  function end(one: Live): void {
    if (one.state === 'over') return
    one.state = 'over'
    one.leg.close()
    one.settle.over()
  }

  async function accept(one: Live): Promise<void> {
    if (!one.invite) return
    const description = one.leg.local() || (await one.leg.answer(one.invite.body))
    if (one.state === 'over') return
    one.state = 'up'
    link.send(formatResponse(one.invite, 200, 'OK', one.names.localTag, [`Contact: <${one.names.contact}>`], description))
    one.settle.answered()
  }

  async function called(request: SipMessage, text: string): Promise<void> {
    const number = /^INVITE sips?:([^@;]+)/.exec(text)?.[1] ?? ''
    const place = placed.get(number)
    if (!place) return link.send(formatResponse(request, 404, REASONS[404] ?? '', randomId()))
    const names: DialogNames = {
      callId: header(request, 'call-id'),
      localTag: randomId(),
      local: uriOf(header(request, 'to')),
      remote: uriOf(header(request, 'from')),
      contact: `sip:${randomId()}@${host};transport=ws`,
      remoteTag: tagOf(header(request, 'from')),
      target: '',
    }
    learnRemote(names, request)
    const { one, call } = begin(names, place.sound, number, text)
    one.invite = request
    one.state = 'ringing'
    came.push(call)
    const contact = [`Contact: <${names.contact}>`]
    if (place.rule === 'busy' || place.rule === 'away') {
      const status = place.rule === 'busy' ? 486 : 480
      link.send(formatResponse(request, status, REASONS[status] ?? '', names.localTag))
      return end(one)
    }
    if (place.rule === 'earlyMedia') {
      const description = await one.leg.answer(request.body)
      link.send(formatResponse(request, 183, 'Session Progress', names.localTag, contact, description))
      return
    }
    link.send(formatResponse(request, 180, 'Ringing', names.localTag, contact))
    if (place.rule === 'answers') await accept(one)
  }

  function onResponse(one: Live, message: SipMessage): void {
    if (message.method !== 'INVITE' || message.status < 200) return
    learnRemote(one.names, message)
    if (message.status >= 300) {
      link.send(dialogRequest(link, one.names, 'ACK', 1, [], '', one.branch))
      one.settle.refused(message.status)
      return end(one)
    }
    link.send(dialogRequest(link, one.names, 'ACK', 1))
    if (one.state !== 'calling') return
    one.state = 'up'
    one.leg.accept(one.mishears(message.body))
    one.settle.answered()
  }

  function onRequest(one: Live, message: SipMessage): void {
    if (message.method === 'CANCEL') {
      link.send(formatResponse(message, 200, 'OK', one.names.localTag))
      if (one.state !== 'ringing' || !one.invite) return
      link.send(formatResponse(one.invite, 487, REASONS[487] ?? '', one.names.localTag))
      return end(one)
    }
    if (answerInDialog(link, one.names, message, one.leg)?.is === 'bye') end(one)
  }

  const stop = registrar.listen((text) => {
    const message = parseSip(text)
    if (!message || message.method === 'REGISTER' || message.method === 'OPTIONS') return
    const one = live.get(header(message, 'call-id'))
    if (one && message.status !== 0) onResponse(one, message)
    else if (one) onRequest(one, message)
    else if (message.status === 0 && message.method === 'INVITE') void called(message, text)
  })

  return {
    came,
    place: (number, rule, sound) => void placed.set(number, { rule, sound }),
    call(number, sound, mishears) {
      const contact = [...registrar.contacts.keys()][0] ?? ''
      const names: DialogNames = {
        callId: randomId(),
        localTag: randomId(),
        local: 'sip:anonymous@anonymous.invalid',
        remote: `sip:${number}@${host}`,
        contact: `sip:${randomId()}@${host};transport=ws`,
        remoteTag: '',
        target: contact,
      }
      const { one, call } = begin(names, sound, number, '')
      if (mishears) one.mishears = mishears
      void one.leg.offer().then((offer) => {
        if (one.state === 'calling') link.send(dialogRequest(link, names, 'INVITE', 1, [], offer, one.branch))
      })
      return call
    },
    close() {
      stop()
      for (const one of live.values()) end(one)
    },
  }
}
