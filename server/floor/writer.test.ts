import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change } from '../../shared/floor/changes.ts'
import { evolve } from '../../shared/floor/evolve.ts'
import { emptyFloor } from '../../shared/floor/model.ts'
import type { Command } from './commands.ts'
import { decide } from './decide.ts'
import type { ChangeStore, Numbered } from './port.ts'
import { anyHistory, commandOf, line, OPENING, type Step } from './testing/histories.ts'
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

  test('stores together what comes while the store is at work, and tells of each in the order in which they came', async () => {
    const { store, waiting, stored } = slowStore()
    const writer = createWriter(emptyFloor, store, () => 1)
    const told: number[] = []
    writer.subscribe(({ rev, changes, floor }) => {
      expect(changes).toHaveLength(1)
      expect(Object.keys(floor.lines)).toHaveLength(rev)
      expect(writer.subscribe(() => {}).now).toBe(floor)
      told.push(rev)
    })
    const first = writer.submit(setLine('a'))
    await untilIdle()
    const others = ['b', 'c', 'd'].map((id) => writer.submit(setLine(id)))
    await untilIdle()
    expect(waiting).toHaveLength(1)
    waiting[0]?.finish()
    await first
    await untilIdle()
    expect(waiting).toHaveLength(2)
    expect(told).toEqual([1])
    waiting[1]?.finish()
    expect((await Promise.all(others)).map((outcome) => outcome.ok && outcome.value.rev)).toEqual([2, 3, 4])
    expect(stored).toEqual([1, 4])
    expect(told).toEqual([1, 2, 3, 4])
  })

  test('what is refused because of what came just before is told after it', async () => {
    const order: string[] = []
    const writer = createWriter(
      emptyFloor,
      quickStore,
      () => 1,
      (command) => order.push(`${command} refused`),
    )
    writer.subscribe(({ changes }) => order.push(...changes.map(({ type }) => type)))
    const [, arrived, again] = await Promise.all(
      [
        setLine('a'),
        { type: 'arrive', call: 'k', line: 'a', channel: 'web' } as const,
        { type: 'arrive', call: 'k', line: 'a', channel: 'web' } as const,
      ].map(writer.submit),
    )
    expect(arrived?.ok).toBe(true)
    expect(again?.ok).toBe(false)
    expect(order).toEqual(['lineSet', 'callArrived', 'arrive refused'])
  })

  test('a command that cannot be stored is no other command’s fault', async () => {
    const appended: string[][] = []
    const store: ChangeStore = {
      async append(_rev, changes) {
        const ids = changes.map((change) => ('line' in change && typeof change.line === 'object' ? change.line.id : ''))
        if (ids.includes('bad')) throw new Error('a row that it refuses')
        appended.push(ids)
      },
    }
    const writer = createWriter(emptyFloor, store, () => 1)
    const outcomes = await Promise.allSettled(['a', 'bad', 'c'].map((id) => writer.submit(setLine(id))))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(appended).toEqual([['a'], ['c']])
    expect(Object.keys(writer.subscribe(() => {}).now.lines)).toEqual(['a', 'c'])
  })

  test('a listener that throws holds up no later command', async () => {
    const writer = createWriter(emptyFloor, quickStore, () => 1)
    writer.subscribe(({ rev }) => {
      if (rev === 1) throw new Error('a fault of the listener')
    })
    const [first, second] = await Promise.allSettled(['a', 'b'].map((id) => writer.submit(setLine(id))))
    expect(first?.status).toBe('rejected')
    expect(second?.status).toBe('fulfilled')
    expect(await writer.submit(setLine('c'))).toMatchObject({ ok: true, value: { rev: 3 } })
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

describe('over any sequence of commands, however the store keeps them waiting and whenever it fails', () => {
  /** Commands that fit the floor as it will be, as when each had waited for the one before. */
  function commandsOf(history: readonly Step[]): Command[] {
    let floor = emptyFloor
    return [...OPENING.map((command) => () => command), ...history.map((step, i) => () => commandOf(floor, step, `k${i}`))].map((make) => {
      const command = make()
      const decided = decide(floor, command, 1)
      if (decided.ok) floor = decided.value.reduce(evolve, floor)
      return command
    })
  }

  test('each is obeyed as if it were alone, and what was stored is what was told', async () => {
    const holds = async (history: readonly Step[], failing: readonly boolean[], bunches: readonly number[]) => {
      const fails = [...failing]
      const stored: Change[] = []
      const store: ChangeStore = {
        async append(_rev, changes, before, after) {
          await untilIdle()
          if (fails.shift()) throw new Error('disk full')
          expect(changes.reduce(evolve, before)).toEqual(after)
          stored.push(...changes)
        },
      }
      const writer = createWriter(emptyFloor, store, () => 1)
      const told: Change[] = []
      writer.subscribe(({ changes }) => told.push(...changes))
      const commands = commandsOf(history)
      const submitted: Promise<{ command: Command; kept: boolean; ok: boolean; changes: readonly Change[] }>[] = []
      for (let at = 0, bunch = 0; at < commands.length; bunch++) {
        const size = bunches[bunch % bunches.length] ?? 1
        for (const command of commands.slice(at, at + size))
          submitted.push(
            writer.submit(command).then(
              (outcome) => ({ command, kept: true, ok: outcome.ok, changes: outcome.ok ? outcome.value.changes : [] }),
              () => ({ command, kept: false, ok: false, changes: [] }),
            ),
          )
        at += size
        await untilIdle()
      }
      let floor = emptyFloor
      for (const { command, kept, ok, changes } of await Promise.all(submitted)) {
        if (!kept) continue
        const decided = decide(floor, command, 1)
        expect(ok).toBe(decided.ok)
        expect(changes).toEqual(decided.ok ? decided.value : [])
        if (decided.ok) floor = decided.value.reduce(evolve, floor)
      }
      expect(stored).toEqual(told)
      expect(writer.subscribe(() => {}).now).toEqual(floor)
    }
    await fc.assert(
      fc.asyncProperty(
        anyHistory,
        fc.array(fc.boolean(), { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
        holds,
      ),
      { numRuns: 60 * Number(process.env.PROOF_TIMES ?? 1) },
    )
  })
})
