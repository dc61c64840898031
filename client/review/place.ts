/** The pages of the review, in the order of its menu. */
export const REVIEW_PAGES = ['week', 'months', 'staffing', 'reports', 'survey', 'history'] as const
export type ReviewPageName = (typeof REVIEW_PAGES)[number]

/** Where a page is: the weekly review at `/review` itself, the others below it. */
export const pathOf = (page: ReviewPageName): string => (page === 'week' ? '/review' : `/review/${page}`)

/** Which page an address below `/review` means; an unknown one is the weekly review. */
export function reviewPageOf(pathname: string): ReviewPageName {
  const name = pathname.split('/')[2] ?? ''
  return REVIEW_PAGES.find((page) => page === name) ?? 'week'
}
