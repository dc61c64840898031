import { describe, expect, test } from 'vitest'
import { emptyFloor } from '../../shared/floor/model.ts'
import type { ChangeStore, Numbered } from './port.ts'
import { line } from './testing/histories.ts'
import { createWriter } from './writer.ts'

const setLine = (id: string) => ({ type: 'setLine', line: line(id) }) as const

/** A store whose every append waits until it is let go. */
function slowStore() {
  const stored: number[] = []
  const waiting: { rev: number; finish: (fault?: Error) => void }[] = []
  const store: ChangeStore = {
    append: (rev) =>
      new Promise((resolve, reject) => {
        waiting.push({
          rev,
          finish: (fault) => {
            if (fault) return reject(fault)
            stored.push(rev)
            resolve()
          },
        })
      }),
  }
  return { store, stored, waiting }
}

const quickStore: ChangeStore = { append: async () => {} }
const untilIdle = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('the one writer', () => {
  test('announces nothing before it is stored', async () => {
    const { store, waiting } = slowStore()
    const writer = createWriter(emptyFloor, store, () => 1)
    const heard: Numbered[] = []
    writer.subscribe((numbered) => heard.push(numbered))
    const submitted = writer.submit(setLine('a'))
    await untilIdle()
    expect(waiting).toHaveLength(1)
    expect(heard).toEqual([])
    waiting[0]?.finish()
    expect(await submitted).toMatchObject({ ok: true, value: { rev: 1 } })
    expect(heard.map(({ rev }) => rev)).toEqual([1])
  })

  test('takes one command at a time, in the order in which they came', async () => {
    const { store, waiting, stored } = slowStore()
    const writer = createWriter(emptyFloor, store, () => 1)
    const all = ['a', 'b', 'c'].map((id) => writer.submit(setLine(id)))
    for (let next = 0; next < 3; next++) {
      await untilIdle()
      expect(waiting).toHaveLength(next + 1)
      waiting[next]?.finish()
    }
    await Promise.all(all)
    expect(stored).toEqual([1, 2, 3])
    expect(Object.keys(writer.subscribe(() => {}).now.lines)).toEqual(['a', 'b', 'c'])
  })

  test('a store that fails changes nothing, and the next command goes on', async () => {
    const { store, waiting } = slowStore()
    const writer = createWriter(emptyFloor, store, () => 1)
    const failing = writer.submit(setLine('a'))
    await untilIdle()
    waiting[0]?.finish(new Error('disk full'))
    await expect(failing).rejects.toThrow('disk full')
    expect(writer.subscribe(() => {}).now).toBe(emptyFloor)
    const next = writer.submit(setLine('b'))
    await untilIdle()
    waiting[1]?.finish()
    expect(await next).toMatchObject({ ok: true, value: { rev: 1 } })
  })

  test('a refusal is a value, is told to the log, and stores nothing', async () => {
    const { store, waiting } = slowStore()
    const told: unknown[] = []
    const writer = createWriter(
      emptyFloor,
      store,
      () => 1,
      (...refusal) => told.push(refusal),
    )
    expect(await writer.submit({ type: 'queue', call: 'k' })).toEqual({ ok: false, refusal: { code: 'unknownCall' } })
    expect(told).toEqual([['queue', 'unknownCall', undefined]])
    expect(waiting).toEqual([])
  })

  test('time never runs backwards', async () => {
    const times = [5_000, 1_000, 6_000]
    const writer = createWriter(emptyFloor, quickStore, () => times.shift() ?? 0)
    const ats: number[] = []
    writer.subscribe(({ changes }) => ats.push(...changes.map(({ at }) => at)))
    for (const id of ['a', 'b', 'c']) await writer.submit(setLine(id))
    expect(ats).toEqual([5_000, 5_000, 6_000])
  })

  test('whoever has missed changes gets exactly those, or is told to start anew', async () => {
    const writer = createWriter(emptyFloor, quickStore, () => 1)
    for (const id of ['a', 'b', 'c']) await writer.submit(setLine(id))
    expect((await writer.changesFrom(1))?.changes.map((change) => 'line' in change && change.line)).toEqual([line('b'), line('c')])
    expect((await writer.changesFrom(3))?.changes).toEqual([])
    expect(await writer.changesFrom(4)).toBeNull()
    for (let n = 0; n < 1_000; n++) await writer.submit(setLine('a'))
    expect(await writer.changesFrom(2)).toBeNull()
    expect((await writer.changesFrom(3))?.changes).toHaveLength(1_000)
  })

  test('who stops listening hears no more', async () => {
    const writer = createWriter(emptyFloor, quickStore, () => 1)
    const heard: number[] = []
    const { unsubscribe } = writer.subscribe(({ rev }) => heard.push(rev))
    await writer.submit(setLine('a'))
    unsubscribe()
    await writer.submit(setLine('b'))
    expect(heard).toEqual([1])
  })
})
