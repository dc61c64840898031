/**
 * One seed of one door, in a process of its own: what ends or hangs it does so to nobody else. Talks with its parent by messages: gets a
 * FuzzTask, says now and then how far it is, and answers with what became of it.
 */
import { type Tried, tryDoor } from './door.ts'
import { doorOf } from './doors.ts'

export interface FuzzTask {
  readonly door: string
  readonly seed: number
  readonly count: number
}

export type FuzzWord = { readonly is: 'at'; readonly n: number } | { readonly is: 'tried'; readonly tried: Tried }

// The reader of CSV says on the console what it makes of odd headings.
console.warn = () => {}

async function work({ door, seed, count }: FuzzTask): Promise<void> {
  const say = (word: FuzzWord, then = (): void => {}): void => void process.send?.(word, then)
  const tried = await tryDoor(await doorOf(door), seed, count, (n) => say({ is: 'at', n }))
  say({ is: 'tried', tried }, () => process.exit(0))
}

process.once('message', (task) => {
  work(task as FuzzTask).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})

// A load whose measurement is gone goes too.
process.once('disconnect', () => process.exit(1))
