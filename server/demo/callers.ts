import type { LineId } from '../../shared/floor/model.ts'
import { type Caller, createCaller, looped } from './peer.ts'
import { exponential } from './random.ts'

/** 90 s on average, and never so long that somebody who looks gives up. */
const BETWEEN_MS = { least: 20_000, more: 75_000, most: 240_000 } as const
const AT_ONCE = 3
const FIRST_AFTER_MS = 8_000
const PATIENCE_MS = { least: 45_000, more: 195_000 } as const
const TALK_MS = { least: 60_000, most: 300_000 } as const

export interface CallersOptions {
  /** WebSocket address of the server's `/sip`. */
  readonly url: string
  readonly line: LineId
  /** Headers of the handshake. */
  readonly handshake?: Readonly<Record<string, string>>
  /** What a simulated caller says, over and over: Opus frames of 20 ms. */
  readonly voice: readonly Buffer[]
}

/**
 * Simulated callers that really call, at random: every 90 s or so, three at once at most, each with patience for about four
 * minutes and one to five minutes to talk. Runs until the returned function is called, which ends their calls.
 */
export function startCallers(options: CallersOptions): () => void {
  const calling = new Set<Caller>()
  let timer = setTimeout(next, FIRST_AFTER_MS)

  function next(): void {
    if (calling.size < AT_ONCE) call()
    timer = setTimeout(next, Math.min(BETWEEN_MS.most, BETWEEN_MS.least + exponential(Math.random, BETWEEN_MS.more)))
  }

  function call(): void {
    let leave = setTimeout(() => caller.hangUp(), PATIENCE_MS.least + exponential(Math.random, PATIENCE_MS.more))
    const caller = createCaller({
      url: options.url,
      line: options.line,
      ...(options.handshake && { handshake: options.handshake }),
      next: looped(options.voice),
      onState(state) {
        if (state !== 'talking') return
        clearTimeout(leave)
        leave = setTimeout(() => caller.hangUp(), TALK_MS.least + Math.random() * (TALK_MS.most - TALK_MS.least))
      },
    })
    calling.add(caller)
    caller.done.then(() => {
      clearTimeout(leave)
      calling.delete(caller)
    })
  }

  return () => {
    clearTimeout(timer)
    for (const caller of calling) caller.hangUp()
  }
}
