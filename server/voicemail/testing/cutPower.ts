/*
 * A process that dies in the middle: `cutPower.ts DIR keep|close STEP` keeps a message, or closes the one that is there, and is killed
 * right before the step of that number (a write, a sync, a rename, a removal, a statement of the database). Each step is told on
 * standard output, and `done` when all has been acknowledged.
 */
import { writeSync } from 'node:fs'
import fs, { type FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { Worker } from 'node:worker_threads'

const [dir, work, last] = process.argv.slice(2) as [string, string, string]
let step = 0
let counting = false

/** Said at once, not when this process gets around to it: it may never. */
const say = (text: string): void => void writeSync(1, `${text}\n`)

function die(): never {
  process.kill(process.pid, 'SIGKILL')
  for (;;);
}

function reach(name: string): void {
  if (!counting) return
  step++
  if (step === Number(last)) die()
  say(name)
}

const { open, rename, rm } = fs
fs.open = async (...given) => {
  const handle = await open(...given)
  const { writeFile, sync } = handle
  handle.writeFile = async (data, ...rest) => {
    if (counting && step + 1 === Number(last)) {
      await writeFile.call(handle, (data as Buffer).subarray(0, data.length / 2), ...(rest as []))
      die()
    }
    reach('write')
    return writeFile.call(handle, data, ...(rest as []))
  }
  handle.sync = async () => {
    reach((await (handle as FileHandle).stat()).isDirectory() ? 'sync folder' : 'sync file')
    return sync.call(handle)
  }
  return handle
}
fs.rename = async (...given) => {
  reach('rename')
  return rename(...given)
}
fs.rm = async (...given) => {
  reach('remove')
  return rm(...given)
}
syncBuiltinESMExports()

const { postMessage } = Worker.prototype
Worker.prototype.postMessage = function (message: { readonly sql?: string }, ...rest) {
  if (message.sql) reach(message.sql.split(' ').slice(0, 3).join(' '))
  postMessage.call(this, message, ...(rest as []))
}

const { ADA, leaveMessage, openScene } = await import('./scene.ts')
const scene = await openScene(dir)
const [message] = await scene.voicemail.list(ADA)
counting = true
if (work === 'keep') await leaveMessage(scene.voicemail)
else if (message) await scene.voicemail.act(message.id, 'close', ADA)
say('done')
counting = false
await scene.close()
