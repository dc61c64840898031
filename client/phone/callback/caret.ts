/** Where the caret belongs after the text was grouped anew: behind the same digit. `at` and the answer count characters. */
export function caretAfter(before: string, at: number, after: string): number {
  const passed = signs(before.slice(0, at)).length
  if (passed === 0) return 0
  let seen = 0
  for (const [index, sign] of [...after].entries()) {
    if (signs(sign) !== '') seen += 1
    if (seen === passed) return index + 1
  }
  return after.length
}

/** What is typed without what only parts it. */
const signs = (text: string): string => text.replace(/[\s\-()./]/g, '')
