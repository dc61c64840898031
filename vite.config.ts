// Vitest's types alone: a server that only serves is installed without the tools for tests.
/// <reference types="vitest/config" />
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'

const page = (name: string) => new URL(`client/${name}.html`, import.meta.url).pathname

const client = solid({ ssr: false })
const zip = new URL('client/review/sheets/zipHere.ts', import.meta.url).pathname

// Threads are loaded by their files (server/media/mix/thread.ts, server/services/exchange/files.ts).
const serverEntries: Record<string, string> = {
  main: 'server/main.ts',
  soundThread: 'server/media/mix/worker.ts',
  fileThread: 'server/services/exchange/fileWorker.ts',
}
const pages: Record<string, string> = {
  index: page('index'),
  call: page('call'),
  ask: page('ask'),
  // Its documents are the server's (server/plain/page.ts).
  plain: new URL('client/plain/main.ts', import.meta.url).pathname,
}

/** In ms: what only a machine with far too much to do reaches. */
const PATIENCE = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000 } } }

export default defineConfig(({ isSsrBuild }) => ({
  root: isSsrBuild || process.env.VITEST ? '.' : 'client',
  // The server must not see the plugin: it would resolve packages as a browser does.
  plugins: isSsrBuild || process.env.VITEST ? [] : [client],
  // index serves /, /phone, /board, /admin; call serves /call alone, because a caller's page must be small and keep nothing; ask serves /ask, which keeps nothing either.
  resolve: isSsrBuild || process.env.VITEST ? { dedupe: ['mime-db'] } : { alias: [{ find: /^fflate$/, replacement: zip }] },
  build: isSsrBuild
    ? {
        target: 'node20',
        rolldownOptions: {
          input: serverEntries,
          output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
        },
      }
    : {
        outDir: '../dist/client',
        emptyOutDir: true,
        target: 'es2022',
        assetsInlineLimit: 0,
        // Browsers that do not know the hint load the same files a little later; every page would carry the help for them.
        modulePreload: { polyfill: false },
        rolldownOptions: { input: pages },
      },
  // One file starts faster than a thousand; the tests load packages as Node does.
  ssr: process.env.VITEST ? {} : { noExternal: true, external: ['better-sqlite3', 'node-datachannel'] },
  test: {
    // One more than cores: many tests wait for sound, for sockets or for the disk.
    maxWorkers: availableParallelism() + 1,
    // Files share what they import; no test leaves anything behind in a module.
    isolate: false,
    projects: [
      {
        root: '.',
        test: {
          name: 'server',
          environment: 'node',
          ...PATIENCE,
          include: ['shared', 'server', 'deploy', 'bench', 'lint', 'e2e/prove'].map((room) => `${room}/**/*.test.ts`),
        },
      },
      { root: '.', plugins: [client], test: { name: 'client', environment: 'node', ...PATIENCE, include: ['client/**/*.test.ts'] } },
    ],
  },
}))
