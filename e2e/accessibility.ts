import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type { AxeResults, ContextSpec, RunOptions } from 'axe-core'

/** WCAG 2.2 AA, and what it builds on. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Its small form, and brought to each document once: there are hundreds of looks. Nothing here has frames of other origins. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
type WithAxe = Window & { axe?: { run(context: ContextSpec, options: RunOptions): Promise<AxeResults> } }

/** What the page as it is now breaks, or a part of it, one sentence each. Throws when hardly any rule could be tried. */
export async function violationsOf(page: Page, part = 'html'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  const { violations, passes } = await page.evaluate(
    async ({ part, values }) => {
      // What passes is counted, and needs no list of its elements.
      const options: RunOptions = { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }
      const found = await (window as WithAxe).axe?.run({ include: [[part]] }, options)
      return { violations: found?.violations ?? [], passes: found?.passes.length ?? 0 }
    },
    { part, values: RULES },
  )
  if (passes < 3) throw new Error('there is nothing on the page to look at')
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).join('; ')}`,
  )
}

/** Fails, and goes on, when the page as it is now breaks a rule; `state` names what it shows. */
export async function expectAccessible(page: Page, state: string, part?: string): Promise<void> {
  expect.soft(await violationsOf(page, part), `${state} should be accessible`).toEqual([])
}

/** Names, which are the same in every language. */
const NAMES = ['Välj att sluta', 'Bo Två', 'Svenska', 'Lyhörd']

/** What a page says with Swedish letters, names apart: lines of its text, labels and title. */
export async function swedishIn(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => {
    const told = [...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')].flatMap((element) =>
      ['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? ''),
    )
    // biome-ignore lint/performance/useDomNodeTextContent: what is said is what is laid out, not what is hidden.
    return [document.title, document.body.innerText, ...told].join('\n')
  })
  const own = NAMES.reduce((text, name) => text.replaceAll(name, ''), said)
  return own.split('\n').filter((line) => /[åäö]/i.test(line))
}

/** Fails, and goes on, when an English page shows Swedish, or says that it is in another language than it is. */
export async function expectEnglish(page: Page, state: string): Promise<void> {
  await expect.soft(page.locator('html'), `${state} should say its language`).toHaveAttribute('lang', 'en')
  expect.soft(await swedishIn(page), `${state} should be in English`).toEqual([])
}
