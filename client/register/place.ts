/** The pages of the register, in the order of its menu. */
export const REGISTER_PAGES = ['services', 'checks', 'coverage', 'files'] as const
export type RegisterPageName = (typeof REGISTER_PAGES)[number]

/** Where a page is: the services at `/register` itself, the others below it. */
export const pathOf = (page: RegisterPageName): string => (page === 'services' ? '/register' : `/register/${page}`)

/** Which page an address below `/register` means; an unknown one is the services. */
export function registerPageOf(pathname: string): RegisterPageName {
  const name = pathname.split('/')[2] ?? ''
  return REGISTER_PAGES.find((page) => page === name) ?? 'services'
}
