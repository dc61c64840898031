import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

/** Within the project, where Node looks for packages. */
const CACHE = fileURLToPath(new URL('../node_modules/.vite/programs', import.meta.url))

/** A program that Node runs as it is. The file is gone when it is disposed of. */
export interface Program {
  readonly file: string
  [Symbol.dispose](): void
}

/**
 * Makes one file of a program and the sources that it imports; each finds what lies beside it where it always does. A test that starts
 * a program again and again has it translated once. Throws when it cannot be built.
 */
export async function makeProgram(entry: URL): Promise<Program> {
  mkdirSync(CACHE, { recursive: true })
  const dir = mkdtempSync(join(CACHE, 'program-'))
  await build({
    configFile: false,
    logLevel: 'error',
    // As the shipped build (vite.config.ts): one file starts faster than a thousand.
    ssr: { noExternal: true, external: ['better-sqlite3', 'node-datachannel'] },
    plugins: [{ name: 'own-place', enforce: 'pre', transform: ownPlace }],
    build: {
      ssr: fileURLToPath(entry),
      target: 'node20',
      outDir: dir,
      rolldownOptions: { output: { entryFileNames: 'program.mjs' } },
    },
  })
  return { file: join(dir, 'program.mjs'), [Symbol.dispose]: () => rmSync(dir, { recursive: true, force: true }) }
}

function ownPlace(code: string, file: string): string | null {
  return code.includes('import.meta.url') ? code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href)) : null
}
