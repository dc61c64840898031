import type { Refusal } from '../../../shared/errors.ts'
import type { RegisterFormat } from '../../../shared/services/register.ts'
import type { Service } from '../../../shared/services/service.ts'
import type { Write } from '../register.ts'

/** Told to the thread that reads files: for each, that it begins, the register in pieces, then the file, and then how often there is to be more of the answer. */
export type ToReader =
  | { readonly is: 'begin' }
  | { readonly is: 'services'; readonly services: readonly Service[] }
  | { readonly is: 'preview'; readonly format: RegisterFormat; readonly bytes: Uint8Array; readonly revision: number }
  | { readonly is: 'import'; readonly format: RegisterFormat; readonly bytes: Uint8Array }
  | { readonly is: 'more' }

/** Its answer: a refusal, a preview as JSON, or what to write in pieces, of which an empty one is the last. */
export type FromReader =
  | { readonly is: 'refused'; readonly refusal: Refusal }
  | { readonly is: 'preview'; readonly json: Uint8Array }
  | { readonly is: 'writes'; readonly writes: readonly Write[] }

/** Services that are handed over at once: some ms of either thread. */
export const AT_ONCE = 200
