import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'

/** One line of a table: values by column, in the order of the first row. */
export type Row = Readonly<Record<string, string | number | null>>

/** What a benchmark found. Every row names its system, so that another one can stand beside ours. */
export interface Result {
  readonly name: string
  /** What is measured and how, in one or two sentences. */
  readonly about: string
  readonly rows: readonly Row[]
  /** What was aimed at, in words; shown under the table. */
  readonly aims?: readonly string[]
}

/** Prints the table and writes `bench/results/NAME.json`, with the machine it was measured on. */
export function report(result: Result): void {
  const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', memoryMb: Math.round(totalmem() / 2 ** 20), node: process.version }
  const folder = join(import.meta.dirname, 'results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${result.name}.json`), `${JSON.stringify({ ...result, machine, at: new Date().toISOString() }, null, 2)}\n`)
  console.log(
    `\n${result.name}: ${result.about}\n${machine.cpus} CPUs (${machine.model.trim()}), Node ${machine.node}\n\n${table(result.rows)}\n`,
  )
  for (const aim of result.aims ?? []) console.log(`aim: ${aim}`)
}

/** Columns as wide as their widest value; numbers to the right, nothing as a dash. */
export function table(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cells = rows.map((row) => columns.map((column) => show(row[column])))
  const widths = columns.map((column, i) => Math.max(column.length, ...cells.map((line) => line[i]?.length ?? 0)))
  const isNumber = columns.map((column) => rows.every((row) => typeof (row[column] ?? 0) === 'number'))
  const line = (values: readonly string[]) =>
    values
      .map((value, i) => (isNumber[i] ? value.padStart(widths[i] ?? 0) : value.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd()
  return [line(columns), widths.map((width) => '-'.repeat(width)).join('  '), ...cells.map(line)].join('\n')
}

function show(value: string | number | null | undefined): string {
  return value === null || value === undefined ? '–' : String(value)
}

/** The value below which a share `p` (0 to 1) of the sorted values lies; null without values. */
export function percentile(sorted: ArrayLike<number>, p: number): number | null {
  if (sorted.length === 0) return null
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? null
}

/** Rounded for a table; null stays nothing. */
export function round(value: number | null, digits = 1): number | null {
  return value === null ? null : Number(value.toFixed(digits))
}
