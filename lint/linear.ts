import { check, type Parameters } from 'recheck'
import type { Expression } from './expressions.ts'

/** By work alone: what is judged by a clock is judged otherwise on a machine that is busy. */
const BY_WORK: Parameters = { timeout: null, attackTimeout: null, incubationTimeout: null }

export type Verdict =
  /** `by`: it is proved from the expression's automaton, or by trying texts, of which none is too much work. */
  { readonly is: 'linear'; readonly by: 'proof' | 'trial' } | { readonly is: 'refused'; readonly why: string }

/** An expression whose automaton is not built by then, on any machine, is too large for a person too. */
const MOST_MS = 30_000

type Written = Pick<Expression, 'source' | 'flags'>

/** The expression as it stands in a program. */
export const written = ({ source, flags }: Written): string => `/${source}/${flags}`

/**
 * Whether the work of an expression is linear in the length of its text. What cannot be proved, for its automaton is too large or it looks
 * around itself, is tried, which takes seconds; unless `tried` says that it has been.
 */
export async function verdictOn({ source, flags }: Written, tried: (expression: string) => boolean = () => false): Promise<Verdict> {
  // Without d, which tells where groups are and changes nothing of how they are found; the tool does not know it.
  const judge = (how: Parameters) => check(source, flags.replace('d', ''), { ...BY_WORK, ...how })
  const proof = await judge({ checker: 'automaton', timeout: MOST_MS })
  if (proof.status === 'safe') return { is: 'linear', by: 'proof' }
  if (proof.status === 'unknown' && proof.error.kind === 'timeout')
    return { is: 'refused', why: 'cannot be judged in half a minute: write it as several' }
  if (proof.status === 'unknown' && tried(written({ source, flags }))) return { is: 'linear', by: 'trial' }
  const verdict = proof.status === 'unknown' ? await judge({ checker: 'fuzz' }) : proof
  switch (verdict.status) {
    case 'safe':
      return { is: 'linear', by: 'trial' }
    case 'vulnerable':
      return { is: 'refused', why: `${verdict.complexity.summary}, for example on ${verdict.attack.pattern}` }
    case 'unknown':
      return { is: 'refused', why: `cannot be judged: ${verdict.error.kind}` }
  }
}
