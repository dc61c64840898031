import { describe, expect, it } from 'vitest'
import { draftsOf } from './read.ts'

const bytes = (json: unknown): Buffer => Buffer.from(JSON.stringify(json))

describe('a file of HSDS that is wrong', () => {
  it('names the first service that is, by its place in the file', () => {
    const refused = draftsOf('hsds', bytes([{ id: 7 }, { id: 8 }]))
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'badRequest', field: expect.stringMatching(/^0\./) } })
  })

  it('is refused before it is read when it nests deeper than any service does', () => {
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`
    expect(draftsOf('hsds', Buffer.from(deep))).toMatchObject({
      ok: false,
      refusal: { field: 'file', detail: 'must have at most 24 levels' },
    })
  })
})
