import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openTestRecord } from './testRecord.ts'
import { createTextBook } from './writtenTexts.ts'

const words = fc.constantFrom('a', 'b', 'å', '')
/** What one person does: writes one of two texts, from the version that they last read, which may be old. */
const anyWrite = fc.record({ id: fc.constantFrom('x', 'x.help'), sv: words, en: words, behind: fc.constantFrom(0, 0, 0, 1, 2) })

describe('a book of texts', () => {
  it('keeps every version in its order, and writes over none that was not read', async () => {
    await using record = await openTestRecord()
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(anyWrite, { maxLength: 12 }), async (writes) => {
        const name = `book${++run}`
        const book = createTextBook(record.db, name, () => 1)
        // another name that begins so is another book
        await createTextBook(record.db, `${name}x`, () => 1).write('x', { sv: 'other', en: 'other', version: 0 }, 'ada')
        const kept: Record<string, { sv: string; en: string }[]> = { x: [], 'x.help': [] }
        for (const { id, sv, en, behind } of writes) {
          const own = kept[id] ?? []
          const last = own.at(-1)
          const written = await book.write(id, { sv, en, version: Math.max(own.length - behind, 0) }, 'ada')
          if (behind > 0 && own.length > 0) expect(written).toMatchObject({ ok: false, refusal: { code: 'changedMeanwhile' } })
          else {
            if (!last || last.sv !== sv || last.en !== en) own.push({ sv, en })
            expect(written).toEqual({ ok: true, value: { ...own.at(-1), version: own.length, at: 1, by: 'Ada' } })
          }
        }
        for (const [id, own] of Object.entries(kept)) {
          const versions = await book.versions(id)
          expect(versions.map(({ sv, en, version }) => ({ sv, en, version })).reverse()).toEqual(
            own.map((text, at) => ({ ...text, version: at + 1 })),
          )
          expect((await book.newest())[id]).toEqual(versions[0])
        }
        expect(Object.keys(await book.newest()).every((id) => id in kept)).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  it('of two who save at the same moment one is told of the other', async () => {
    await using record = await openTestRecord()
    const book = createTextBook(record.db, 'book', () => 1)
    const both = await Promise.all(['mine', 'theirs'].map((sv) => book.write('x', { sv, en: sv, version: 0 }, 'ada')))
    expect(both.map((one) => (one.ok ? one.value.sv : one.refusal.code))).toEqual(['mine', 'changedMeanwhile'])
    expect((await book.versions('x')).map(({ sv }) => sv)).toEqual(['mine'])
  })
})
