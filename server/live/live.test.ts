import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evolve } from '../../shared/floor/evolve.ts'
import type { Floor } from '../../shared/floor/model.ts'
import type { Ack, ClientEvents, FloorSnapshot, ServerEvents } from '../../shared/wire.ts'
import { LINE, next, quietSwitchboard, startTestApp, type TestApp } from '../testApp.ts'

type Link = Socket<ServerEvents, ClientEvents>

describe('the live link', () => {
  const left: string[] = []
  let server: TestApp
  let advisor: { id: string; cookie: string }
  let boss: { id: string; cookie: string }
  beforeAll(async () => {
    server = await startTestApp({ createSwitchboard: quietSwitchboard(left) })
    advisor = await server.person('ada', 'advisor')
    boss = await server.person('boss', 'supervisor')
  })
  afterAll(() => server.close())

  async function connect(cookie: string): Promise<{ link: Link; snapshot: FloorSnapshot }> {
    const link = server.live({ cookie })
    const snapshot = next(link, 'floor:snapshot')
    link.connect()
    return { link, snapshot: await snapshot }
  }

  async function board(): Promise<Link> {
    const { path } = await server.app.boards.make({ name: 'TV', lines: [] })
    return server.live({ ticket: new URLSearchParams(path.split('#')[1]).get('ticket') ?? '' })
  }

  /** Follows the floor as a browser does; resolves with it when it has come to `rev`. */
  function follow(link: Link): { at(rev: number): Promise<Floor> } {
    let floor: Floor | undefined
    const waiting: { rev: number; resolve: (floor: Floor) => void }[] = []
    const told = (): void => {
      for (const one of waiting) if (floor && floor.rev >= one.rev) one.resolve(floor)
    }
    link.on('floor:snapshot', (snapshot) => {
      floor = snapshot.floor
      told()
    })
    link.on('floor:changed', ({ rev, changes }) => {
      if (!floor || floor.rev !== rev - changes.length) throw new Error('a gap in the changes')
      floor = changes.reduce(evolve, floor)
      told()
    })
    return {
      at: (rev) =>
        new Promise((resolve) => {
          waiting.push({ rev, resolve })
          told()
        }),
    }
  }

  it('lets nobody in without a session, nor a page of another site', async () => {
    for (const options of [{}, { cookie: 'lyhord=guess' }, { ticket: 'guess' }]) {
      const link = server.live(options)
      const error = new Promise<Error>((resolve) => link.once('connect_error', resolve))
      link.connect()
      expect((await error).message).toBe('notSignedIn')
    }
    const foreign = server.live({ cookie: boss.cookie, origin: 'https://evil.example' })
    const error = new Promise<Error>((resolve) => foreign.once('connect_error', resolve))
    foreign.connect()
    expect((await error).message).toBe('websocket error')
  })

  it('keeps a staff page and a board equal to the floor, the board without names', async () => {
    const { link } = await connect(boss.cookie)
    link.disconnect()
    const [staff, screen] = [server.live({ cookie: boss.cookie }), await board()]
    const [a, b] = [follow(staff), follow(screen)]
    staff.connect()
    screen.connect()
    await Promise.all([a.at(0), b.at(0)])
    const { floor } = server.app
    await floor.submit({ type: 'arrive', call: 'c1', line: LINE, channel: 'web' })
    await floor.submit({ type: 'queue', call: 'c1' })
    await floor.submit({ type: 'setAdvisor', advisor: advisor.id, name: 'Ada Secret', lines: [LINE], languages: [] })
    const done = await floor.submit({ type: 'end', call: 'c1', by: 'caller' })
    if (!done.ok) throw new Error(done.refusal.code)
    expect(await a.at(done.value.rev)).toEqual(done.value.floor)
    const seen = await b.at(done.value.rev)
    expect(JSON.stringify(seen)).not.toMatch(/Secret|BOSS|ADA/)
    expect(Object.keys(seen.advisors)).toEqual(Object.keys(done.value.floor.advisors))
  })

  it('does for a person what is about that person, and refuses the rest', async () => {
    const { link, snapshot } = await connect(advisor.cookie)
    expect(snapshot.you).toMatchObject({ id: advisor.id, role: 'advisor' })
    expect(await link.emitWithAck('link:check')).toMatchObject({ ok: true, value: { now: expect.any(Number) } })
    expect(await link.emitWithAck('shift:start', { instance: 'i1' })).toEqual({ ok: false, refusal: { code: 'phoneNotReachable' } })
    await server.app.floor.submit({ type: 'registerPhone', advisor: advisor.id, instance: 'i1' })
    expect(await link.emitWithAck('shift:start', { instance: 'i1' })).toMatchObject({ ok: true })
    expect(await link.emitWithAck('advisor:pause')).toMatchObject({ ok: true })
    expect(await link.emitWithAck('advisor:ready')).toMatchObject({ ok: true })
    const again = await link.emitWithAck('floor:get')
    expect(again.ok && again.value.floor.advisors[advisor.id]?.state.is).toBe('available')
    expect(await link.emitWithAck('advisor:set', { advisor: boss.id, to: 'paused' })).toEqual({
      ok: false,
      refusal: { code: 'notAllowed' },
    })
    expect(await link.emitWithAck('phone:leave', { instance: 'i1' })).toMatchObject({ ok: true })
    expect(left).toEqual([`${advisor.id} i1`])

    const supervisor = await connect(boss.cookie)
    expect(await supervisor.link.emitWithAck('advisor:set', { advisor: advisor.id, to: 'paused' })).toMatchObject({ ok: true })
    expect(await link.emitWithAck('advisor:offline')).toMatchObject({ ok: true })
  })

  it('lets a board look and nothing else', async () => {
    const screen = await board()
    screen.connect()
    const refused: Ack = { ok: false, refusal: { code: 'notAllowed' } }
    expect(await screen.emitWithAck('floor:get')).toMatchObject({ ok: true, value: { you: null } })
    expect(await screen.emitWithAck('advisor:ready')).toEqual(refused)
    expect(await screen.emitWithAck('shift:start', { instance: 'i' })).toEqual(refused)
    expect(await screen.emitWithAck('advisor:set', { advisor: advisor.id, to: 'offline' })).toEqual(refused)
  })

  it.each([
    ['no payload and no acknowledgement', []],
    ['a wrong payload', [{ instance: 7 }]],
    ['more than was asked for', [{ instance: 'x' }, 1, 2]],
    ['something else in place of the payload', ['text']],
  ])('outlives %s', async (_name, sent) => {
    const { link } = await connect(advisor.cookie)
    const anything = link as unknown as Socket
    anything.emit('shift:start', ...sent)
    anything.emit('advisor:ready', ...sent)
    anything.emit('no:such', ...sent)
    expect(await link.emitWithAck('link:check')).toMatchObject({ ok: true })
    expect(await anything.emitWithAck('shift:start', { instance: 7 })).toMatchObject({
      ok: false,
      refusal: { code: 'badRequest', field: 'instance' },
    })
  })

  it('beats, and tells figures after what moves them', async () => {
    const { link, snapshot } = await connect(boss.cookie)
    const before = snapshot.figures[LINE]?.monthCount ?? Number.NaN
    const [beat, moved] = [next(link, 'heartbeat'), next(link, 'figures:changed')]
    await server.app.floor.submit({ type: 'arrive', call: 'c2', line: LINE, channel: 'phone' })
    expect((await moved)[LINE]?.monthCount).toBe(before + 1)
    expect(await beat).toMatchObject({ now: expect.any(Number), rev: expect.any(Number) })
    await server.app.floor.submit({ type: 'interrupt', call: 'c2' })
  })

  it('cuts a page off when its session ends', async () => {
    const person = await server.person('bo', 'advisor')
    const { link } = await connect(person.cookie)
    const gone = new Promise<string>((resolve) => link.once('disconnect', resolve))
    await server.ask('DELETE', '/api/session', { cookie: person.cookie })
    expect(await gone).toBe('io server disconnect')
  })

  it('heals a board whose answer with the next ticket was lost', async () => {
    const first = await board()
    const ticket = next(first, 'board:ticket')
    first.connect()
    const second = await ticket
    const lost = server.live({ ticket: second })
    const snapshot = next(lost, 'floor:snapshot')
    lost.connect()
    await snapshot
    lost.disconnect()
    const back = server.live({ ticket: second })
    const healed = next(back, 'floor:snapshot')
    back.connect()
    expect((await healed).you).toBeNull()
  })
})
