/** Ends every switch over a union: the compiler proves that no case is missing, and run time says which one came. Throws always. */
export function assertUnreachable(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`)
}
