import { formatResponse } from '../../server/demo/sipMessage.ts'
import type { Sbc } from './sbc.ts'
import { registerServer } from './serverLink.ts'

/** Somebody who registers as servers do, and takes no call. */
export interface OddServer {
  /** Calls that it has been asked to take. */
  readonly asked: number
  close(): void
}

/** Registered when the promise resolves. Answers each call with `status`; null: with nothing at all. Must be closed. */
export async function createOddServer(sbc: Sbc, status: number | null): Promise<OddServer> {
  let asked = 0
  const link = await registerServer(sbc, (message) => {
    if (message.method !== 'INVITE' || message.status !== 0) return
    asked++
    if (status !== null) link.send(formatResponse(message, status, 'No', 'odd'))
  })
  return {
    get asked() {
      return asked
    },
    close: link.close,
  }
}
