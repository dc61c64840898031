import type { Account } from '../http.ts'

/** How long is kept who has taken out what is kept of an account. */
export const KEEP_ACCOUNT_READINGS_DAYS = 365

/**
 * Everything that is kept of an account, for its holder, as it lies in the record: times in ms since 1970, days and weeks as text. What
 * callers have told (notes of forms, what reports say, messages) is not about the account and is not in it; passwords and tokens are not either.
 */
export interface StaffData {
  /** ms since 1970. */
  readonly madeAt: number
  readonly account: Omit<Account, 'id'>
  /** For each place where the account stands: the table, as what, and its rows. Places without a row are left out. */
  readonly kept: readonly StaffPart[]
}

export interface StaffPart {
  readonly table: string
  /** The column in which the account stands, such as `author` or `kept_by`. */
  readonly as: string
  readonly rows: readonly Readonly<Record<string, string | number | null>>[]
}
