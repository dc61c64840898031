import type { Refusal } from '../../shared/errors.ts'
import { fieldOf } from '../../shared/fields.ts'
import { createWords } from '../i18n/i18n.ts'
import { errorWords } from './errorWords.ts'
import { fieldWords } from './fieldWords.ts'

const errors = createWords(errorWords)
const fields = createWords(fieldWords)

/** A refusal in words: where it is about a setting, which one and what is allowed. `atField`: it is said at the setting itself. */
export function refusalText({ code, field }: Refusal, atField = false): string {
  const known = code === 'badRequest' ? fieldOf(field) : undefined
  if (!known) return errors()[code]
  const [name, allowed] = fields()[known]
  return atField ? allowed : `${name}: ${allowed}`
}
