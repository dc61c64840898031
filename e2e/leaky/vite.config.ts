import { defineConfig } from 'vite'

const honest = new URL('../../server/sip/identity.ts', import.meta.url).pathname
const leaky = new URL('./identity.ts', import.meta.url).pathname

/** The server as it is built, but for `server/sip/identity.ts`, in whose place stands one that lets identity through. Never shipped. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  plugins: [
    {
      name: 'leak',
      enforce: 'pre',
      async resolveId(source, importer) {
        if (!source.endsWith('identity.ts') || importer === leaky) return undefined
        const resolved = await this.resolve(source, importer, { skipSelf: true })
        return resolved?.id === honest ? leaky : undefined
      },
    },
  ],
  build: { target: 'node20', rolldownOptions: { output: { entryFileNames: 'main.js', chunkFileNames: '[name].js' } } },
  ssr: { noExternal: true, external: ['better-sqlite3', 'node-datachannel'] },
})
