import { describe, expect, it } from 'vitest'
import { makeTwice, TWICE_MS } from './quickExit.ts'

describe('Escape twice', () => {
  it.each<[string, [number, boolean][], boolean[]]>([
    ['once does nothing', [[0, false]], [false]],
    [
      'twice in time leaves',
      [
        [0, false],
        [TWICE_MS, false],
      ],
      [false, true],
    ],
    [
      'too slow is a new first press',
      [
        [0, false],
        [TWICE_MS + 1, false],
        [TWICE_MS + 400, false],
      ],
      [false, false, true],
    ],
    [
      'a held key is one press',
      [
        [0, false],
        [30, true],
        [60, true],
      ],
      [false, false, false],
    ],
  ])('%s', (_, presses, wanted) => {
    const isSecond = makeTwice()
    expect(presses.map(([now, repeated]) => isSecond(now, repeated))).toEqual(wanted)
  })
})
