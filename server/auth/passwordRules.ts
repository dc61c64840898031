import type { Refusal } from '../../shared/errors.ts'
import { PASSWORD_MAX, PASSWORD_MIN } from '../../shared/limits.ts'

/** How many guesses it must take at least, as a power of ten: what the estimator calls safe where guessing is slowed down. */
const LEAST_GUESSES_LOG10 = 8
/** So many letters and digits must be left beside the words of its surroundings. */
const LEAST_OWN = 5
/** The estimator's work grows with the square of the length, so it looks at so many characters; more only makes a password better. */
const MOST_ESTIMATED = 64
/** Words of the product, which are no secret to anybody who has seen its pages. */
const PRODUCT = ['lyhord', 'lyhörd', 'helpline', 'stödlinje', 'switchboard', 'advisor', 'rådgivare', 'supervisor', 'arbetsledare']

/**
 * What is wrong with a password that somebody chooses, or null: `weakPassword` for its length, `commonPassword` when it is one of those
 * that leaked most often (OWASP ASVS 5.0, 6.2.4 and 6.2.12), `guessablePassword` when repetition, rows of keys or words of its
 * surroundings make it one (6.2.11). `context` is what everybody knows here: user name, person, lines. No kind of character is asked for.
 */
export async function faultOfPassword(password: string, context: readonly string[], field = 'password'): Promise<Refusal | null> {
  const plain = password.normalize('NFKC').toLowerCase()
  if (password.length < PASSWORD_MIN) return { code: 'weakPassword', field, detail: `must have at least ${PASSWORD_MIN} characters` }
  if (password.length > PASSWORD_MAX) return { code: 'weakPassword', field, detail: `must have at most ${PASSWORD_MAX} characters` }
  // Fetched when somebody chooses a password: a server that runs for months has no use for the lists.
  const { default: common } = await import('./commonPasswords.json')
  if (` ${common.passwords} `.includes(` ${plain} `) && !plain.includes(' '))
    return { code: 'commonPassword', field, detail: 'must not be one of the passwords that are known from leaks' }
  const words = wordsOf(context)
  if (ownLetters(plain, words) >= LEAST_OWN && (await guessesLog10(plain, words)) >= LEAST_GUESSES_LOG10) return null
  const detail =
    'must not be easy to guess: no repetition, no row of keys, no names of this line or its people, no common words with a digit or two; several words that have nothing to do with each other are good'
  return { code: 'guessablePassword', field, detail }
}

/** Each text whole and without its spaces, and each of its words that is long enough to be one. */
function wordsOf(context: readonly string[]): string[] {
  const texts = [...PRODUCT, ...context].map((text) => text.normalize('NFKC').toLowerCase())
  const all = texts.flatMap((text) => [text, text.replaceAll(/[^\p{L}\p{N}]/gu, ''), ...text.split(/[^\p{L}\p{N}]/u)])
  return [...new Set(all.flatMap((word) => [word, unaccented(word)]))].filter((word) => word.length >= 3)
}

/** How many letters and digits are left of a password without these words. */
function ownLetters(password: string, words: readonly string[]): number {
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  const rest = longestFirst.reduce((text, word) => text.replaceAll(word, ' '), password)
  return [...rest.replaceAll(/[^\p{L}\p{N}]/gu, '')].length
}

/** As people write it who have no such letters: `Välj` as `valj`. */
const unaccented = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '')

/** What the estimator says. It is made for this one answer, so that its tables do not stay in memory. */
async function guessesLog10(password: string, context: readonly string[]): Promise<number> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
  return estimator.check(password.slice(0, MOST_ESTIMATED), [...context]).guessesLog10
}
