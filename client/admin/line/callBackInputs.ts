/** Beginnings of numbers as they were typed, parted by commas or blanks; 0046 is +46. Gives the first one that is none instead. */
export function readPrefixes(text: string): { readonly prefixes: readonly string[] } | { readonly wrong: string } {
  const typed = text.split(/[\s,;]+/).filter((each) => each !== '')
  const prefixes = typed.map((each) => each.replace(/^00/, '+'))
  const wrong = prefixes.findIndex((each) => !/^\+[1-9]\d{0,10}$/.test(each))
  return wrong === -1 ? { prefixes: [...new Set(prefixes)] } : { wrong: typed[wrong] ?? '' }
}
