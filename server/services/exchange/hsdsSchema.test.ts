import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyService } from '../../../shared/services/testing/anyService.ts'
import { hsdsOf } from './hsds.ts'
import { hsdsService } from './hsdsSchema.ts'

/** The specification's own schemas, as published. */
const PUBLISHED = join(import.meta.dirname, 'testing/hsds-3.0')
const read = (file: string) => JSON.parse(readFileSync(join(PUBLISHED, file), 'utf8')) as Record<string, unknown>
// Not strict: beside what is checked the schemas hold words for tables and documentation.
const ajv = new Ajv({ strict: false, allErrors: true })
addFormats.default(ajv)
for (const file of readdirSync(PUBLISHED)) if (file.endsWith('.json') && !file.startsWith('example.')) ajv.addSchema(read(file), file)
const published = ajv.getSchema('service.json') ?? expect.fail('there is no schema of a service')
const example = read('example.service_full.json')

/** Every place in a document, by its keys. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, part]) => placesIn(part, [...path, key]))]
}

/** A copy with something else at a place; without it when that is undefined. */
function changed(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>
  const part = changed(copy[key], rest, to)
  if (part === undefined && !Array.isArray(value)) delete copy[key]
  else copy[key] = part
  return copy
}

describe('the specification as published', () => {
  it('takes what we write, whatever the register', () => {
    fc.assert(
      fc.property(fc.array(anyService, { maxLength: 4 }), (services) => {
        for (const service of JSON.parse(JSON.stringify(hsdsOf(services))))
          expect(published(service), ajv.errorsText(published.errors)).toBe(true)
      }),
    )
  })

  it('has an example that we take', () => {
    expect(published(example)).toBe(true)
    expect(hsdsService.safeParse(example).error).toBeUndefined()
  })

  /** What one takes and the other refuses, wherever a document is changed. */
  function differences(document: unknown): string[] {
    const places = placesIn(document).filter((path) => path.length > 0)
    return places.flatMap((path) =>
      [undefined, null, 7, 'x', [], {}].flatMap((to) => {
        const other = changed(document, path, to)
        const ours = hsdsService.safeParse(other).success
        return ours === published(other) ? [] : [`${path.join('.')} ${JSON.stringify(to)}: ${ours ? 'taken' : 'refused'} by us alone`]
      }),
    )
  }

  it('refuses what we refuse, wherever its example is changed', () => {
    expect(differences(example).filter((one) => one.includes('refused'))).toEqual([])
  })

  it('takes and refuses what we do, wherever something that we write is changed', () => {
    fc.assert(
      fc.property(anyService, (service) => {
        const [document] = JSON.parse(JSON.stringify(hsdsOf([service])))
        expect(differences(document)).toEqual([])
      }),
      { numRuns: 8 },
    )
  })
})
