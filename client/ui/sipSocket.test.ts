import { describe, expect, it } from 'vitest'
import { makeSipSocket } from './sipSocket.ts'

/** A WebSocket in a test's hands. */
class FakeWebSocket {
  readonly CONNECTING = 0
  readonly OPEN = 1
  readyState = 0
  sent: string[] = []
  closed = false
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { wasClean: boolean; code: number; reason: string }) => void) | null = null

  send(text: string) {
    this.sent.push(text)
  }
  close() {
    this.closed = true
  }
  opens() {
    this.readyState = 1
    this.onopen?.()
  }
  dies() {
    this.readyState = 3
    this.onclose?.({ wasClean: false, code: 1006, reason: '' })
  }
}

function socketOver() {
  const made: FakeWebSocket[] = []
  const socket = makeSipSocket('wss://host.example/sip', () => {
    const ws = new FakeWebSocket()
    made.push(ws)
    return ws as unknown as WebSocket
  })
  const told: string[] = []
  socket.onconnect = () => told.push('connected')
  socket.ondisconnect = (error, code) => told.push(`gone ${error} ${code}`)
  socket.ondata = (data) => told.push(`data ${data}`)
  return { socket, made, told }
}

describe('the socket under SIP', () => {
  it('names its transport for the Via header', () => {
    const { socket } = socketOver()
    expect(socket.via_transport).toBe('WSS')
    expect(socket.sip_uri).toBe('sip:host.example;transport=ws')
  })

  it('connects once, carries messages and knows when it was last heard', () => {
    const { socket, made, told } = socketOver()
    expect(socket.heardAt()).toBe(Number.NEGATIVE_INFINITY)
    socket.connect()
    socket.connect()
    expect(made.length).toBe(1)
    expect(socket.isConnecting()).toBe(true)
    expect(socket.send('early')).toBe(false)
    made[0]?.opens()
    made[0]?.onmessage?.({ data: 'x' })
    expect(told).toEqual(['connected', 'data x'])
    expect(socket.heardAt()).toBeGreaterThan(0)
    expect(socket.send('REGISTER')).toBe(true)
    expect(made[0]?.sent).toEqual(['REGISTER'])
  })

  it('tells when the far end goes, and can connect again', () => {
    const { socket, made, told } = socketOver()
    socket.connect()
    made[0]?.opens()
    made[0]?.dies()
    expect(told.at(-1)).toBe('gone true 1006')
    expect(socket.isConnected()).toBe(false)
    socket.connect()
    expect(made.length).toBe(2)
  })

  it('closed here, it says nothing more', () => {
    const { socket, made, told } = socketOver()
    socket.connect()
    made[0]?.opens()
    socket.disconnect()
    made[0]?.dies()
    expect(made[0]?.closed).toBe(true)
    expect(told).toEqual(['connected'])
  })
})
