/** The thread that reads files of the register, so that nobody who is served waits for it; what it may use is bounded by files.ts. */
import { parentPort } from 'node:worker_threads'
import { assertUnreachable } from '../../../shared/assertUnreachable.ts'
import type { RegisterPreview } from '../../../shared/services/register.ts'
import type { Service } from '../../../shared/services/service.ts'
import type { Write } from '../register.ts'
import { AT_ONCE, type FromReader, type ToReader } from './fileMessages.ts'
import { compare } from './preview.ts'
import { draftsOf } from './read.ts'

const port = parentPort
if (!port) throw new Error('exchange/fileWorker.ts runs in a thread only')

let services: Service[] = []
let writes: Write[] = []

function answer(message: ToReader): FromReader | null {
  switch (message.is) {
    case 'begin':
      services = []
      writes = []
      return null
    case 'services':
      services.push(...message.services)
      return null
    case 'preview': {
      const drafts = draftsOf(message.format, message.bytes)
      if (!drafts.ok) return { is: 'refused', refusal: drafts.refusal }
      const preview: RegisterPreview = { revision: message.revision, rows: compare(drafts.value, services).map(({ row }) => row) }
      return { is: 'preview', json: new TextEncoder().encode(JSON.stringify(preview)) }
    }
    case 'import': {
      const drafts = draftsOf(message.format, message.bytes)
      if (!drafts.ok) return { is: 'refused', refusal: drafts.refusal }
      writes = compare(drafts.value, services).flatMap(({ write }) => write ?? [])
      return { is: 'writes', writes: writes.splice(0, AT_ONCE) }
    }
    case 'more':
      return { is: 'writes', writes: writes.splice(0, AT_ONCE) }
    default:
      return assertUnreachable(message)
  }
}

port.on('message', (message: ToReader) => {
  const said = answer(message)
  if (said) port.postMessage(said, said.is === 'preview' ? [said.json.buffer as ArrayBuffer] : [])
})
