/** Where a quick exit leads: a page that anyone may have open. */
export const NEUTRAL_PAGE = 'https://www.smhi.se/'
