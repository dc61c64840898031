import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallId, Floor } from '../../shared/floor/model.ts'
import { createRig, type Rig } from './testing.ts'

let rig: Rig
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.close())

const waiting = (floor: Floor): { call: CallId; first: boolean }[] =>
  Object.values(floor.calls).flatMap(({ id, state }) => (state.is === 'waiting' ? [{ call: id, first: state.first }] : []))
const standing = (count: number) => rig.when((floor) => waiting(floor).length === count)

/** A call that the server has ended as it does when it stops, and its ticket. */
async function interrupted(): Promise<string> {
  const caller = rig.caller()
  await caller.answered
  const call = Object.keys((await standing(1)).calls)[0] ?? ''
  await rig.floor.submit({ type: 'interrupt', call })
  expect(await caller.done).toEqual({ why: 'farEnd' })
  expect(caller.told).toEqual(['waiting', 'interrupted'])
  return caller.returnTicket()
}

describe('a caller whose call we have ended', () => {
  it('is first in line with its ticket, and hears so; the ticket serves once', async () => {
    const returnTicket = await interrupted()
    rig.caller()
    await standing(1)
    const back = rig.caller({ returnTicket })
    await standing(2)
    rig.caller({ returnTicket })
    expect(waiting(await standing(3)).map(({ first }) => first)).toEqual([false, true, false])
    await expect.poll(() => back.told).toEqual(['returned'])
  })

  it('gets a new ticket with each call', async () => {
    const returnTicket = await interrupted()
    const back = rig.caller({ returnTicket })
    await back.answered
    expect(back.returnTicket()).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(back.returnTicket()).not.toBe(returnTicket)
  })

  it.each<[string, () => Promise<{ returnTicket: string; line?: string }>]>([
    ['a made-up ticket', async () => ({ returnTicket: 'A'.repeat(43) })],
    ['the ticket of another line', async () => ({ returnTicket: await interrupted(), line: 'two' })],
    [
      'the ticket of a call that was hung up',
      async () => {
        const caller = rig.caller()
        await caller.answered
        caller.hangUp()
        await caller.done
        await rig.when((floor) => Object.keys(floor.calls).length === 0)
        return { returnTicket: caller.returnTicket() }
      },
    ],
    [
      'the ticket of a call that goes on',
      async () => {
        const caller = rig.caller({ line: 'two' })
        await caller.answered
        return { returnTicket: caller.returnTicket(), line: 'two' }
      },
    ],
  ])('gets an ordinary place with %s', async (_what, options) => {
    rig.caller(await options())
    await rig.when((floor) => {
      const all = waiting(floor)
      return all.length > 0 && all.length === Object.keys(floor.calls).length
    })
    expect(waiting(rig.present()).some(({ first }) => first)).toBe(false)
  })
})
