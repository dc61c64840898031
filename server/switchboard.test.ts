import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Floor } from '../shared/floor/model.ts'
import { createRig, PROMPT, type Rig } from './switchboard/testing.ts'

let rig: Rig
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.close())

const only = (floor: Floor) => Object.values(floor.calls)[0]
const talking = (floor: Floor) => only(floor)?.state.is === 'talking'
const waiting = (floor: Floor) => only(floor)?.state.is === 'waiting'
const offered = (floor: Floor) => only(floor)?.state.is === 'offered'
const empty = (floor: Floor) => Object.keys(floor.calls).length === 0
const eventually = (hears: Set<number>, who: number) => vi.waitFor(() => expect(hears).toContain(who), { timeout: 30_000, interval: 20 })
const types = () => rig.changes.map((change) => change.type).filter((type) => type.startsWith('call') || type === 'offerEnded')

describe('a call', () => {
  it('is answered at once, hears the prompt, is offered, bridged both ways and ended', async () => {
    const caller = rig.caller()
    await caller.answered
    await rig.when(waiting)
    await eventually(caller.heard, PROMPT)
    const advisor = await rig.advisor('a')
    await rig.when(talking)
    await eventually(caller.heard, 0xa0)
    await eventually(advisor.heard, 0xc0)
    expect(advisor.heard).not.toContain(PROMPT)
    caller.hangUp()
    expect(await caller.done).toEqual({ why: 'hungUp' })
    const after = await rig.when(empty)
    expect(after.advisors.a?.state.is).toBe('afterCall')
    expect(types()).toEqual(['callArrived', 'callQueued', 'callOffered', 'callAnswered', 'callEnded'])
    expect(rig.switchboard.figures().legs).toBe(0)
    expect(caller.told).toEqual(['waiting', 'talking'])
  })

  it('is ended by the advisor, and the caller gets a BYE', async () => {
    const advisor = await rig.advisor('a')
    const caller = rig.caller()
    await rig.when(talking)
    await eventually(advisor.heard, 0xc0)
    advisor.hangUp()
    expect(await caller.done).toEqual({ why: 'farEnd' })
    await rig.when(empty)
  })

  it('stops ringing when the caller gives up', async () => {
    const advisor = await rig.advisor('a', { autoAnswerMs: null })
    const caller = rig.caller()
    await rig.when(offered)
    await caller.answered
    caller.hangUp()
    const after = await rig.when(empty)
    expect(after.advisors.a?.state.is).toBe('available')
    expect(advisor.stats()).toEqual({ sent: 0, received: 0, lost: 0 })
  })

  it('of an unknown line is refused', async () => {
    expect(await rig.caller({ line: 'nobody' }).done).toEqual({ why: 'refused', status: 404 })
    expect(rig.present().calls).toEqual({})
  })
})

describe('the check of a media path', () => {
  it('gives staff their own sound back, and is no call of any line', async () => {
    await rig.advisor('a')
    const page = rig.caller({ line: 'media-check', marker: 0x77, cookie: 'lyhord=a' })
    await eventually(page.heard, 0x77)
    expect(page.heard).not.toContain(PROMPT)
    expect(rig.present().calls).toEqual({})
    page.hangUp()
    expect(await page.done).toEqual({ why: 'hungUp' })
  })

  it('is not for strangers', async () => {
    expect(await rig.caller({ line: 'media-check' }).done).toEqual({ why: 'refused', status: 404 })
  })
})

describe('the advisor side fails', () => {
  it('and the caller goes back first in line, hears why, and another answers', async () => {
    const first = await rig.advisor('a', { marker: 0xa1 })
    const caller = rig.caller()
    await rig.when(talking)
    await eventually(caller.heard, 0xa1)
    const byed = vi.fn()
    void caller.done.then(byed)
    caller.heard.clear()
    await rig.switchboard.phoneLeft('a', first.instance)
    await rig.when(waiting)
    await eventually(caller.heard, PROMPT)
    const second = await rig.advisor('b', { marker: 0xb1 })
    await rig.when(talking)
    await eventually(caller.heard, 0xb1)
    await eventually(second.heard, 0xc0)
    expect(byed).not.toHaveBeenCalled()
    expect(caller.told).toEqual(['waiting', 'talking', 'returned', 'talking'])
    expect(types()).toContain('callReturned')
  })

  it('while ringing: the offer passes on and costs the advisor no pause', async () => {
    const first = await rig.advisor('a', { autoAnswerMs: null })
    rig.caller()
    await rig.when(offered)
    const second = await rig.advisor('b')
    first.close()
    await rig.when(talking)
    await eventually(second.heard, 0xc0)
    expect(rig.present().advisors.a?.state.is).toBe('available')
    expect(rig.present().advisors.a?.phone?.reachable).toBe(false)
  })
})

describe('the server decides who is reached', () => {
  it('rings the newest page of an advisor', async () => {
    const older = await rig.advisor('a', { autoAnswerMs: null, marker: 0xa1 })
    const newer = await rig.advisor('a', { marker: 0xa2 })
    const caller = rig.caller()
    await rig.when(talking)
    await eventually(caller.heard, 0xa2)
    await eventually(newer.heard, 0xc0)
    expect(older.heard.size).toBe(0)
    expect(rig.present().advisors.a?.phone?.instance).toBe(newer.instance)
  })

  it('refuses a registration without the session of that user', async () => {
    await rig.advisor('a')
    const { createAdvisor } = await import('./demo/peer.ts')
    const thief = createAdvisor({
      url: rig.url,
      cookie: 'lyhord=somebody',
      username: 'a',
      instance: crypto.randomUUID(),
      autoAnswerMs: 0,
      next: () => null,
    })
    await expect(thief.registered).rejects.toThrow('403')
    thief.close()
  })

  it('offers two callers to one advisor in the order of their coming', async () => {
    const first = rig.caller({ marker: 0xc1 })
    await rig.when((floor) => Object.values(floor.calls).some((call) => call.state.is === 'waiting'))
    const second = rig.caller({ marker: 0xc2 })
    await rig.when((floor) => Object.values(floor.calls).filter((call) => call.state.is === 'waiting').length === 2)
    const advisor = await rig.advisor('a')
    await eventually(advisor.heard, 0xc1)
    first.hangUp()
    await rig.when((floor) => floor.advisors.a?.state.is === 'afterCall')
    expect(advisor.heard).not.toContain(0xc2)
    await rig.floor.submit({ type: 'getReady', advisor: 'a' })
    await eventually(advisor.heard, 0xc2)
    expect((await second.answered) > 0).toBe(true)
  })
})
