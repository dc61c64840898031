import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { readOggOpus } from '../media/oggOpus.ts'
import { createMediaLeg, type MediaLeg } from './mediaLeg.ts'
import { createAdvisor, createCaller, looped, oggFrames } from './peer.ts'
import { formatResponse, formatSip, header, parseSip, type SipMessage } from './sipMessage.ts'

vi.setConfig({ testTimeout: 20_000 })

const http = createServer()
const sockets = new WebSocketServer({ server: http })
const legs: MediaLeg[] = []
let url = ''
let onMessage = (_message: SipMessage, _socket: WebSocket) => {}

beforeEach(async () => {
  if (!http.listening) {
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    sockets.on('connection', (socket) => {
      socket.on('message', (data) => {
        const message = parseSip(data.toString())
        if (message) onMessage(message, socket)
      })
    })
  }
  url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/sip`
})

afterEach(() => {
  for (const leg of legs.splice(0)) leg.close()
})

const tone = (mark: number) => () => Buffer.from([0xf8, 0xff, 0xfe, mark])
const heard = () => vi.fn<(payload: Buffer) => void>()
/** A far end that learns the path from the other's first packet and begins DTLS then, as the server does. */
const blind = (sdp: string) => sdp.replace(/^a=(candidate|end-of-candidates).*\r\n/gm, '')
const farEnd = (mark: number, onFrame: (payload: Buffer) => void) => {
  const leg = createMediaLeg({ next: tone(mark), onFrame })
  legs.push(leg)
  return leg
}

const info = (ack: SipMessage, body: string) =>
  formatSip(
    'INFO sip:caller@phone.invalid SIP/2.0',
    [
      'Via: SIP/2.0/WS far.invalid;branch=z9hG4bKinfo',
      `From: ${header(ack, 'to')}`,
      `To: ${header(ack, 'from')}`,
      `Call-ID: ${header(ack, 'call-id')}`,
      'CSeq: 1 INFO',
    ],
    body,
    'application/json',
  )

test('a caller is answered, both hear the other, and the call ends with a BYE', async () => {
  const atServer = heard()
  const atCaller = heard()
  const leg = farEnd(1, atServer)
  const methods: string[] = []
  const states: string[] = []
  onMessage = async (message, socket) => {
    methods.push(message.method)
    if (message.method === 'INVITE') {
      const sdp = await leg.answer(blind(message.body))
      socket.send(formatResponse(message, 200, 'OK', 'far', ['Contact: <sip:lyhord@far.invalid>'], sdp))
    } else if (message.method === 'ACK') {
      socket.send(info(message, '{"state":"talking"}'))
    } else if (message.method === 'BYE') {
      socket.send(formatResponse(message, 200, 'OK', 'far'))
    }
  }
  const caller = createCaller({ url, line: 'linje', next: tone(2), onFrame: atCaller, onState: (state) => states.push(state) })
  expect(await caller.answered).toBeGreaterThan(0)
  await vi.waitFor(() => expect(atServer.mock.calls.length).toBeGreaterThan(5), 30_000)
  await vi.waitFor(() => expect(atCaller.mock.calls.length).toBeGreaterThan(5), 30_000)
  expect(atServer.mock.calls[0]?.[0][3]).toBe(2)
  expect(atCaller.mock.calls[0]?.[0][3]).toBe(1)
  expect(caller.stats().lost).toBe(0)
  caller.hangUp()
  expect(await caller.done).toEqual({ why: 'hungUp' })
  expect(methods).toEqual(['INVITE', 'ACK', 'INFO', 'BYE'])
  expect(states).toEqual(['talking'])
})

test('a refused caller says with which status, and a caller who gives up cancels', async () => {
  onMessage = (message, socket) => {
    if (message.method === 'INVITE') socket.send(formatResponse(message, 404, 'Not Found', 'far'))
  }
  expect(await createCaller({ url, line: 'ingen', next: () => null }).done).toEqual({ why: 'refused', status: 404 })

  let invite: SipMessage | undefined
  const arrived = new Promise<void>((resolve) => {
    onMessage = (message, socket) => {
      if (message.method === 'INVITE') {
        invite = message
        resolve()
      } else if (message.method === 'CANCEL' && invite) {
        socket.send(formatResponse(message, 200, 'OK', 'far'))
        socket.send(formatResponse(invite, 487, 'Request Terminated', 'far'))
      }
    }
  })
  const caller = createCaller({ url, line: 'linje', next: () => null })
  await arrived
  caller.hangUp()
  expect(await caller.done).toEqual({ why: 'hungUp' })
})

test('an advisor registers with its instance, answers an offer, and is idle again after the BYE', async () => {
  const atServer = heard()
  const states: string[] = []
  const leg = farEnd(1, atServer)
  const offer = (await leg.offer()).replace('a=setup:actpass', 'a=setup:active')
  let socketOfAdvisor: WebSocket | undefined
  let instance = ''
  const invite = (method: string, cseq: number, body: string) =>
    formatSip(
      `${method} sip:radgivare@phone.invalid SIP/2.0`,
      [
        `Via: SIP/2.0/WS far.invalid;branch=z9hG4bK${method}`,
        'From: "Anonymous" <sip:anonymous@anonymous.invalid>;tag=far',
        'To: <sip:radgivare@lyhord.invalid>',
        'Call-ID: offer',
        `CSeq: ${cseq} ${method}`,
        'Contact: <sip:lyhord@far.invalid>',
      ],
      body,
    )
  onMessage = (message, socket) => {
    socketOfAdvisor = socket
    if (message.method === 'REGISTER') {
      instance = /urn:uuid:([0-9a-f-]+)/.exec(header(message, 'contact'))?.[1] ?? ''
      socket.send(formatResponse(message, 200, 'OK', 'far'))
      socket.send(invite('INVITE', 1, offer))
    } else if (message.method === 'INVITE' && message.status === 200) {
      leg.accept(blind(message.body))
      socket.send(invite('ACK', 1, ''))
    }
  }
  const id = '5f0d9c64-6d0a-4b53-9d3f-0a4e3c1f5d11'
  const advisor = createAdvisor({
    url,
    cookie: 'session=x',
    username: 'radgivare',
    instance: id,
    autoAnswerMs: 0,
    next: tone(3),
    onState: (state) => states.push(state),
  })
  await advisor.registered
  expect(instance).toBe(id)
  await vi.waitFor(() => expect(atServer.mock.calls.length).toBeGreaterThan(5), 30_000)
  expect(atServer.mock.calls[0]?.[0][3]).toBe(3)
  socketOfAdvisor?.send(invite('BYE', 2, ''))
  await vi.waitFor(() => expect(states).toEqual(['ringing', 'talking', 'idle']), 30_000)
  advisor.close()
  await advisor.closed
})

test('ready-made frames start again from the first', () => {
  const next = looped([Buffer.from([1]), Buffer.from([2])])
  expect([next(), next(), next()]).toEqual([Buffer.from([1]), Buffer.from([2]), Buffer.from([1])])
  expect(looped([])()).toBeNull()
})

test('the frames of our own files are 20 ms each, and what is not Ogg is refused', async () => {
  const file = fileURLToPath(new URL('sv/voice.ogg', import.meta.url))
  expect(oggFrames(readFileSync(file))).toEqual(await readOggOpus(file))
  expect(() => oggFrames(Buffer.from('RIFF'.repeat(20)))).toThrow('not an Ogg file')
})
