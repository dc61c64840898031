import { chmodSync } from 'node:fs'
import Database from 'better-sqlite3'

/** A start waits so long for a server that is just closing, in ms. */
const WAIT_MS = 2_000

/** Somebody else holds the record. */
export class RecordTaken extends Error {
  override readonly name = 'RecordTaken'
}

/**
 * Holds the record in `file` for this server alone until the returned function is called or the process is gone, however it went:
 * a second server would take the first one's open calls for those of a dead one. Throws RecordTaken.
 */
export function lockRecord(file: string): () => void {
  const lock = new Database(`${file}.lock`, { timeout: WAIT_MS })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    const taken = (error as { code?: unknown }).code === 'SQLITE_BUSY'
    throw taken ? new RecordTaken(`Another server is running on ${file}: stop it, or choose another DATA_DIR.`) : error
  }
  chmodSync(`${file}.lock`, 0o600)
  return () => lock.close()
}
