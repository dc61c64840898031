import { openRecord } from '../../record/open.ts'
import { createImports } from '../imports.ts'

/**
 * A process of its own that keeps or undoes an import and tells on each step how far it is, to be killed at one of them:
 * `keeper.ts DATABASE IMPORT keep|undo`.
 */
const [file = '', id = '', verb = ''] = process.argv.slice(2)
const db = await openRecord(file)
const imports = await createImports({ db, lineOf: () => undefined, log: console, clock: () => 0 })
const tell = () => console.log('step')
tell()
const stop = setInterval(tell, 2)
if (verb === 'keep') await imports.keep(id, { leaveOut: ['file'], withoutBroken: true }, 'ada')
else await imports.undo(id, 'ada')
await imports.idle()
clearInterval(stop)
console.log('done')
process.exit(0)
