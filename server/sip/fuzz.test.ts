import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from './door/limits.ts'
import { createDoorUnderTest, type DoorUnderTest } from './testing/doorUnderTest.ts'
import { brokenTorture, fuzzSipInputs, incompleteRequests, requestOf } from './testing/fuzzSip.ts'
import { atDoor } from './testing/messages.ts'

let door: DoorUnderTest
beforeEach(() => {
  door = createDoorUnderTest()
})
afterEach(() => door.close())

/** Feeds them all; the call of somebody else must stand and answer, and nothing may have thrown. */
function endures(inputs: Iterable<string | Buffer>, most = Number.POSITIVE_INFINITY): void {
  let fed = 0
  for (const input of inputs) {
    if (fed++ >= most) break
    door.feed(input)
    if (fed % 1_000 === 0) expect(door.stands()).toBe(true)
  }
  expect(fed).toBeGreaterThan(1_000)
  expect(door.stands()).toBe(true)
  expect(door.figures()).toMatchObject({ faults: 0, places: [] })
}

describe('a standing call goes on, and nothing throws, while a stranger sends', () => {
  it('each method without each set of what it must have', () => endures(incompleteRequests()))

  it('each beginning of each message of RFC 4475, and each with one byte changed', () => endures(brokenTorture(20_061)))

  it.each([1, 2])('what a fuzzer makes of seed %i', (seed) => endures(fuzzSipInputs(seed), 6_000))
})

describe('what a message costs grows as its length does', () => {
  const shapes: readonly (readonly [string, (size: number) => string])[] = [
    ['brackets without end', (size) => `f: ${'<tel:'.repeat(size / 5)}`],
    ['quotes and escapes', (size) => `f: ${'"\\\\'.repeat(size / 3)}`],
    ['semicolons', (size) => `t: <sip:a@b>${';a=b'.repeat(size / 4)}`],
    ['commas', (size) => `Contact: ${'<sip:a@b>,'.repeat(size / 10)}`],
    ['routes', (size) => `Record-Route: ${'<sip:a.invalid;lr>,'.repeat(size / 19)}`],
    ['hops', (size) => `Via: ${'SIP/2.0/WS a;branch=b,'.repeat(size / 22)}`],
    ['spaces', (size) => `CSeq: 1${' '.repeat(size)}x`],
    ['spaces in a Via', (size) => `Via: SIP${' '.repeat(size)}/2.0/WS a`],
    ['folds', (size) => `Supported:${'\r\n '.repeat(size / 3)}a`],
    ['short headers', (size) => 'k:a\r\n'.repeat(size / 5)],
    ['words', (size) => `Require: ${'a,'.repeat(size / 2)}`],
    ['challenges', (size) => `WWW-Authenticate: Digest ${'a="b",'.repeat(size / 6)}`],
    ['line ends', (size) => '\r\n'.repeat(size / 2)],
    ['a long body', (size) => `Content-Type: application/sdp\r\n\r\n${'a=b\r\n'.repeat(size / 5)}`],
  ]
  /** The quickest of several, in ms: what else the machine does only adds. */
  const cost = (text: string): number => {
    let least = Number.POSITIVE_INFINITY
    for (let turn = 0; turn < 12; turn++) {
      const begun = performance.now()
      for (let time = 0; time < 40; time++) atDoor(text)
      least = Math.min(least, performance.now() - begun)
    }
    return least
  }
  const message = (size: number, shape: (size: number) => string): string => requestOf('INVITE', [], false, [shape(size)])

  it.each(shapes)('%s', (_name, shape) => {
    const [short, long] = [message(900, shape), message(7_200, shape)]
    expect(Buffer.byteLength(long)).toBeLessThan(2 * LIMITS.message)
    // Eight times the length: linear is 8, quadratic 64.
    expect(cost(long)).toBeLessThan(24 * cost(short))
  })
})
