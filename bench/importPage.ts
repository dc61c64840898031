import type { CDPSession, Page } from '@playwright/test'

/** The thread that reads a file, as its browser sees it. */
export interface WorkerHeap {
  /** The largest heap in use that was seen, in MB. */
  peakMb(): number
  /** In use after a collection, in MB; null while there is no worker. */
  restMb(): Promise<number | null>
  stop(): void
}

/** Watches the heap of the page's last worker, by the browser's own account. */
export async function watchWorker(page: Page, everyMs = 100): Promise<WorkerHeap> {
  const session = await page.context().newCDPSession(page)
  let worker: string | undefined
  let peak = 0
  let last = 0
  const waiting = new Map<number, (result: { usedSize?: number }) => void>()
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') worker = sessionId
  })
  session.on('Target.detachedFromTarget', ({ sessionId }) => {
    if (sessionId === worker) worker = undefined
  })
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id: number; result?: { usedSize?: number } }
    waiting.get(id)?.(result ?? {})
    waiting.delete(id)
  })
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })

  const ask = (method: string) => (worker === undefined ? null : askWorker(session, worker, ++last, method, waiting))
  const look = async (): Promise<number | null> => {
    const used = (await ask('Runtime.getHeapUsage'))?.usedSize
    if (used === undefined) return null
    peak = Math.max(peak, used)
    return used / 2 ** 20
  }
  const timer = setInterval(() => void look(), everyMs)
  return {
    peakMb: () => peak / 2 ** 20,
    async restMb() {
      await ask('HeapProfiler.collectGarbage')
      return look()
    },
    stop: () => clearInterval(timer),
  }
}

function askWorker(
  session: CDPSession,
  sessionId: string,
  id: number,
  method: string,
  waiting: Map<number, (result: { usedSize?: number }) => void>,
) {
  return new Promise<{ usedSize?: number }>((resolve) => {
    waiting.set(id, resolve)
    session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) }).catch(() => resolve({}))
  })
}
