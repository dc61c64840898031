import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'

const page = (name: string) => new URL(`client/${name}.html`, import.meta.url).pathname

export default defineConfig(({ isSsrBuild }) => ({
  root: isSsrBuild ? '.' : 'client',
  plugins: [solid({ ssr: false })],
  // index serves /, /phone, /board, /admin; call serves /call alone, because a caller's page must be small and keep nothing.
  build: isSsrBuild
    ? { target: 'node20', rolldownOptions: { output: { entryFileNames: 'main.js' } } }
    : {
        outDir: '../dist/client',
        emptyOutDir: true,
        target: 'es2022',
        assetsInlineLimit: 0,
        rolldownOptions: { input: { index: page('index'), call: page('call') } },
      },
  ssr: { noExternal: true, external: ['better-sqlite3', 'node-datachannel'] },
  test: {
    root: '.',
    environment: 'node',
    include: ['shared/**/*.test.ts', 'server/**/*.test.ts', 'client/**/*.test.ts'],
    reporters: ['default'],
  },
}))
