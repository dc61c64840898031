import { EVENT_BYTES, KEYS, type Key, type KeyFormat } from './keys.ts'
import { FRAME_MS } from './rtp.ts'

/** How long a key of ours is down and up, in ms: what telephone systems need to hear it (ITU-T Q.24). */
const DOWN_MS = 120
const UP_MS = 80
/** Power of the tone that it stands for, as dBm0 below zero (RFC 4733, 2.3.3). */
const VOLUME = 10
/** Keys that may wait for the ones before them. */
const MOST_WAITING = 32

/** Presses keys on behalf of somebody, one after the other. Must be closed. */
export interface KeyPresser {
  /** False when too many wait already. */
  press(key: Key, format: KeyFormat): boolean
  close(): void
}

/**
 * `begin` gives the RTP timestamp that now has; `send` puts an event's payload on its way, with the timestamp of its press and whether it is
 * the first packet of it. Three packets say the end, so that one gets there (RFC 4733, 2.5.1.4).
 */
export function createKeyPresser(
  begin: () => number,
  send: (payload: number, body: Buffer, timestamp: number, first: boolean) => void,
): KeyPresser {
  const waiting: { readonly key: Key; readonly format: KeyFormat }[] = []
  let timer: NodeJS.Timeout | undefined

  function next(): void {
    const pressed = waiting.shift()
    timer = undefined
    if (!pressed) return
    const { key, format } = pressed
    const timestamp = begin()
    let sent = 0
    const step = (): void => {
      sent += 1
      const downMs = Math.min(sent * FRAME_MS, DOWN_MS)
      const ended = downMs === DOWN_MS
      for (let i = 0; i < (ended ? 3 : 1); i++)
        send(format.payload, eventBody(key, ended, (downMs * format.clock) / 1000), timestamp, sent === 1)
      timer = ended ? setTimeout(next, UP_MS) : setTimeout(step, FRAME_MS)
    }
    step()
  }

  return {
    press(key, format) {
      if (waiting.length >= MOST_WAITING) return false
      waiting.push({ key, format })
      if (timer === undefined) next()
      return true
    },
    close() {
      waiting.length = 0
      clearTimeout(timer)
    },
  }
}

/** `duration` in ticks of the format's clock. */
function eventBody(key: Key, ended: boolean, duration: number): Buffer {
  const body = Buffer.alloc(EVENT_BYTES)
  body[0] = KEYS.indexOf(key)
  body[1] = (ended ? 0x80 : 0) | VOLUME
  body.writeUInt16BE(duration, 2)
  return body
}
