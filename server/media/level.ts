import { nextSoundId, useSoundThread } from './mix/thread.ts'

/** Tells how loud a stream of Opus packets is. Lives until `close`. */
export interface LevelMeter {
  /** Takes the Opus payload of the next packet, in order; one that is no Opus is passed over. */
  measure(payload: Uint8Array): void
  /** No level is told any more. */
  close(): void
}

/**
 * Decodes in the sound thread and calls `onLevel` once for each 20 ms of sound, in order and a moment later: root mean square
 * in dBFS, from -127 (digital silence) to about 0. Talk close to a telephone lies around -30 to -15, a quiet room around -60
 * and below. A packet of 60 ms gives three levels. Lost packets give none, and a sender that saves its silence sends none: let a
 * clock of your own decide when nothing at all comes. While a thread that has failed begins anew there are none either.
 */
export function createLevelMeter(onLevel: (dbfs: number) => void): LevelMeter {
  const meter = nextSoundId()
  const thread = useSoundThread({
    hear(message) {
      if (message.is === 'levels' && message.meter === meter && !closed) for (const level of message.levels) onLevel(level)
    },
    restarted() {},
    failed() {},
  })
  let closed = false
  return {
    measure(payload) {
      // A copy of its own: of a view, the thread would get all that lies beside it as well.
      if (!closed) thread.tell({ is: 'measure', meter, payload: new Uint8Array(payload) })
    },
    close() {
      if (closed) return
      closed = true
      thread.tell({ is: 'measured', meter })
      void thread.close()
    },
  }
}
