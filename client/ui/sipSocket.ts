/**
 * A WebSocket in the shape that the SIP stack asks for. Unlike the stack's own it can say when the server was last heard, which is
 * how a page tells after sleep whether an "open" connection still leads anywhere.
 */
export interface SipSocket {
  readonly url: string
  readonly sip_uri: string
  via_transport: string
  onconnect: () => void
  ondisconnect: (error: boolean, code?: number, reason?: string) => void
  ondata: <T>(data: T) => void
  connect(): void
  disconnect(): void
  send(message: string | ArrayBufferLike | Blob | ArrayBufferView): boolean
  isConnected(): boolean
  isConnecting(): boolean
  /** performance.now() when anything last came from the server; -Infinity before that. */
  heardAt(): number
}

/** A socket to `url` (ws: or wss:), not yet connected. `open` makes the WebSocket; tests give their own. */
export function makeSipSocket(url: string, open: (url: string) => WebSocket = (at) => new WebSocket(at, 'sip')): SipSocket {
  let ws: WebSocket | null = null
  let heard = Number.NEGATIVE_INFINITY

  const socket: SipSocket = {
    url,
    sip_uri: `sip:${new URL(url).host};transport=ws`,
    via_transport: url.startsWith('wss:') ? 'WSS' : 'WS',
    onconnect: () => {},
    ondisconnect: () => {},
    ondata: () => {},
    connect() {
      if (socket.isConnected() || socket.isConnecting()) return
      socket.disconnect()
      const made = open(url)
      ws = made
      made.binaryType = 'arraybuffer'
      made.onopen = () => {
        heard = performance.now()
        socket.onconnect()
      }
      made.onmessage = ({ data }) => {
        heard = performance.now()
        socket.ondata(data)
      }
      made.onclose = ({ wasClean, code, reason }) => {
        ws = null
        socket.ondisconnect(!wasClean, code, reason)
      }
    },
    disconnect() {
      if (!ws) return
      const old = ws
      ws = null
      old.onopen = old.onmessage = old.onclose = null
      old.close()
    },
    send(message) {
      if (!ws || ws.readyState !== ws.OPEN) return false
      ws.send(message as string)
      return true
    },
    isConnected: () => ws !== null && ws.readyState === ws.OPEN,
    isConnecting: () => ws !== null && ws.readyState === ws.CONNECTING,
    heardAt: () => heard,
  }
  return socket
}
