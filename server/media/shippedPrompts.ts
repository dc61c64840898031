import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where the prompts lie that come with the product: beside this file when run from source, two folders up when bundled into dist/server. */
export function shippedPrompts(): string {
  const beside = fileURLToPath(new URL('./prompts', import.meta.url))
  return existsSync(beside) ? beside : fileURLToPath(new URL('../../server/media/prompts', import.meta.url))
}
