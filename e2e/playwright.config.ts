import { defineConfig } from '@playwright/test'

/**
 * No retries: a test that fails now and then is a fault. Every test has a server of its own, and each takes a few browsers, so there are few
 * workers; one more than a small machine has cores, because a test waits as long as it works.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '.out/results',
  testMatch: '*.spec.ts',
  fullyParallel: true,
  workers: 3,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: { actionTimeout: 15_000, navigationTimeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: process.env.REPORT_FILE ?? '.out/playwright.json' }]],
})
