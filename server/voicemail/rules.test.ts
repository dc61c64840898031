import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MESSAGE_ACTIONS, MESSAGE_STATES, type MessageAction } from '../../shared/messages.ts'
import { act, attempt, expire, type MessageNow } from './rules.ts'

const ada = { id: 'ada', supervises: false }
const boss = { id: 'boss', supervises: true }
const message = (now: Partial<MessageNow> = {}): MessageNow => ({ state: 'new', claimedBy: null, attempted: false, erased: false, ...now })
const mine = message({ state: 'claimed', claimedBy: 'ada' })
const bos = message({ state: 'claimed', claimedBy: 'bo' })

describe('an advisor', () => {
  it.each<[string, MessageNow, MessageAction, object | null]>([
    ['takes a new one', message(), 'claim', { state: 'claimed', claimedBy: 'ada', event: 'claimed' }],
    ['takes one twice', mine, 'claim', null],
    ['gives one back', mine, 'release', { state: 'new', claimedBy: null, event: 'released' }],
    ['gives one back that was tried', { ...mine, attempted: true }, 'release', { state: 'notReached' }],
    ['gives back what nobody has', message(), 'release', null],
    ['reaches nobody', mine, 'not-reached', { state: 'notReached', claimedBy: null, outcome: 'notReached', erases: false }],
    ['has called back', mine, 'called-back', { state: 'calledBack', erases: true }],
    ['closes one without taking it', message(), 'close', { state: 'closed', erases: true }],
    ['closes one that was called back', message({ state: 'calledBack', claimedBy: 'ada' }), 'close', { state: 'calledBack', erases: true }],
  ])('%s', (_name, now, action, step) =>
    expect(act(now, action, ada)).toMatchObject({ ok: true, value: step === null ? null : expect.objectContaining(step) }),
  )

  it.each(MESSAGE_ACTIONS)('leaves a colleague’s alone: %s', (action) =>
    expect(act(bos, action, ada)).toMatchObject({ ok: false, refusal: { code: 'messageTaken' } }),
  )
})

it.each(MESSAGE_ACTIONS)('an erased message stays erased: %s', (action) =>
  expect(act({ ...mine, erased: true }, action, boss)).toMatchObject({ ok: false, refusal: { code: 'messageGone' } }),
)

it('a supervisor lets go of it, or closes it, and takes it from nobody', () => {
  expect(act(bos, 'release', boss)).toMatchObject({ ok: true, value: { state: 'new', claimedBy: null } })
  expect(act(bos, 'close', boss)).toMatchObject({ ok: true, value: { state: 'closed', erases: true } })
  expect(act(bos, 'claim', boss)).toMatchObject({ ok: false, refusal: { code: 'messageTaken' } })
})

describe('a call-back', () => {
  it('that is answered erases nothing yet', () =>
    expect(attempt(mine, 'ada', 'answered')).toMatchObject({ state: 'calledBack', claimedBy: 'ada', outcome: 'answered', erases: false }))

  it.each(['busy', 'noAnswer', 'unreachable'] as const)('that ends with %s leaves it to everybody', (outcome) =>
    expect(attempt(mine, 'ada', outcome)).toMatchObject({
      state: 'notReached',
      claimedBy: null,
      outcome,
      event: 'notReached',
      erases: false,
    }),
  )

  it('comes too late for an erased one', () => expect(attempt({ ...mine, erased: true }, 'ada', 'answered')).toBeNull())
})

it('the end of its time erases it, and does not hide that it was called back', () => {
  expect(expire(message())).toMatchObject({ state: 'expired', erases: true })
  expect(expire(message({ state: 'calledBack' }))).toMatchObject({ state: 'calledBack', event: 'closed', erases: true })
})

it('whatever is done, who has it and how it stands agree', () => {
  const any = fc.record({
    state: fc.constantFrom(...MESSAGE_STATES),
    claimedBy: fc.constantFrom(null, 'ada', 'bo'),
    attempted: fc.boolean(),
    erased: fc.boolean(),
  })
  fc.assert(
    fc.property(any, fc.constantFrom(...MESSAGE_ACTIONS), fc.constantFrom(ada, boss), (now, action, who) => {
      const done = act(now, action, who)
      if (!done.ok || !done.value) return
      const { state, claimedBy, erases } = done.value
      expect(state === 'claimed').toBe(claimedBy !== null)
      expect(erases).toBe(state === 'closed' || state === 'calledBack')
      expect(now.erased).toBe(false)
    }),
  )
})
