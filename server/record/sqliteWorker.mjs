// The thread that holds the SQLite file. A commit waits for the disk, and the thread that carries the voices must not wait with it.
// Plain JavaScript, for it is loaded as it lies here, from the sources and from the built server alike.
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

/** Prepared statements are kept by their text; there are a few dozen texts. */
const MOST_STATEMENTS = 200

const database = open(workerData.file)
const statements = new Map()

function open(file) {
  try {
    const opened = new Database(file)
    opened.pragma('busy_timeout = 5000')
    opened.pragma('journal_mode = WAL')
    opened.pragma('synchronous = FULL')
    opened.pragma('foreign_keys = ON')
    // What is deleted is overwritten: the keys of erased messages must not stay behind in free pages.
    opened.pragma('secure_delete = ON')
    return opened
  } catch (error) {
    // A fault of the package's own kind would arrive on the other side without its words.
    throw new Error(error.message)
  }
}

function run(sql, parameters) {
  let statement = statements.get(sql)
  if (!statement) {
    statement = database.prepare(sql)
    if (statements.size >= MOST_STATEMENTS) statements.clear()
    statements.set(sql, statement)
  }
  if (statement.reader) return { rows: statement.all(parameters) }
  const { changes, lastInsertRowid } = statement.run(parameters)
  return { rows: [], changes, lastInsertRowid }
}

parentPort.on('message', ({ id, sql, parameters }) => {
  if (sql === undefined) {
    database.close()
    parentPort.close()
    return
  }
  try {
    parentPort.postMessage({ id, result: run(sql, parameters) })
  } catch (error) {
    parentPort.postMessage({ id, error: { message: error.message, code: error.code } })
  }
})
