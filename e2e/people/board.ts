import { expect } from '@playwright/test'
import { createPerson, fillSignIn, isKnown, type Person, type PersonOptions } from './person.ts'

export type BoardMark =
  | 'board-waiting'
  | 'board-longest-wait'
  | 'board-talking'
  | 'board-available'
  | 'board-answered-today'
  | 'board-abandoned-today'
  | 'board-month-count'
  | 'board-baseline'
  | 'board-data-age'

/** Somebody who looks at `/board`. */
export interface Watcher extends Person {
  /** Waits until the element's raw number is this. */
  shows(mark: BoardMark, value: number | string, timeout?: number): Promise<void>
  /** The raw number as it stands; NaN for none. */
  reads(mark: BoardMark): Promise<number>
  /** The page that is open then may be any. */
  signIn(username: string): Promise<void>
}

export async function createWatcher(options: PersonOptions): Promise<Watcher> {
  const person = await createPerson(options)
  const { page, who } = person
  return {
    ...person,
    shows: (mark, value, timeout = 10_000) =>
      expect(page.getByTestId(mark), `${who} should see ${value} at ${mark}`).toHaveAttribute('data-value', String(value), { timeout }),
    async reads(mark) {
      const value = await page.getByTestId(mark).getAttribute('data-value')
      return value ? Number(value) : Number.NaN
    },
    async signIn(username) {
      if (await isKnown(page, options.url, username)) return
      await page.goto('/')
      await fillSignIn(page, username)
      await expect(page.locator('input[name=password]'), `${who} should be signed in`).toHaveCount(0)
    },
  }
}
