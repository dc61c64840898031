import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallRow } from '../../../../shared/imports/imports.ts'
import { guessMatching, lacksOf } from '../../../../shared/imports/matching.ts'
import { type Look, lookAtFile, sendFile, tryMatching } from './readFile.ts'

const NOW = Date.parse('2026-01-01T00:00:00Z')
const HEADING = 'Tid;A-nummer;Samtalstid;Besvarat;Kö'
const LINE = '2019-02-04 08:30;0709998877;0:20:05;Ja;Söndagskön'
const AT = Date.parse('2019-02-04T07:30:00Z')
const text = (...lines: string[]) => `${lines.join('\r\n')}\r\n`

/** As an old program of Windows writes it, in one byte for each sign. */
const latin1 = (all: string) => new Uint8Array([...all].map((sign) => sign.charCodeAt(0)))
function utf16(all: string, isLittle: boolean, mark: boolean): Uint8Array<ArrayBuffer> {
  const signs = mark ? `\ufeff${all}` : all
  const view = new DataView(new ArrayBuffer(signs.length * 2))
  for (let index = 0; index < signs.length; index++) view.setUint16(index * 2, signs.charCodeAt(index), isLittle)
  return new Uint8Array(view.buffer)
}

async function calls(file: Blob) {
  const look = await lookAtFile(file, () => {})
  const rows: CallRow[] = []
  const matching = guessMatching(look.columns, 'Europe/Stockholm')
  const send = async (first: number, page: readonly CallRow[]) => {
    expect(first).toBe(rows.length)
    rows.push(...page)
    return true
  }
  const sent = await sendFile({ file, look, matching, now: NOW, onBytes: () => {}, send })
  return { look, matching, rows, told: sent?.told }
}

describe('a file', () => {
  const all = text(HEADING, LINE)
  it.each<[string, BlobPart, Look['encoding']]>([
    ['UTF-8', all, 'utf-8'],
    ['UTF-8 with its mark', `\ufeff${all}`, 'utf-8'],
    ['Windows-1252', latin1(all), 'windows-1252'],
    ['UTF-16 of Excel', utf16(all, true, true), 'utf-16le'],
    ['UTF-16 without a mark', utf16(all, true, false), 'utf-16le'],
    ['UTF-16 the other way', utf16(all, false, true), 'utf-16be'],
  ])('is read in %s', async (_name, part, encoding) => {
    const { look, rows } = await calls(new Blob([part]))
    expect([look.encoding, look.delimiter, look.columns[4]?.heading, rows]).toEqual([encoding, ';', 'Kö', [[AT, 1, 1205, null]]])
  })

  it.each([
    ['commas', text('Start,Seconds', '2019-02-04 08:30,5'), ','],
    ['tabs', text('Start\tSeconds', '2019-02-04 08:30\t5'), '\t'],
    ['semicolons and decimal commas', text('Start;Seconds', '2019-02-04 08:30;5,0', '2019-02-04 08:31;6,5'), ';'],
    ['what its first line says', text('sep=|', 'Start|Seconds', '2019-02-04 08:30|5'), '|'],
    ['line feeds alone', 'Start,Seconds\n2019-02-04 08:30,5', ','],
    ['carriage returns alone', 'Start,Seconds\r2019-02-04 08:30,5\r', ','],
    ['quotes around everything', text('"Start","Seconds"', '"2019-02-04 08:30","5"'), ','],
  ])('is cut at %s', async (_name, all, delimiter) => {
    const { look, rows } = await calls(new Blob([all]))
    expect(look.delimiter).toBe(delimiter)
    expect(rows[0]).toEqual([AT, 1, 5, null])
  })

  it('without headings has none, and no number becomes one', async () => {
    const { look, rows } = await calls(new Blob([text(LINE, LINE)]))
    expect(look.hasHeadings).toBe(false)
    expect(JSON.stringify({ ...look, sample: [] })).not.toContain('709998877')
    expect(rows).toHaveLength(2)
  })

  it('tells its page nothing of a cell, whatever is in the columns', async () => {
    const look = await lookAtFile(new Blob([text(HEADING, ...Array.from({ length: 50 }, () => LINE))]), () => {})
    const { sample, ...told } = look
    expect(JSON.stringify(told)).not.toContain('998877')
    expect(JSON.stringify(tryMatching(look, guessMatching(look.columns, 'UTC'), NOW))).not.toContain('998877')
    expect(JSON.stringify(sample), 'the thread itself has it').toContain('998877')
  })

  it('numbers its rows as a spreadsheet does', async () => {
    const broken = LINE.replace('2019-02-04 08:30', 'igår')
    const { told } = await calls(
      new Blob([text(HEADING, LINE.replace('Söndagskön', '"två\r\nrader"'), '', broken, LINE, 'Tid;;', broken, ...Array(19).fill(LINE))]),
    )
    expect(told).toMatchObject({ rows: 24, broken: { badTime: { count: 2, rows: [4, 7] }, cells: { count: 1, rows: [6] } } })
    expect(told?.columns).toEqual({ read: 3, left: 2, numbers: 1 })
  })

  it.each([
    ['a;b\n1;"2', 'quote', 2],
    [`a;b\n1;"${'x'.repeat(2_000_000)}`, 'quote', 2],
    ['', 'empty', 1],
    ['Start;Seconds\n', 'empty', 1],
  ])('that is no table is refused: %#', async (all, why, row) => {
    await expect(lookAtFile(new Blob([all]), () => {})).rejects.toMatchObject({ why, row })
  })

  it('is the same in pieces as at once, wherever they are cut', async () => {
    // More than one piece of the reader's, with signs of two bytes and ends of line at every place.
    const lines = Array.from({ length: 14_000 }, (_, index) => LINE.replace('Söndag', `${'å'.repeat(index % 7)}"`.replace('"', '')))
    const { rows, told } = await calls(new Blob([text(HEADING, ...lines)]))
    expect([rows.length, told?.broken]).toEqual([14_000, {}])
  })

  it('never makes it throw but by a fault of its own', { timeout: 30_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const file = new Blob([new Uint8Array(bytes)])
        try {
          const look = await lookAtFile(file, () => {})
          const matching = guessMatching(look.columns, 'UTC')
          lacksOf(matching, look.columns)
          await sendFile({ file, look, matching, now: NOW, onBytes: () => {}, send: async () => true })
        } catch (error) {
          expect(['FileFault', 'TypeError']).toContain((error as Error).name)
        }
      }),
      { numRuns: 200 },
    )
  })
})
