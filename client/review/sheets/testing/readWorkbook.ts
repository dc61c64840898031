import { strFromU8, unzipSync } from 'fflate'

/** A workbook as a reader of the file finds it. */
export interface Workbook {
  /** The names of the sheets, in their order. */
  readonly tabs: readonly string[]
  /** Sheet by sheet, row by row, the cells that hold something: text as text and numbers as numbers. */
  readonly sheets: readonly (readonly (readonly (string | number)[])[])[]
  /** The sheets as they are written. */
  readonly xml: readonly string[]
  /** The names of all files that it is made of. */
  readonly files: readonly string[]
}

/** Reads a workbook by plain search in its files, apart from what wrote it. Throws for what is no zip. */
export function readWorkbook(bytes: Uint8Array): Workbook {
  const files = unzipSync(bytes)
  const xmlOf = (path: string) => strFromU8(files[path] ?? new Uint8Array())
  const shared = matches(xmlOf('xl/sharedStrings.xml'), /<si>(.*?)<\/si>/gs).map((item) => unescaped(item.replace(/<[^>]*>/g, '')))
  const tabs = matches(xmlOf('xl/workbook.xml'), /<sheet [^>]*?name="([^"]*)"/g).map(unescaped)
  const xml = tabs.map((_tab, index) => xmlOf(`xl/worksheets/sheet${index + 1}.xml`))
  return {
    ...{ tabs, xml },
    files: Object.keys(files).sort(),
    sheets: xml.map((one) =>
      matches(one, /<row[^>]*>(.*?)<\/row>/gs).map((row) =>
        [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].flatMap(([, attributes = '', inner = '']) => {
          const value = /<v>(.*?)<\/v>/s.exec(inner)?.[1]
          if (value === undefined) return []
          return [attributes.includes('t="s"') ? (shared[Number(value)] ?? '') : Number(value)]
        }),
      ),
    ),
  }
}

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, inner = '']) => inner)

function unescaped(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_all, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
}
