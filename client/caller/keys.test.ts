import { describe, expect, it } from 'vitest'
import { keyOf } from './keys.ts'

describe('a press on the keyboard', () => {
  const press = { key: '1', repeat: false, ctrlKey: false, altKey: false, metaKey: false }
  it.each([
    [{}, '1'],
    [{ key: '0' }, '0'],
    [{ key: '*' }, '*'],
    [{ key: '#' }, '#'],
    [{ key: 'a' }, null],
    [{ key: 'Escape' }, null],
    [{ key: 'F1' }, null],
    [{ key: '12' }, null],
    [{ repeat: true }, null],
    [{ ctrlKey: true }, null],
    [{ altKey: true }, null],
    [{ metaKey: true }, null],
  ])('%j is %s', (changes, key) => expect(keyOf({ ...press, ...changes })).toBe(key))
})
