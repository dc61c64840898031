import { defineConfig } from '@playwright/test'
import config from './playwright.config.ts'

/** What takes minutes by its nature: `npm test` runs it beside everything else, with a browser and a server of its own. */
export default defineConfig({
  ...config,
  testMatch: '*.long.ts',
  outputDir: '.out/long',
  workers: 1,
  timeout: 480_000,
})
