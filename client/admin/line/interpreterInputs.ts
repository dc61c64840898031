import type { InterpreterService } from '../../../shared/floor/service.ts'
import { e164, settingFault } from '../../../shared/telephone/numbers.ts'
import { readLanguage } from '../../ui/spokenLanguages.ts'

/** An interpreter service as it was typed. */
export interface TypedInterpreter {
  readonly name: string
  readonly number: string
  /** Names or codes, parted by commas, semicolons or new lines. */
  readonly languages: string
}

export type InterpreterField = keyof TypedInterpreter
/** What is wrong, and with which word where it is one of several; `emergency`: the number is a rescue service's. */
export type InterpreterFault = { readonly field: InterpreterField; readonly word?: string; readonly emergency?: true }

/** What was typed as it is stored, or the first thing that is wrong with it. The number becomes what is dialled. */
export function readInterpreter(id: string, typed: TypedInterpreter): InterpreterService | InterpreterFault {
  const name = typed.name.trim()
  if (name === '') return { field: 'name' }
  const number = e164(typed.number)
  if (number === null) return { field: 'number' }
  if (settingFault(number) === 'emergency') return { field: 'number', emergency: true }
  const words = languageWords(typed.languages)
  const unknown = words.find((word) => readLanguage(word) === null)
  if (unknown !== undefined) return { field: 'languages', word: unknown }
  if (words.length === 0) return { field: 'languages' }
  const languages = [...new Set(words.flatMap((word) => readLanguage(word) ?? []))]
  return { id, name, number, languages }
}

/** The list with this service in its place, or last when it is new. */
export function withService(all: readonly InterpreterService[], service: InterpreterService): InterpreterService[] {
  return all.some(({ id }) => id === service.id) ? all.map((each) => (each.id === service.id ? service : each)) : [...all, service]
}

/** What is typed with one more language at its end. */
export function withLanguage(text: string, name: string): string {
  const words = languageWords(text)
  return words.includes(name) ? text : [...words, name].join(', ')
}

function languageWords(text: string): string[] {
  return text
    .split(/[,;\n]+/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
}
