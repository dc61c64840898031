import { parseAst } from 'vite'

/** A regular expression of the program, and the file that it stands in. */
export interface Expression {
  readonly file: string
  readonly source: string
  readonly flags: string
}

/** What stands in a file: its literal expressions, and whether it makes others as it is loaded, or only when a function runs. */
export interface Found {
  readonly literals: readonly Expression[]
  readonly made: 'none' | 'whenLoaded' | 'whenRun'
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'PropertyDefinition', 'StaticBlock'])

interface Node {
  readonly type?: string
  readonly regex?: { readonly pattern: string; readonly flags: string }
  readonly callee?: { readonly name?: string }
}

/** The expressions of a file of TypeScript, TSX or JavaScript. Throws where the text is none of these. */
export function expressionsIn(file: string, text: string): Found {
  const literals: Expression[] = []
  let made: Found['made'] = 'none'
  const look = (value: unknown, inFunction: boolean): void => {
    if (typeof value !== 'object' || value === null) return
    const { type, regex, callee } = value as Node
    if (regex) return void literals.push({ file, source: regex.pattern, flags: regex.flags })
    if ((type === 'NewExpression' || type === 'CallExpression') && callee?.name === 'RegExp' && made !== 'whenRun')
      made = inFunction ? 'whenRun' : 'whenLoaded'
    const inside = inFunction || FUNCTIONS.has(type ?? '')
    for (const part of Object.values(value)) look(part, inside)
  }
  look(parseAst(text, { lang: file.endsWith('x') ? 'tsx' : file.endsWith('.ts') ? 'ts' : 'js' }, file).body, false)
  return { literals, made }
}

/** The expressions that `load` makes by `new RegExp` while it runs, as those of `file`. Nothing else may make any meanwhile. */
export async function expressionsMade(file: string, load: () => Promise<unknown>): Promise<Expression[]> {
  const made: Expression[] = []
  const Real = globalThis.RegExp
  const noted = (expression: RegExp): RegExp => {
    made.push({ file, source: expression.source, flags: expression.flags })
    return expression
  }
  globalThis.RegExp = new Proxy(Real, {
    construct: (_target, [source, flags]) => noted(new Real(source, flags)),
    apply: (_target, _self, [source, flags]) => noted(new Real(source, flags)),
  })
  try {
    await load()
  } finally {
    globalThis.RegExp = Real
  }
  return made
}
