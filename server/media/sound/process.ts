import type { ChildProcess } from 'node:child_process'
import { every } from '../../timers.ts'
import type { Channel } from './channel.ts'
import type { FromSound, ToSound } from './messages.ts'

/** What signalling says to its keeper beside what is for the sound. */
export interface ToKeeper {
  /** Pages and calls are served at this TCP port. */
  readonly is: 'serves'
  readonly port: number
}

/** Between the two processes, over Node's own channel; `advanced` serialisation, so that bytes stay bytes. */
type Upwards = { readonly sound: ToSound } | { readonly keeper: ToKeeper }
type Downwards = { readonly sound: FromSound }

/** The keeper's end: `onAnything` is called for each message, as a sign of life. */
export function signallingChannel(
  child: ChildProcess,
  onAnything: () => void,
  onKeeper: (message: ToKeeper) => void,
): Channel<FromSound, ToSound> {
  let listener: (message: ToSound) => void = () => {}
  let open = true
  child.on('message', (message) => {
    onAnything()
    const said = message as Upwards
    if ('sound' in said) {
      if (open) listener(said.sound)
    } else onKeeper(said.keeper)
  })
  return {
    send(message) {
      if (open && child.connected) child.send({ sound: message } satisfies Downwards, ignore)
    },
    onMessage: (next) => {
      listener = next
    },
    onClosed(closed) {
      child.once('disconnect', () => {
        open = false
        closed()
      })
    },
    close: () => child.kill('SIGTERM'),
  }
}

/** How often signalling looks whether its keeper has said anything, and how often in a row it may have said nothing: it asks each second. */
const LOOK_MS = 2_000
const MOST_SILENT_LOOKS = 5

/**
 * Signalling's end; null when nobody keeps this process. `onGone` is called when the keeper is gone. A keeper that hangs is ended: then all
 * begins anew, where systemd or the like looks after it.
 */
export function keeperChannel(onGone: () => void): Channel<ToSound, FromSound> | null {
  if (!process.send) return null
  let silentLooks = 0
  // Counted by this process's own clock, which stands still when the whole machine does.
  every(LOOK_MS, () => {
    silentLooks += 1
    if (silentLooks > MOST_SILENT_LOOKS) process.kill(process.ppid, 'SIGKILL')
  }).unref()
  const waiting: FromSound[] = []
  let listener: ((message: FromSound) => void) | null = null
  let closed = (): void => {}
  process.on('message', (message) => {
    silentLooks = 0
    const { sound } = message as Downwards
    if (listener) listener(sound)
    else waiting.push(sound)
  })
  process.once('disconnect', () => {
    closed()
    onGone()
  })
  return {
    send(message) {
      if (process.connected) process.send?.({ sound: message } satisfies Upwards, undefined, undefined, ignore)
    },
    onMessage(next) {
      listener = next
      for (const message of waiting.splice(0)) next(message)
    },
    onClosed: (next) => {
      closed = next
    },
    // The keeper's own end closes when this process ends.
    close() {},
  }
}

/** Tells the keeper, where there is one. */
export function tellKeeper(message: ToKeeper): void {
  if (process.connected) process.send?.({ keeper: message } satisfies Upwards, undefined, undefined, ignore)
}

/** A process that is gone says so by `disconnect`. */
function ignore(): void {}
