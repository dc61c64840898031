import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { emptyLog } from './forgetDeleted.ts'
import { createForgetting, type Forgetting } from './forgetting.ts'

interface Reply {
  readonly id: number
  readonly result?: { readonly rows: unknown[]; readonly changes?: number; readonly lastInsertRowid?: number | bigint }
  readonly error?: { readonly message: string; readonly code?: string }
}

/**
 * SQLite for Kysely, in a thread of its own with one connection: waiting for the disk holds up nobody who does not wait for it.
 * The thread begins with the first query and ends with `destroy`; alone it does not keep the process running. What is overwritten or deleted
 * leaves the file's log by itself: see `createForgetting`.
 */
export function sqliteThread(file: string): Dialect {
  return {
    createAdapter: () => new Adapter(),
    createDriver: () => createDriver(file),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/** SQLite can undo changes of tables; Kysely is careful for the sake of some that cannot be undone, which we do not use. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

function createDriver(file: string): Driver {
  let thread: Thread | undefined
  /** Resolves when the connection is free; each taker puts its own end in its place. */
  let free: Promise<void> = Promise.resolve()
  const releases = new WeakMap<DatabaseConnection, () => void>()
  const run = async (connection: DatabaseConnection, sql: string) => void (await connection.executeQuery(CompiledQuery.raw(sql)))

  async function take(): Promise<DatabaseConnection> {
    const before = free
    let release = (): void => {}
    free = new Promise((resolve) => {
      release = resolve
    })
    await before
    if (!thread) throw new Error('record: used before it was opened')
    const connection = connectionOf(thread, forgetting)
    releases.set(connection, release)
    return connection
  }
  const giveBack = (connection: DatabaseConnection): void => releases.get(connection)?.()
  const forgetting = createForgetting(async () => {
    const connection = await take()
    try {
      return await emptyLog(async (statement) => (await connection.executeQuery(CompiledQuery.raw(statement))).rows)
    } finally {
      giveBack(connection)
    }
  })

  return {
    async init() {
      thread = startThread(file)
      // A crash leaves the log as it was.
      forgetting.soon()
    },
    acquireConnection: take,
    async releaseConnection(connection) {
      giveBack(connection)
    },
    // Immediate: a transaction that begins by reading must not find the file taken when it comes to write.
    beginTransaction: (connection) => run(connection, 'begin immediate'),
    commitTransaction: (connection) => run(connection, 'commit'),
    rollbackTransaction: (connection) => run(connection, 'rollback'),
    async destroy() {
      forgetting.close()
      await free
      await thread?.close()
    },
  }
}

function connectionOf(thread: Thread, forgetting: Forgetting): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, changes, lastInsertRowid } = await thread.ask(query.sql, query.parameters)
      forgetting.wrote(query.sql)
      return {
        rows: rows as R[],
        ...(changes === undefined ? {} : { numAffectedRows: BigInt(changes) }),
        ...(lastInsertRowid === undefined ? {} : { insertId: BigInt(lastInsertRowid) }),
      }
    },
    // biome-ignore lint/correctness/useYield: Kysely's connection must have it, and nothing here streams
    async *streamQuery() {
      throw new Error('record: results are small here, and are never streamed')
    },
  }
}

interface Thread {
  ask(sql: string, parameters: readonly unknown[]): Promise<NonNullable<Reply['result']>>
  close(): Promise<void>
}

function startThread(file: string): Thread {
  const worker = new Worker(workerFile(), { workerData: { file } })
  const asked = new Map<number, { resolve(result: NonNullable<Reply['result']>): void; reject(error: Error): void }>()
  let last = 0
  let gone: Error | null = null
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))

  const fail = (error: Error): void => {
    gone ??= error
    for (const { reject } of asked.values()) reject(error)
    asked.clear()
  }
  worker.on('error', (error) => fail(new Error(`record: ${(error as Partial<Error>).message ?? 'its thread has failed'}`)))
  worker.once('exit', () => fail(new Error('record: closed')))
  worker.on('message', ({ id, result, error }: Reply) => {
    const asker = asked.get(id)
    asked.delete(id)
    if (asked.size === 0) worker.unref()
    if (result) asker?.resolve(result)
    else asker?.reject(Object.assign(new Error(error?.message ?? 'record: no reason given'), { code: error?.code }))
  })
  worker.unref()

  return {
    ask(sql, parameters) {
      if (gone) return Promise.reject(gone)
      const id = ++last
      return new Promise((resolve, reject) => {
        if (asked.size === 0) worker.ref()
        asked.set(id, { resolve, reject })
        worker.postMessage({ id, sql, parameters })
      })
    },
    async close() {
      if (gone) return
      worker.ref()
      worker.postMessage({ id: 0 })
      await ended
    },
  }
}

/** Beside this file in the sources; the built server stands two folders down from them. */
function workerFile(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const places = [here, join(here, '..', '..', 'server', 'record'), join(here, '..', '..', '..', 'server', 'record')]
  const found = places.map((place) => join(place, 'sqliteWorker.mjs')).find((path) => existsSync(path))
  if (!found) throw new Error('record: server/record/sqliteWorker.mjs is missing')
  return found
}
