import { formatResponse, formatSip, header, type SipMessage, uriOf } from '../../server/demo/sipMessage.ts'
import { createTellingLeg, type TellingLeg } from '../anonymity/tellingLeg.ts'
import type { Sbc } from './sbc.ts'
import { registerServer } from './serverLink.ts'

/** Somebody who registers as servers do, hears all that comes from the border controller, and tells everything itself. */
export interface TellingServer {
  /** Sound of the one call; throws before there is any. */
  leg(): TellingLeg
  /** Calls a number; resolves with the status of the final answer. */
  call(number: string): Promise<number>
  /** Offers once more within a call of its own; resolves with the status of the answer. */
  renew(): Promise<number>
  close(): void
}

/** Takes one call, or makes one. Registered when the promise resolves. Must be closed. */
export async function createTellingServer(sbc: Sbc): Promise<TellingServer> {
  let leg: TellingLeg | undefined
  let onAnswer = (_answer: SipMessage) => {}
  let target = ''
  let to = ''
  let cseq = 0

  const link = await registerServer(sbc, (message) => {
    if (message.status >= 200 && message.method === 'INVITE') onAnswer(message)
    if (message.status === 0 && message.method !== 'ACK') void answer(message)
  })

  async function answer(request: SipMessage): Promise<void> {
    if (request.method === 'INVITE') leg ??= await createTellingLeg(request.body)
    link.send(formatResponse(request, 200, 'OK', 'telling', [link.contact], request.method === 'INVITE' ? leg?.description : ''))
  }

  const request = (method: string, body = '') =>
    link.send(
      formatSip(
        `${method} ${target} SIP/2.0`,
        [
          `Via: SIP/2.0/WS ${link.host};branch=z9hG4bKtelling${method}${cseq}`,
          'Max-Forwards: 70',
          'From: <sip:anonymous@anonymous.invalid>;tag=telling',
          `To: ${to}`,
          `Call-ID: call-${link.host}`,
          `CSeq: ${cseq} ${method}`,
          link.contact,
        ],
        body,
      ),
    )

  async function invite(body: string): Promise<SipMessage> {
    cseq++
    const answered = new Promise<SipMessage>((resolve) => {
      onAnswer = resolve
    })
    request('INVITE', body)
    const final = await answered
    if (final.status >= 300) return final
    to = header(final, 'to')
    target = uriOf(header(final, 'contact'))
    request('ACK')
    return final
  }

  function sounding(): TellingLeg {
    if (!leg) throw new Error('there is no call')
    return leg
  }

  return {
    leg: sounding,
    async call(number) {
      target = `sip:${number}@127.0.0.1`
      to = `<${target}>`
      leg = await createTellingLeg()
      const final = await invite(unreached(leg.description))
      if (final.status === 200) leg.accept(final.body)
      return final.status
    },
    renew: async () => (await invite(unreached(sounding().description))).status,
    close() {
      leg?.close()
      link.close()
    },
  }
}

/**
 * Without our candidates it is we who knock, when the answer is in our hands. On one machine, path and DTLS can otherwise be up before
 * libdatachannel has stored the answer, and it takes the certificate for a stranger's.
 */
function unreached(description: string): string {
  return description.replace(/^a=candidate:.*\r?\n/gm, '')
}
