import Papa from 'papaparse'

export const DELIMITERS = [';', ',', '\t', '|'] as const

/** A row is not longer than this; more means a quote that is never closed. */
const LONGEST_ROW = 200_000

/** What cannot be read as rows, and in which row; rows count from 1 as in a spreadsheet. */
export class FileFault extends Error {
  override readonly name = 'FileFault'
  readonly why: 'quote' | 'empty'
  readonly row: number

  constructor(why: FileFault['why'], row: number) {
    super(`${why} in row ${row}`)
    this.why = why
    this.row = row
  }
}

/** What stands between the cells of a text that begins like this. */
export function delimiterOf(head: string): string {
  const said = /^sep=(.)\n/i.exec(head)
  if (said?.[1]) return said[1]
  const whole = head.slice(0, head.lastIndexOf('\n')).trim() || head
  const { meta, errors } = Papa.parse(whole, { delimitersToGuess: [...DELIMITERS], preview: 30 })
  if (errors.every(({ code }) => code !== 'UndetectableDelimiter')) return meta.delimiter
  const first = whole.split('\n', 1)[0] ?? ''
  return DELIMITERS.find((delimiter) => first.includes(delimiter)) ?? meta.delimiter
}

/** Cuts text that comes in pieces into rows of cells. Throws FileFault for a quote that is never closed. */
export function createRecords(delimiter: string): (piece: string, isLast: boolean) => readonly string[][] {
  let rest = ''
  let rows = 0
  return (piece, isLast) => {
    const text = rest + piece
    const { data, errors, meta } = new Papa.Parser({ delimiter, newline: '\n' }).parse(text, 0, !isLast) as Papa.ParseResult<string[]>
    rest = isLast ? '' : text.slice(meta.cursor)
    rows += data.length
    if (rest.length > LONGEST_ROW) throw new FileFault('quote', rows + 1)
    const open = errors.find(({ code }) => code === 'MissingQuotes')
    if (open) throw new FileFault('quote', rows - data.length + (open.row ?? 0) + 1)
    return data
  }
}
