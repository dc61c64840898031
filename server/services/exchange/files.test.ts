import { afterEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../../../shared/errors.ts'
import type { RegisterPreview } from '../../../shared/services/register.ts'
import { serviceOf } from '../../../shared/services/testing/serviceOf.ts'
import { csvOf } from './csv.ts'
import { createRegisterFiles, type FileReaderOptions, type RegisterFiles } from './files.ts'
import { hsdsOf } from './hsds.ts'
import { MOST_BYTES, MOST_SERVICES } from './limits.ts'

let files: RegisterFiles
afterEach(() => files.close())
const begin = (options?: FileReaderOptions): RegisterFiles => {
  files = createRegisterFiles(options)
  return files
}
const rowsOf = async (answer: Promise<Outcome<Buffer>>) => {
  const said = await answer
  return said.ok ? (JSON.parse(said.value.toString()) as RegisterPreview).rows : expect.fail(JSON.stringify(said.refusal))
}
const uuid = (at: number): string => `6f1c4e2c-0d0b-4b7a-9c55-${String(at).padStart(12, '0')}`
const lund = serviceOf({ id: uuid(1), name: 'Lund', organisation: 'Kommunen', phone: '046-12 34 56' })

describe('files of the register', () => {
  it('are read one after another, each by itself', async () => {
    const { preview, writes } = begin()
    const given = () => Buffer.from('name;waitingTime\nLund;en vecka\nEslöv;\n')
    const [looked, written, apart] = await Promise.all([
      rowsOf(preview('csv', given(), [lund], 7)),
      writes('csv', given(), [lund]),
      rowsOf(preview('csv', given(), [], 7)),
    ])
    expect(looked.map(({ what, id }) => [what, id])).toEqual([
      ['changed', lund.id],
      ['new', null],
    ])
    expect(written).toMatchObject({
      ok: true,
      value: [
        { id: lund.id, version: lund.version },
        { id: null, version: 0 },
      ],
    })
    expect(apart.map(({ what }) => what)).toEqual(['new', 'new'])
  })

  it('come whole, in pieces, up to the most services', async () => {
    const { preview, writes } = begin()
    const services = Array.from({ length: MOST_SERVICES }, (_, at) => serviceOf({ id: uuid(at), name: `Mottagning ${at}` }))
    const csv = Buffer.from(csvOf(services))
    expect(csv.length).toBeLessThan(MOST_BYTES.csv)
    expect(Buffer.byteLength(JSON.stringify(hsdsOf(services), null, 1))).toBeLessThan(MOST_BYTES.hsds)
    expect((await rowsOf(preview('csv', Buffer.from(csv), services, 7))).every(({ what }) => what === 'same')).toBe(true)
    const written = await writes('csv', csv, [])
    expect(written.ok && written.value.map(({ id }) => id)).toEqual(services.map(({ id }) => id))
  })

  it.each([
    ['csv', `name\n${'A\n'.repeat(MOST_SERVICES + 1)}`],
    ['csv', `name\n${'A\n'.repeat(400_000)}`],
    ['hsds', `[${'1,'.repeat(MOST_SERVICES)}1]`],
  ] as const)('of more services are refused: %s', async (format, text) => {
    const said = await begin().preview(format, Buffer.from(text), [], 1)
    expect(said).toEqual({ ok: false, refusal: { code: 'badRequest', field: 'file', detail: 'must have at most 6000 services' } })
  })

  it('that need too much memory are refused, and the next one is read', async () => {
    const { preview } = begin({ mostMemoryMb: 64 })
    const deep = Buffer.from(`[${'[1],'.repeat(2_000_000)}1]`)
    expect(await preview('hsds', deep, [], 1)).toMatchObject({ ok: false, refusal: { code: 'badRequest', field: 'file' } })
    expect(await rowsOf(preview('csv', Buffer.from('name\nLund\n'), [], 1))).toMatchObject([{ what: 'new' }])
  })

  it('that need too much time are refused', async () => {
    const said = await begin({ longest: 1 }).preview('csv', Buffer.from(`name\n${'A\n'.repeat(5_000)}`), [], 1)
    expect(said).toMatchObject({ ok: false, refusal: { code: 'badRequest', detail: 'must be read within 0.001 s' } })
  })

  it('wait for their turn in a short line', async () => {
    const { preview } = begin()
    const all = await Promise.all([1, 2, 3, 4].map((n) => preview('csv', Buffer.from('name\nLund\n'), [], n)))
    expect(all.map((said) => (said.ok ? 'read' : said.refusal.code))).toEqual(['read', 'read', 'read', 'tooManyAttempts'])
  })
})
