/** One end of a conversation in order, without loss for as long as it is open. */
export interface Channel<Out, In> {
  send(message: Out): void
  /** At most one listener; what comes before it waits. */
  onMessage(listener: (message: In) => void): void
  /** Called once when the other end is gone. */
  onClosed(listener: () => void): void
  close(): void
}

/** Two ends in this process. Each message arrives a moment after it was sent, as between processes, and is handed over as it is. */
export function loopChannel<A, B>(): readonly [Channel<A, B>, Channel<B, A>] {
  const left = createEnd<B>()
  const right = createEnd<A>()
  const close = (): void => {
    left.end()
    right.end()
  }
  return [
    { send: right.arrive, onMessage: left.onMessage, onClosed: left.onClosed, close },
    { send: left.arrive, onMessage: right.onMessage, onClosed: right.onClosed, close },
  ]
}

function createEnd<In>() {
  const waiting: In[] = []
  let listener: ((message: In) => void) | null = null
  let closed: (() => void) | null = null
  let open = true
  function flush(): void {
    while (open && listener && waiting.length > 0) listener(waiting.shift() as In)
  }
  return {
    arrive(message: In): void {
      if (!open) return
      waiting.push(message)
      queueMicrotask(flush)
    },
    onMessage(next: (message: In) => void): void {
      listener = next
      flush()
    },
    onClosed(next: () => void): void {
      closed = next
    },
    end(): void {
      if (!open) return
      // What has been sent still arrives.
      flush()
      open = false
      closed?.()
    },
  }
}
