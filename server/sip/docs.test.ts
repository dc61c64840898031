import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const page = readFileSync(new URL('../../docs/sip.md', import.meta.url), 'utf8')
const rows = page.split('\n').filter((line) => /^\| [^-]/.test(line) && !line.startsWith('| clause'))
/** Each test that a row names: its file, and words of its name, if any. */
const named = rows.flatMap((row) => {
  let file = ''
  const cell = row.split('|').at(-2) ?? ''
  return cell.split(';').flatMap((part) => {
    const [, path, words = ''] = /^\s*(?:`([^`]+)`)?\s*(.*?)\s*$/.exec(part) ?? []
    file = path ?? file
    return file === '' ? [] : [[file, words] as const]
  })
})

it('the page of clauses has a test or a reason in each row', () => {
  for (const row of rows) expect(row.split('|').length, row).toBe(6)
  expect(named.length).toBeGreaterThan(40)
})

it.each(named)('%s has a test of the name %j', (file, words) => {
  const path = [new URL(file, import.meta.url), new URL(`../${file}`, import.meta.url)].find((one) => existsSync(one))
  expect(path, file).toBeDefined()
  expect(readFileSync(path as URL, 'utf8')).toContain(words)
})
