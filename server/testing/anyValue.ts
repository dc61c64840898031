import { z } from 'zod'
import { type Random, seeded } from '../demo/random.ts'

/** A way to choose, the same for the same seed. */
export interface Choosing {
  readonly random: Random
  /** A whole number from 0 up to `most`, which is not among them. */
  below(most: number): number
  one<T>(from: readonly [T, ...T[]] | readonly T[]): T
  /** True once in so many times. */
  once(inSo: number): boolean
}

/** How to choose by a seed. */
export function choosing(seed: number): Choosing {
  const random = seeded(seed)
  const below = (most: number): number => Math.floor(random() * most)
  return { random, below, one: (from) => from[below(from.length)] as (typeof from)[number], once: (inSo) => below(inSo) === 0 }
}

/** Texts that programs have stumbled over: names that every object knows, lone surrogates, signs of other syntaxes, what only looks like a number or a day. */
export const HOSTILE_TEXTS: readonly string[] = [
  ...[
    '',
    ' ',
    '\0',
    '\u202e',
    '\ud800',
    'a\udc00b',
    '\ufeff',
    '\r\n\r\n',
    "'; drop table calls; --",
    '%00',
    '%',
    '../../etc/passwd',
    '$1',
    '{{1}}',
  ],
  ...['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__', 'prototype', 'length', 'then'],
  ...['NaN', 'Infinity', '-0', '1e309', '0x10', '99999999999999999999', '-1', '1.5', 'null', 'undefined', 'true', '[object Object]'],
  ...['0000-00-00', '9999-12-31', '2026-02-30', '2026-13-01', '-271821-04-20', '2026-W54', '2026-11', '1990-01-01', '24:00', '20:99'],
  ...['SE', '0180', '112', '+46701234567', 'valj-att-sluta', 'sv', 'en', 'a'.repeat(300), 'å'.repeat(5_000), '\u{1f600}'.repeat(200)],
]
const HOSTILE_VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -0, -1, 1, 0.1, 2 ** 31, 2 ** 53, 2 ** 53 + 2, 1e308, -1e308, 5e-324, 1_800_000_000_000],
  ...[[], {}, [[]], [null], { length: -1 }, { toString: 1 }],
]

/** A value that nobody should send: of another type, huge, deep, or with a name that every object knows. */
export function hostileValue(choose: Choosing): unknown {
  switch (choose.below(6)) {
    case 0:
      return nested(choose.one([2, 40, 900]), choose.once(2))
    case 1:
      return JSON.parse(`{${JSON.stringify(choose.one(HOSTILE_TEXTS))}:{"isAdmin":true},"__proto__":{"role":"supervisor"}}`)
    case 2:
    case 3:
      return choose.one(HOSTILE_TEXTS)
    default:
      return choose.one(HOSTILE_VALUES)
  }
}

function nested(depth: number, asList: boolean): unknown {
  let value: unknown = 1
  for (let at = 0; at < depth; at++) value = asList ? [value] : { a: value }
  return value
}

interface JsonSchema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly prefixItems?: readonly JsonSchema[]
  readonly additionalProperties?: JsonSchema | boolean
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
}

/** A value that a schema mostly takes; what no schema tells, such as which ids there are, is guessed. */
export function valueFor(schema: z.ZodType<unknown>, choose: Choosing): unknown {
  return fitting(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as JsonSchema, choose)
}

function fitting(schema: JsonSchema, choose: Choosing): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return choose.one(schema.enum)
  const several = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (several) return fitting(choose.one(several), choose)
  switch (schema.type) {
    case 'object': {
      const known = Object.entries(schema.properties ?? {}).map(([name, part]) => [name, fitting(part, choose)])
      const more = typeof schema.additionalProperties === 'object' ? [['answered', fitting(schema.additionalProperties, choose)]] : []
      return Object.fromEntries([...known, ...more])
    }
    case 'array':
      if (schema.prefixItems) return schema.prefixItems.map((part) => fitting(part, choose))
      return Array.from({ length: choose.below(3) }, () => fitting(schema.items ?? {}, choose))
    case 'boolean':
      return choose.once(2)
    case 'integer':
    case 'number':
      return choose.one([schema.minimum ?? 0, schema.maximum ?? 1, 1, 2])
    case 'null':
      return null
    case 'string':
      return textFor(schema, choose)
    default:
      return choose.one<unknown>(['x', 1, true, null])
  }
}

function textFor({ format, pattern = '' }: JsonSchema, choose: Choosing): string {
  if (format === 'uuid' || pattern.includes('[0-9a-fA-F]{8}')) return '6f1c4e2c-0d0b-4b7a-9c55-0a0b6f6d2a11'
  if (format === 'email') return 'a@example.org'
  if (pattern.includes('\\d{4}-')) return choose.one(['2026-11-24', '2026-11', '2026-W47'])
  return choose.one(['valj-att-sluta', 'sv', 'abc', '0701234567', '2026-11-24', 'Nå, en text.', 'abcdefghij'.repeat(3)])
}

/** A copy with something hostile in one place, or with one thing less, or more. */
export function spoiled(value: unknown, choose: Choosing): unknown {
  if (typeof value !== 'object' || value === null || choose.once(8)) return hostileValue(choose)
  if (Array.isArray(value)) {
    if (value.length === 0 || choose.once(4)) return [...value, hostileValue(choose)]
    const place = choose.below(value.length)
    if (choose.once(8)) return Array.from({ length: 500 }, () => value[place])
    return value.map((part, at) => (at === place ? spoiled(part, choose) : part))
  }
  const names = Object.keys(value)
  if (names.length === 0 || choose.once(6))
    return Object.fromEntries([...Object.entries(value), [choose.one(HOSTILE_TEXTS), hostileValue(choose)]])
  const name = choose.one(names)
  const rest = Object.entries(value)
  if (choose.once(6)) return Object.fromEntries(rest.filter(([other]) => other !== name))
  return Object.fromEntries(rest.map(([other, part]) => [other, other === name ? spoiled(part, choose) : part]))
}
