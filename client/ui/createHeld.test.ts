import { createRoot } from 'solid-js'
import { describe, expect, it, vi } from 'vitest'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import { createHeld } from './createHeld.ts'

type Thing = { id: string; name: string }

/** A held list, and the answers that the test gives in whatever order it likes. */
function makeWorld() {
  const answers: ((answer: Outcome<Thing[]>) => void)[] = []
  return createRoot((dispose) => ({
    dispose,
    answers,
    held: createHeld<Thing[]>(() => new Promise((resolve) => answers.push(resolve))),
  }))
}

const first = ok([{ id: 'a', name: 'One' }])

describe('what a page holds of the server', () => {
  it('asks when it is mounted', async () => {
    const { held, answers, dispose } = makeWorld()
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    expect(held.value()).toBeUndefined()
    answers[0]?.(first)
    await vi.waitFor(() => expect(held.value()).toEqual(first.ok && first.value))
    dispose()
  })

  it('keeps a thing in its place when it changes', async () => {
    const { held, answers, dispose } = makeWorld()
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    answers[0]?.(ok([{ id: 'a', name: 'One' }]))
    await vi.waitFor(() => expect(held.value()).toHaveLength(1))
    const before = held.value()?.[0]
    void held.ask()
    answers[1]?.(
      ok([
        { id: 'a', name: 'Another' },
        { id: 'b', name: 'Two' },
      ]),
    )
    await vi.waitFor(() => expect(held.value()).toHaveLength(2))
    expect(held.value()?.[0]).toBe(before)
    expect(before?.name).toBe('Another')
    dispose()
  })

  it('drops an answer that a newer question has overtaken', async () => {
    const { held, answers, dispose } = makeWorld()
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    const again = held.ask()
    answers[1]?.(ok([{ id: 'b', name: 'Newer' }]))
    await again
    answers[0]?.(ok([{ id: 'a', name: 'Older' }]))
    await Promise.resolve()
    expect(held.value()).toEqual([{ id: 'b', name: 'Newer' }])
    dispose()
  })

  it('keeps what it has when it is refused', async () => {
    const { held, answers, dispose } = makeWorld()
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    answers[0]?.(ok([{ id: 'a', name: 'One' }]))
    await vi.waitFor(() => expect(held.value()).toHaveLength(1))
    const again = held.ask()
    answers[1]?.(refuse('serverFault'))
    await again
    expect(held.value()).toHaveLength(1)
    expect(held.refusal()).toEqual({ code: 'serverFault' })
    dispose()
  })
})
