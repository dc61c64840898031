// The thread as run from the sources: Node 20 reads no TypeScript by itself, and in a thread not with `--import` either.
// The built server has fileWorker.ts as a file of its own.
import { register } from 'tsx/esm/api'

register()
await import('./fileWorker.ts')
