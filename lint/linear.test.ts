import { describe, expect, it } from 'vitest'
import { expressionsIn, expressionsMade } from './expressions.ts'
import { verdictOn } from './linear.ts'

const verdict = ({ source, flags }: RegExp) => verdictOn({ source, flags })

describe('the check of expressions', () => {
  it.each([
    [/^((?:from|f|to|t|contact|m)[ \t]*:.*?<)tel:([^;>]*)[^>]*>/i],
    [/<(sips?:[^>\s]+)>/],
    [/^(?:Call-ID|i):[ \t]*(.+?)[ \t]*$/im],
    [/^ {4}at .*?([\w.-]+:\d+:\d+)\)?$/],
    [/tal[kt]|samtal|billsec|conversation|answer.*(?:time|sec)/i],
    [/^(\d{1,2})[:.](\d{2})\s*(?:(a\.?m\.?|p\.?m\.?)\b\.?)?\s*(z|utc|gmt)?$/i],
    [/^(?:a+)+$/],
    [/[\p{L}\d._%+-]+ ?(?:@|\(at\))[ ]?[\p{L}\d-]+(?: ?\. ?[\p{L}\d-]{2,})+/dgiu],
  ])('refuses %s', async (expression) => {
    expect(await verdict(expression)).toMatchObject({ is: 'refused' })
  })

  it.each([
    [/^(?:a+b)+$/, 'proof'],
    [/^(\d{1,2})[:.](\d{2})(?:\s*(a\.?m\.?|p\.?m\.?)\b\.?)?\s*(z|utc|gmt)?$/i, 'proof'],
    [/(?<=[.!?])\s+/, 'trial'],
  ] as const)('lets %s through', async (expression, by) => {
    expect(await verdict(expression)).toEqual({ is: 'linear', by })
  })

  it('does not try again what has been tried', async () => {
    const asked: string[] = []
    const tried = (expression: string) => asked.push(expression) > 0
    expect(await verdictOn({ source: '(?=a)(?:a+)+$', flags: 'u' }, tried)).toEqual({ is: 'linear', by: 'trial' })
    expect(asked).toEqual(['/(?=a)(?:a+)+$/u'])
  })
})

describe('looking for expressions', () => {
  it.each([
    ['a.ts', 'const one: RegExp = /a"b/gi as RegExp', ['a"b'], 'none'],
    ['a.tsx', 'const one = () => <p title={text.replace(/a+/, "")}>{/b+/.test(text)}</p>', ['a+', 'b+'], 'none'],
    ['a.mjs', 'class A { static #own = /c/ }', ['c'], 'none'],
    ['a.ts', 'const word = "a"; export const two = new RegExp(word + "+", "g")', [], 'whenLoaded'],
    ['a.ts', 'export const three = (word: string) => RegExp(word)', [], 'whenRun'],
    ['a.ts', 'const text = "/a+/"; // /b+/', [], 'none'],
  ] as const)('in %s: %s', (file, text, sources, made) => {
    const found = expressionsIn(file, text)
    expect(found.literals.map(({ source }) => source)).toEqual(sources)
    expect(found.made).toBe(made)
  })

  it('knows those that a file makes as it is loaded', async () => {
    const made = await expressionsMade('a.ts', async () => new RegExp(['a', 'b'].join('+'), 'g').test(/c/.source))
    expect(made).toEqual([{ file: 'a.ts', source: 'a+b', flags: 'g' }])
    expect(/d/).toEqual(/d/)
  })
})
