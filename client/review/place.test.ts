import { expect, it } from 'vitest'
import { pathOf, REVIEW_PAGES, reviewPageOf } from './place.ts'

it.each([
  ['/review', 'week'],
  ['/review/', 'week'],
  ['/review/months', 'months'],
  ['/review/nowhere', 'week'],
] as const)('%s is %s', (path, page) => expect(reviewPageOf(path)).toBe(page))

it.each(REVIEW_PAGES)('%s is found at its own address', (page) => expect(reviewPageOf(pathOf(page))).toBe(page))
