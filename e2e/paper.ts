import type { Locator, Page } from '@playwright/test'

/** Pages of a PDF as Chromium writes it. */
export const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0

/** Presses what prints a part of the page, and looks at the paper; the printer's own window never opens. */
export async function printed(page: Page, button: Locator, look: () => Promise<void>): Promise<void> {
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-asked-to-print', '')
  })
  await button.click()
  await page.locator('html[data-asked-to-print]').waitFor()
  await page.emulateMedia({ media: 'print' })
  await look()
  await page.emulateMedia({ media: null })
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
}
