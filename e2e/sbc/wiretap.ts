import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'

/** A listener on the line between server and border controller, that can also cut it. */
export interface Wiretap {
  /** `ws://127.0.0.1:PORT`, to be used in place of the border controller's own. */
  readonly url: string
  /** Every frame so far, in order, with who sent it. */
  readonly frames: readonly { readonly from: 'sbc' | 'server'; readonly text: string }[]
  /** All frames as one text. */
  all(): string
  /** Breaks every connection without a word and lets none through until `mend`. */
  cut(): void
  mend(): void
  /** What these send from now on waits on the line, in order, until `release`. */
  hold(...from: readonly ('sbc' | 'server')[]): void
  release(): void
  /** Sends the border controller once more what a server has sent it, as a slow network would. */
  again(text: string): void
  close(): Promise<void>
}

/** Listens in front of a WebSocket address. Must be closed. */
export async function tap(target: string): Promise<Wiretap> {
  const frames: { from: 'sbc' | 'server'; text: string }[] = []
  const open = new Set<WebSocket>()
  let whole = true
  let toSbc: WebSocket | undefined
  let holding: readonly ('sbc' | 'server')[] = []
  const held: (() => void)[] = []
  const door = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false, verifyClient: () => whole })
  await once(door, 'listening')

  function pass(from: 'sbc' | 'server', on: () => void): void {
    if (holding.includes(from)) held.push(on)
    else on()
  }

  function join(near: WebSocket, far: WebSocket): void {
    const waiting: string[] = []
    toSbc = far
    const bothEnd = () => {
      near.terminate()
      far.terminate()
    }
    for (const each of [near, far]) {
      open.add(each)
      each.on('error', bothEnd)
      each.on('close', () => {
        open.delete(each)
        bothEnd()
      })
    }
    far.on('open', () => {
      for (const text of waiting.splice(0)) far.send(text)
    })
    near.on('message', (data) => {
      const text = data.toString('latin1')
      frames.push({ from: 'server', text })
      pass('server', () => {
        if (far.readyState === WebSocket.OPEN) far.send(data.toString())
        else waiting.push(data.toString())
      })
    })
    far.on('message', (data) => {
      frames.push({ from: 'sbc', text: data.toString('latin1') })
      pass('sbc', () => {
        if (near.readyState === WebSocket.OPEN) near.send(data.toString())
      })
    })
  }

  door.on('connection', (near) => join(near, new WebSocket(target, 'sip', { perMessageDeflate: false })))
  const breakAll = () => {
    for (const each of [...open]) each.terminate()
  }
  return {
    url: `ws://127.0.0.1:${(door.address() as AddressInfo).port}`,
    frames,
    all: () => frames.map(({ text }) => text).join('\n'),
    cut() {
      whole = false
      breakAll()
    },
    mend() {
      whole = true
    },
    hold(...from) {
      holding = from
    },
    release() {
      holding = []
      for (const on of held.splice(0)) on()
    },
    again(text) {
      toSbc?.send(Buffer.from(text, 'latin1').toString())
    },
    async close() {
      breakAll()
      await new Promise((resolve) => door.close(resolve))
    },
  }
}
